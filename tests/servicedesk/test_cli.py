import pytest
from click.testing import CliRunner
from tests.servicedesk.desk import ANSWER, QUESTION, REASON, STORY, TITLE, TRIED

from pindos.kernel.errors import Forbidden, Refused
from pindos.servicedesk.cli import group, level


def run(command, *words, account=None):
    words = [*words, "--as", account] if account else [*words]
    return CliRunner().invoke(command, words, catch_exceptions=False).output.strip()


def test_a_ticket_goes_out_and_back_in_a_terminal(anthi, dafni, iason, tmp_path):
    photo = tmp_path / "μέτρηση.csv"
    photo.write_text("α;β\n")
    said = run(group, "open", TITLE, "--description", STORY, "--file", str(photo), account="anthi")
    number, state, unit = said.split()
    assert (state, unit) == ("new", "TP-FLO") and number.startswith("FLO-")
    typed = number.lower()
    steps = [
        (("take", typed), "dafni", "assigned"),
        (("reply", typed, "Ανοίγουν οι άλλες;", "--asks"), "dafni", "waiting"),
        (("reply", typed, "Ναι."), "anthi", "assigned"),
        (("note", typed, "Παλιό."), "dafni", "assigned"),
        (("priority", typed, "--impact", "unit"), "dafni", "assigned"),
        (("refer", typed, "--tried", TRIED, "--reason", REASON), "dafni", "referred"),
        (("accept", typed), "iason", "referred"),
        (("return", typed, QUESTION), "iason", "returned"),
        (("refer", typed, "--tried", TRIED, "--reason", REASON), "dafni", "referred"),
        (("recall", typed), "dafni", "assigned"),
        (("refer", typed, "--tried", TRIED, "--reason", REASON), "dafni", "referred"),
        (("hand-back", typed, ANSWER), "iason", "returned"),
        (("resolve", typed, ANSWER), "dafni", "solved"),
        (("reopen", typed, "Πάλι."), "anthi", "assigned"),
        (("assign", typed), "dafni", "assigned"),
        (("confirm", typed), "anthi", "closed"),
    ]
    for words, account, after in steps:
        assert run(group, *words, account=account) == f"{number} {after} TP-FLO", words
    shown = run(group, "show", typed, account="anthi")
    assert STORY in shown and QUESTION not in shown
    assert QUESTION in run(group, "show", typed, account="dafni")
    assert run(group, "list", account="dafni") == ""
    assert TITLE in run(group, "list", "--state", "closed", account="dafni")


def test_a_ticket_is_moved_in_a_terminal(ticket, dafni):
    words = ("move", str(ticket.pk), "--prefecture", "ΚΟΖ", "--reason", "Είναι εκεί.")
    assert run(group, *words, account="dafni") == f"{ticket.number} new TP-KOZ"


def test_an_unknown_account_is_refused(ticket):
    with pytest.raises(Refused, match="nobody"):
        run(group, "take", str(ticket.pk), account="nobody")


def test_levels_are_set_by_an_administrator_only(admin, dafni):
    words = ("set", "--prefecture", "FLO", "--answer", "30", "--hours", "always")
    with pytest.raises(Forbidden):
        run(level, *words, account="dafni")
    scope = run(level, *words, account="admin").strip()
    [line] = [each for each in run(level, "list").splitlines() if each.startswith(scope)]
    assert line.split()[1:5] == ["30", "-", "-", "always"]
