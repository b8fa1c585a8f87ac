"""Hours and holidays that cannot be: each door says why, and keeps nothing of them."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from pindos.cli import root
from pindos.clocks.models import OfficeHours
from pindos.clocks.queries import all_hours
from pindos.organisation.models import DayOff

IMPORT = "/holidays/import/"
YEARS = range(2027, 2037)
LINES = (
    "32/1; Ημέρα που δεν υπάρχει",
    "29/2/{year}; Δίσεκτη χωρίς να είναι",
    "{year}; Χωρίς ημέρα",
    "; χωρίς τίποτα",
    "14/9/{year}; Ύψωση; Ατλαντίδα",
    "14/9/{year}; {long}",
    "=HYPERLINK(1);=1+1",
    "<script>alert({year})</script>; 1/1",
    "((((a+)+)+)+)+$; {year}",
    "😀/😀/{year}; 😀",
    "Πάσχα +9999; Ποτέ",
)
ODD = ("2028", "2032", "2036")  # leap years, in which the 29th of February is a day
RUBBISH = "\n".join(
    line.format(year=year, long="Ω" * 5_000)
    for year in YEARS
    for line in LINES
    if not (str(year) in ODD and line.startswith("29/2"))
)
WEEKS = (
    ([""] * 7, "Κανείς δεν εργάζεται"),
    (["07:00-15:00, 14:00-16:00", *[""] * 6], "επικαλύπτονται"),
    (["22:00-06:00", "05:00-13:00", *[""] * 5], "επικαλύπτονται"),
    (["(a+)+$", *[""] * 6], "(a+)+$"),
    (["😀" * 40, *[""] * 6], "😀"),
    (["07:00-15:00"] * 3, "επτά ημέρες"),
)


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def told(account, *words):
    """What a terminal says, and whether it went well."""
    said = CliRunner().invoke(root(), [*words, "--as", account.username])
    return said.exit_code, f"{said.output}{said.stderr}{said.exception}"


@pytest.mark.parametrize(("week", "why"), WEEKS)
def test_hours_that_cannot_be_are_refused_by_programs_and_terminals(page, admin, week, why):
    before = all_hours()
    sent = {"name": "Βάρδια", "week": week}
    for call, url in (
        (page.post, "/api/v1/office-hours"),
        (page.put, "/api/v1/office-hours/office"),
        (page.post, "/api/v1/office-hours/office/plan"),
    ):
        said = call(url, sent, content_type="application/json")
        assert said.status_code == 422 and why in str(said.json()), url
    days = [word for day in week for word in ("--day", day or "-")]
    for verb in ("set", "plan"):
        code, words = told(admin, "hours", verb, "office", *days)
        assert code and why in words, verb
    assert all_hours() == before and not OfficeHours.objects.exists()


def test_ten_years_of_rubbish_are_told_line_by_line_at_every_door(page, admin, tmp_path):
    many = len(RUBBISH.splitlines())
    shown = page.post(IMPORT, {"text": RUBBISH})
    words = shown.content.decode()
    assert shown.status_code == 200 and "Ατλαντίδα" in words and "<script>alert" not in words
    assert "((((a+)+)+)+)+$" in words, "what was typed is there to be mended"

    said = page.post("/api/v1/holidays/import", {"text": RUBBISH}, "application/json")
    lines = said.json()
    assert said.status_code == 200 and [line["number"] for line in lines] == [*range(1, many + 1)]
    assert all(line["outcome"] == "error" and line["reason"] for line in lines), lines

    file = tmp_path / "αργίες.csv"
    file.write_text(RUBBISH, encoding="utf-8")
    code, words = told(admin, "holidays", "import", str(file))
    assert code == 0 and "0 αργίες" in words and f"{many}: " in words
    assert not DayOff.objects.exists()


def test_a_list_that_is_no_list_is_refused_whole(page, admin, tmp_path):
    too_many = "21/2; αργία\n" * 2_001
    for text in (too_many, "Ω" * 3_000_000):
        shown = page.post(IMPORT, {"text": text})
        assert 400 <= shown.status_code < 500, text[:20]
        said = page.post("/api/v1/holidays/import", {"text": text}, "application/json")
        assert 400 <= said.status_code < 500 and said.json(), text[:20]
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    shown = page.post(IMPORT, {"file": SimpleUploadedFile("αργίες.csv", picture)})
    assert shown.status_code == 422
    file = tmp_path / "εικόνα.csv"
    file.write_bytes(picture)
    code, words = told(admin, "holidays", "import", str(file))
    assert code and "δεν είναι κείμενο" in words
    file.write_bytes("21/2; Απελευθέρωση; ΙΩΑ\n32/1; Καμία\n".encode("cp1253"))
    code, words = told(admin, "holidays", "import", str(file))
    assert code == 0 and "1 αργία" in words and DayOff.objects.get().name_el == "Απελευθέρωση"
