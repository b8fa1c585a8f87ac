import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader
from tests.cast import engaged, viewer_of
from tests.servicedesk.desk import ANSWER, act, opened, referred

from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.held import forget_everything
from pindos.kernel.models import Event
from pindos.notices.models import Notice
from pindos.oversight import commands
from pindos.oversight.cli.reports import report as command
from pindos.oversight.events import ReportMade
from pindos.oversight.models import Report
from pindos.oversight.paper.monthly import both_of, monthly
from pindos.oversight.queries import is_first_working_day_past
from pindos.oversight.queries.reports import sees_for_report
from pindos.oversight.telling import tell_of_report
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import Span, figures, scope_of

ATHENS = ZoneInfo("Europe/Athens")


@pytest.fixture
def busy(dafni, anthi, kosmas, iason):
    """A month in Florina and Kozani, with two technicians in Florina."""
    engaged("foteini", "Φωτεινή", "Ξάνθου", role="technician", unit="TP-FLO")
    referred(dafni, opened(anthi, title="Κομμένη γραμμή Αμυνταίου"))
    for number in range(4):
        act("resolve_ticket", dafni, opened(anthi, title=f"Αίτημα {number}"), answer=ANSWER)
    opened(kosmas, title="Νέα οθόνη στο πρωτόκολλο")


def this_month():
    return f"{Ticket.objects.first().opened_at.astimezone(ATHENS):%Y-%m}"


def made(account, month=None):
    row = commands.ask_report(viewer=viewer_of(account), month=month or this_month())
    assert commands.make_asked_reports() == 1
    row.refresh_from_db()
    return row


