"""Rules written from a file in a terminal, and printed as the same file."""

import json

import pytest
from click.testing import CliRunner
from tests.automation.conftest import RULE

from pindos.automation.commands import FOLLOWED
from pindos.automation.models import Rule
from pindos.automation.rules import RuleWritten
from pindos.cli import root

MINE = ["--as", "giorgos"]


def run(*words, said=""):
    return CliRunner().invoke(root(), ["rule", *words, *MINE], input=said)


def test_a_file_can_say_all_that_a_rule_has():
    fields = {name.removesuffix("_id") for name in FOLLOWED} | {"unit"}
    assert set(RuleWritten.model_fields) == fields


def test_what_show_prints_add_reads_and_change_changes_only_what_is_named(write, giorgos, dafni):
    first = write(
        assign_to_id=dafni.person_id,
        tasks="Έλεγξε το χαρτί\nΔοκιμαστική σελίδα",
        note="Προσοχή: «όχι» στο #1\n- δεύτερη γραμμή: ναι",
        is_once=False,
    )
    shown = run("show", str(first.pk)).output
    assert shown.startswith(f"# {first.pk} off TP-FLO") and "assign_to: dafni" in shown
    assert run("add", "-", said=shown).exit_code == 0
    second = Rule.objects.latest("pk")
    assert {name: getattr(second, name) for name in FOLLOWED} == {
        name: getattr(first, name) for name in FOLLOWED
    }
    assert run("show", str(second.pk)).output.partition("\n")[2] == shown.partition("\n")[2]
    made = run("add", "-", "--unit", "TP-FLO", "--set", "name=Με JSON: 3", said=json.dumps(RULE))
    third = Rule.objects.latest("pk")
    assert made.exit_code == 0 and (third.name, third.note) == ("Με JSON: 3", RULE["note"])
    done = run("change", str(third.pk), "--set", "place=20", "--set", "note=Άλλο: τώρα")
    third.refresh_from_db()
    assert done.exit_code == 0 and (third.place, third.note) == (20, "Άλλο: τώρα")
    assert third.condition == RULE["condition"]


@pytest.mark.parametrize(
    ("words", "said", "answer"),
    [
        (["add"], "", "--set"),
        (["add", "-"], "name: Χωρίς τμήμα\nwhen: opened", "--unit"),
        (["add", "-"], "unit: TP-FLO\nnote: [1, 2]", ":2:"),
        (["add", "-"], "unit: TP-FLO\nis_once: ίσως", ":2:"),
        (["add", "-"], "unit: TP-FLO\nwhenn: opened", ":2:"),
        (["add", "-"], "unit: TP-KOZ\nname: Ξένος\nwhen: opened\nnote: Α", ""),
        (["add", "-"], "unit: TP-FLO\nname: Τίποτα\nwhen: opened", "τουλάχιστον"),
        (["add", "-"], "\x00", ":1:"),
        (["change", "RULE", "--set", "place"], "", "--set place=20"),
        (["change", "RULE", "--set", "place=πολύ"], "", "--set place:1:"),
        (["change", "RULE", "--set", "unit=TP-KOZ"], "", "τμήμα"),
        (["change", "RULE", "--set", "assign_to=κανένας"], "", "κανένας"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_changes_nothing(
    write, giorgos, words, said, answer
):
    rule = write()
    answered = run(*(str(rule.pk) if word == "RULE" else word for word in words), said=said)
    assert answered.exit_code and answer in answered.output + str(answered.exception)
    assert Rule.objects.count() == 1 and Rule.objects.get().version == rule.version
