"""The organisation in a terminal."""

import pytest
from click.testing import CliRunner

from pindos.cli import root
from pindos.kernel.errors import Refused
from pindos.organisation.charts import DEFAULT
from pindos.organisation.models import Administration, Person, Site


def run(*words):
    return CliRunner().invoke(root(), list(words), catch_exceptions=False)


@pytest.mark.parametrize(("prefecture", "unit"), [("FLO", "TP-FLO"), ("ΙΩΑ", "DPE-A")])
def test_who_prints_the_unit_first_then_the_clause(bare_chart, prefecture, unit):
    lines = run(
        "who", "--prefecture", prefecture, "--competence", "support_users"
    ).stdout.splitlines()
    assert lines[0].split()[0] == unit
    assert "S9" in lines[1]
    assert "S6" in lines[1]


def test_who_answers_from_the_shipped_chart_when_none_is_loaded(db):
    done = run("who", "--prefecture", "FLO", "--competence", "support_users")
    assert done.stdout.split()[0] == "TP-FLO"
    assert done.stderr
    assert not Administration.objects.exists()


@pytest.mark.parametrize("is_loaded", [True, False])
@pytest.mark.parametrize("words", [("XXX", "support_users"), ("FLO", "cook")])
def test_who_refuses_what_it_does_not_know_in_one_line(request, db, is_loaded, words):
    if is_loaded:
        request.getfixturevalue("bare_chart")
    with pytest.raises(Refused) as caught:
        run("who", "--prefecture", words[0], "--competence", words[1])
    assert "\n" not in str(caught.value)


def test_the_two_answers_are_the_same(db, bare_chart):
    words = ("who", "--prefecture", "KAS", "--competence", "keep_backups")
    loaded = run(*words).stdout
    Administration.objects.update(key="X")
    assert loaded.startswith("TP-KAS")
    assert "S10, S6" in loaded


def test_a_chart_is_checked_tried_and_loaded(db, tmp_path):
    assert "EPWM" in run("chart", "check", str(DEFAULT)).stdout
    assert "+ unit TP-FLO" in run("chart", "load", "--dry-run", str(DEFAULT)).stdout
    assert not Administration.objects.exists()
    run("chart", "load", "epirus-western-macedonia")
    assert Administration.objects.get().key == "EPWM"
    changed = tmp_path / "changed.yaml"
    changed.write_text(DEFAULT.read_text().replace("capital_el: Άρτα", "capital_el: Αμβρακία"))
    assert "Άρτα -> Αμβρακία" in run("chart", "load", str(changed)).stdout
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("administration:\n  key: x\n")
    with pytest.raises(Refused, match=r"faulty\.yaml:2: "):
        run("chart", "load", str(faulty))


def test_all_shipped_charts_are_listed(db):
    assert len(run("chart", "list").stdout.splitlines()) == 7


def test_tables_are_tried_and_imported(chart, admin, tmp_path):
    people = tmp_path / "people.csv"
    people.write_bytes("Κωδικός;Επώνυμο\r\n7;Ζώη\r\n".encode("cp1253"))
    assert "+ 2: Ζώη" in run("person", "import", str(people), "--dry-run").stdout
    assert not Person.objects.filter(key="7").exists()
    run("person", "import", str(people), "--as", "admin")
    assert Person.objects.get(key="7").family_name == "Ζώη"
    sites = tmp_path / "sites.csv"
    sites.write_text("Key,Name,Prefecture\nKAS-1,Δασαρχείο Καστοριάς,KAS\nX,Χ,XX\n")
    with pytest.raises(Refused):
        run("site", "import", str(sites))
    run("site", "import", str(sites), "--skip-errors")
    assert Site.objects.filter(key="KAS-1").exists()


def test_an_account_without_the_right_imports_nothing(chart, dafni, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("Key,Επώνυμο\n7,Ζώη\n")
    with pytest.raises(Refused):
        run("person", "import", str(people), "--as", "dafni")
    assert not Person.objects.filter(key="7").exists()