def text_of(row):
    pages = PdfReader(io.BytesIO(bytes(row.pdf))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_report_says_the_figures_of_the_page(busy, thaleia):
    text = text_of(made(thaleia))
    viewer = viewer_of(thaleia)
    month = date.fromisoformat(f"{this_month()}-01")
    seen = figures(viewer, scope_of(viewer, period="this-month", by="prefecture"))
    assert seen.scope.period.first == month and len(seen.lines) == 2
    for line in [*seen.lines, seen.total]:
        counts = (line.opened, line.solved, line.reopened, line.referred, line.open)
        assert f"{line.name} {' '.join(map(str, counts))}" in text
    assert f"αυθημερόν {seen.total.open}" in text
    assert "Αποκεντρωμένη Διοίκηση" in text
    for name in ("Λιβαδά", "Ξάνθου", "Βαφείδης", "Μέξης", "Αίτημα 1"):
        assert name not in text


def test_a_median_and_its_ninetieth_break_between_them_only():
    with override("el"):
        both = both_of(Span(9, 24 * 3600, 77 * 3600))
    assert both.replace("\N{NO-BREAK SPACE}", "_") == "24_ώ. · 3_ημ._5_ώ."


def test_a_unit_reads_its_own_report(busy, thaleia):
    month = date.fromisoformat(f"{this_month()}-01")
    florina = Ticket.objects.filter(unit__key="TP-FLO").first().unit_id
    with override("el"):
        told = monthly(florina, month)
    assert told["heading"] == "Τμήμα Πληροφορικής Φλώρινας" and told["heading"] in told["title"]
    assert told["unit"] == "Μηνιαία αναφορά υποστήριξης χρηστών"
    parts = {part["heading"]: part["tables"] for part in told["parts"]}
    assert "Ανά νομό" not in parts and "Ανά κατηγορία" in parts
    viewer, _name = sees_for_report(florina)
    seen = figures(viewer, scope_of(viewer, period="this-month", by="prefecture"))
    (legs,) = parts["Ποιος είχε τη δουλειά"]
    assert [row[:2] for row in legs["rows"]] == [[n, str(s.count)] for n, s in seen.legs]
    assert legs["rows"], "a leg that is over is told"


def test_it_stands_beside_last_month_and_a_year_ago(busy, thaleia):
    text = text_of(made(thaleia))
    assert re.search(r"Άνοιξαν 6 0 0", text) and re.search(r"Λύθηκαν 4 0 0", text)


def test_the_pdf_is_tagged_titled_and_in_greek_with_its_fonts_inside(busy, thaleia):
    reader = PdfReader(io.BytesIO(bytes(made(thaleia).pdf)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "el" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert reader.metadata.title.startswith("Μηνιαία αναφορά")
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts and all(
        "/FontFile" in str(font["/DescendantFonts"][0].get_object()["/FontDescriptor"])
        for font in fonts
        if "/DescendantFonts" in font
    )


def test_what_people_type_is_text_and_no_command_of_the_typesetter(busy, thaleia, monkeypatch):
    from pindos.organisation.models import Prefecture  # noqa: PLC0415

    Prefecture.objects.filter(key="FLO").update(name_el='Φλώρινα #panic("x") *$_')
    forget_everything()
    assert 'Φλώρινα #panic("x") *$_' in text_of(made(thaleia))


@pytest.mark.parametrize("name", ["dafni", "giorgos", "kosmas", "anthi"])
def test_who_does_not_oversee_gets_none(busy, thaleia, name, request):
    row = made(thaleia)
    viewer = viewer_of(request.getfixturevalue(name))
    with pytest.raises(Forbidden):
        commands.ask_report(viewer=viewer, month="2026-01")
    with pytest.raises(NotFound):
        commands.take_report(viewer=viewer, report_id=row.pk)


def test_taking_it_is_noted_before_it_goes(busy, thaleia):
    row = made(thaleia)
    client = Client()
    client.force_login(thaleia)
    answer = client.get(f"/reports/{row.pk}/download/")
    assert answer.content[:5] == b"%PDF-" and answer["Content-Type"] == "application/pdf"
    assert client.get(f"/api/v1/reports/{row.pk}/download").content == answer.content
    taken = Event.objects.filter(name="oversight.ReportTaken")
    assert [event.actor_id for event in taken] == [thaleia.pk] * 2


def test_it_is_asked_for_on_the_page_and_is_there_once(busy, thaleia):
    client = Client()
    client.force_login(thaleia)
    for _ in range(2):
        assert client.post("/reports/", {"month": this_month()}).status_code == 302
    assert "φτιάχνεται" in client.get("/reports/").content.decode()
    row = Report.objects.get()
    with pytest.raises(Refused):
        commands.take_report(viewer=viewer_of(thaleia), report_id=row.pk)
    assert commands.make_asked_reports() == 1 and commands.make_asked_reports() == 0
    assert f"/reports/{row.pk}/download/" in client.get("/reports/").content.decode()
    assert client.post("/reports/", {"month": "1999-01"}).status_code == 422


@pytest.mark.parametrize("month", ["", "2026-13", "χθες", "2999-01", "1999-12"])
def test_a_month_that_is_none_is_refused(thaleia, month):
    with pytest.raises(Invalid):
        commands.ask_report(viewer=viewer_of(thaleia), month=month)


def test_on_the_first_working_day_the_month_before_is_asked_for_once(busy, thaleia):
    sunday = datetime(2026, 11, 1, 9, tzinfo=ATHENS)
    monday = datetime(2026, 11, 2, 9, tzinfo=ATHENS)
    assert commands.ask_due_reports(now=sunday) == 0
    assert commands.ask_due_reports(now=monday) == 1
    assert commands.ask_due_reports(now=monday) == 0
    assert Report.objects.get().month == date(2026, 10, 1)


def test_who_oversees_hears_once_that_the_report_is_there(busy, thaleia):
    commands.ask_due_reports(now=datetime(2026, 11, 2, 9, tzinfo=ATHENS))
    commands.make_asked_reports()
    event = ReportMade(report_id=Report.objects.get().pk, month=date(2026, 10, 1))
    for _again in range(2):
        tell_of_report(event)
    told = Notice.objects.get(kind="report-made", person=thaleia.person_id)
    assert told.title == "Η αναφορά του 10/2026 είναι έτοιμη" and told.url == "/reports/"


def test_where_nothing_was_ever_reported_no_report_is_made_by_itself(chart):
    assert commands.ask_due_reports(now=datetime(2026, 11, 2, 9, tzinfo=ATHENS)) == 0


@pytest.mark.django_db
def test_the_first_working_day_is_no_saturday_and_no_sunday():
    august = [day for day in range(1, 6) if is_first_working_day_past(date(2026, 8, day))]
    assert august == [3, 4, 5]  # the first of August is a Saturday


@pytest.mark.django_db
def test_the_first_working_day_is_no_holiday_of_the_state():
    january = [day for day in range(1, 7) if is_first_working_day_past(date(2027, 1, day))]
    assert january == [4, 5, 6]  # New Year's Day is a Friday
    assert not is_first_working_day_past(date(2026, 5, 3))  # after May Day comes a weekend


def test_a_report_that_fails_is_said_so_and_can_be_made_again(busy, thaleia, monkeypatch):
    def fail(said):
        raise ValueError("no paper")

    with monkeypatch.context() as patch:
        patch.setattr("pindos.oversight.commands.reports.pdf_of", fail)
        row = commands.ask_report(viewer=viewer_of(thaleia), month=this_month())
        assert commands.make_asked_reports() == 0
    row.refresh_from_db()
    assert row.state == "failed" and "no paper" in row.error
    assert made(thaleia).state == "made"


def test_the_command_line_makes_and_saves_it(busy, thaleia, tmp_path):
    run = CliRunner().invoke
    number = run(command, ["make", "--as", "thaleia", this_month()]).output.strip()
    assert run(command, ["list", "--as", "thaleia"]).output.split()[:1] == [number]
    path = tmp_path / "αναφορά.pdf"
    assert run(command, ["save", "--as", "thaleia", number, str(path)]).exit_code == 0
    assert path.read_bytes()[:5] == b"%PDF-"
