import csv
import io
import json
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.cast import engaged, viewer_of
from tests.servicedesk.desk import ANSWER, act, opened, referred

from pindos.kernel.errors import Forbidden, Invalid
from pindos.kernel.models import Event
from pindos.organisation.models import Unit
from pindos.oversight.cli.figures import figures_command
from pindos.servicedesk.models import Stay, Ticket
from pindos.servicedesk.queries import figures, scope_of

PAGE = "/figures/"
LIMIT = 50_000  # bytes


@pytest.fixture
def second(chart):
    """Another technician of Florina, so that its times are nobody's own."""
    return engaged("foteini", "Φωτεινή", "Ξάνθου", role="technician", unit="TP-FLO")


@pytest.fixture
def busy(dafni, second, anthi, kosmas, iason, ioanna):
    """Florina: one new, one referred, two solved, one of them reopened; Kozani: one solved."""
    opened(anthi, title="Ο εκτυπωτής δεν τυπώνει")
    referred(dafni, opened(anthi, title="Κομμένη γραμμή Αμυνταίου"))
    for title in ("Το Πάπυρος δεν ανοίγει", "Νέα οθόνη"):
        act("resolve_ticket", dafni, opened(anthi, title=title), answer=ANSWER)
    act("reopen_ticket", anthi, Ticket.objects.get(title="Νέα οθόνη"))
    act("resolve_ticket", kosmas, opened(kosmas, title="Κοζάνη"), answer=ANSWER)


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def seen_by(account, **asked):
    viewer = viewer_of(account)
    return figures(viewer, scope_of(viewer, **asked))


def line(seen, key):
    return next(each for each in seen.lines if each.key == key)


def counts(line):
    return (line.opened, line.solved, line.reopened, line.referred, line.open)


def test_each_unit_has_its_counts_and_all_together_their_sum(busy, thaleia):
    seen = seen_by(thaleia)
    assert counts(line(seen, "TP-FLO")) == (4, 1, 1, 1, 3)
    assert counts(line(seen, "TP-KOZ")) == (1, 1, 0, 0, 0)
    assert counts(seen.total) == (5, 2, 1, 1, 3)


@pytest.mark.parametrize("by", ["unit", "prefecture", "category", "month"])
def test_the_sum_is_the_same_by_whatever_the_lines_are(busy, thaleia, by):
    seen = seen_by(thaleia, by=by)
    assert counts(seen.total) == (5, 2, 1, 1, 3)
    for name in ("opened", "solved", "reopened", "referred"):
        assert sum(getattr(each, name) for each in seen.lines) == getattr(seen.total, name)


def test_lines_stand_by_the_alphabet_whatever_the_accents(busy, thaleia):
    Unit.objects.filter(key="TP-FLO").update(name_el="Ύστερο Τμήμα")
    Unit.objects.filter(key="TP-KOZ").update(name_el="Αρχικό Τμήμα")
    assert [each.name for each in seen_by(thaleia).lines] == ["Αρχικό Τμήμα", "Ύστερο Τμήμα"]


def test_a_department_sees_its_own_figures_only(busy, dafni, kosmas):
    assert [each.key for each in seen_by(dafni).lines] == ["TP-FLO"]
    assert counts(seen_by(kosmas).total) == (1, 1, 0, 0, 0)
    with pytest.raises(Invalid):
        seen_by(kosmas, unit="TP-FLO")


def test_a_unit_that_is_not_ones_own_and_none_at_all_are_refused_in_the_same_words(busy, kosmas):
    said = []
    for unit in ("TP-FLO", "TP-XYZ"):
        with pytest.raises(Invalid) as refusal:
            seen_by(kosmas, unit=unit)
        said.append(str(refusal.value).replace(unit, "…"))
    assert said[0] == said[1]


def test_who_only_asks_has_no_figures(busy, anthi):
    with pytest.raises(Forbidden):
        seen_by(anthi)
    client = signed_in(anthi)
    assert client.get(PAGE).status_code == client.get("/api/v1/figures").status_code == 403


def links(html):
    found = re.findall(r'<a href="(/tickets/\?filter=[^"]+)">([\d.]+)</a>', html)
    return [(url.replace("&amp;", "&"), int(number.replace(".", ""))) for url, number in found]


@pytest.mark.parametrize("who", ["thaleia", "dafni", "iason", "kosmas", "elegktis"])
@pytest.mark.parametrize("by", ["unit", "prefecture", "category", "month"])
def test_every_number_is_that_of_the_list_behind_it(busy, who, by, request):
    client = signed_in(request.getfixturevalue(who))
    numbers = links(client.get(PAGE, {"by": by}).content.decode())
    assert len(numbers) > 4
    for url, number in numbers:
        assert client.get(url, follow=True).context["total"] == number, url


def test_a_ticket_referred_twice_in_a_month_counts_once_here_and_in_the_list(dafni, anthi, iason):
    ticket = opened(anthi)
    for _ in range(2):
        referred(dafni, ticket)
        act("return_ticket", iason, ticket, question="Ποιο κύκλωμα;")
    assert seen_by(dafni).total.referred == 1
    for url, number in links(signed_in(dafni).get(PAGE).content.decode()):
        assert signed_in(dafni).get(url, follow=True).context["total"] == number, url


def lasting(*minutes):
    """Let the ended legs have lasted so long."""
    rows = Stay.objects.filter(ended_at__isnull=False).order_by("id")
    for stay, length in zip(rows, minutes, strict=True):
        Stay.objects.filter(pk=stay.pk).update(seconds=length * 60, answered_after=length * 60)


def solve(account, by, count):
    for number in range(count):
        act("resolve_ticket", by, opened(account, title=f"Αίτημα {number}"), answer=ANSWER)


def test_the_median_and_the_90th_percentile_are_lengths_that_were(dafni, second, anthi, thaleia):
    solve(anthi, dafni, 10)
    lasting(10, 20, 30, 40, 50, 60, 70, 80, 90, 1000)
    for span in (seen_by(thaleia).total.own, line(seen_by(thaleia), "TP-FLO").answer):
        assert (span.count, span.median, span.ninetieth) == (10, 50 * 60, 90 * 60)


def test_of_fewer_than_three_tickets_no_time_is_told(dafni, second, anthi):
    solve(anthi, dafni, 2)
    span = seen_by(dafni).total.own
    assert (span.count, span.median, span.is_personal) == (2, None, False)


def test_the_times_of_a_unit_with_one_technician_are_told_to_nobody(
    dafni, giorgos, anthi, thaleia
):
    solve(anthi, dafni, 5)
    for account in (thaleia, giorgos, dafni):
        for by in ("unit", "prefecture", "category", "month"):
            seen = seen_by(account, by=by)
            for each in [*seen.lines, seen.total]:
                assert each.own.median is None and each.answer.median is None
            assert all(span.median is None for _unit, span in seen.legs)
    html = signed_in(thaleia).get(PAGE).content.decode()
    assert "λιγότεροι από 2 τεχνικοί" in html


def test_no_name_of_anybody_who_works_stands_on_the_page(busy, thaleia):
    html = signed_in(thaleia).get(PAGE).content.decode()
    for name in ("Λιβαδά", "Ξάνθου", "Βαφείδης", "Μέξης"):
        assert name not in html


def test_a_leg_belongs_to_the_unit_that_had_the_work(dafni, second, anthi, iason, thaleia):
    engaged("pavlos", "Παύλος", "Δούκας", role="directorate_staff", unit="DPE-B")
    for number in range(3):
        ticket = opened(anthi, title=f"Γραμμή {number}")
        referred(dafni, ticket)
        act("hand_back_ticket", iason, ticket, answer=ANSWER)
    seen = seen_by(thaleia)
    flo = line(seen, "TP-FLO")
    assert flo.own.count == flo.away.count == 3 and flo.away.median is not None
    names = dict(seen.legs)
    assert len(names) == 2 and all(span.count == 3 for span in names.values())


def test_what_is_open_is_counted_by_age_in_whole_days(anthi, thaleia):
    for days in (0, 1, 7, 8, 31, 200):
        ticket = opened(anthi, title=f"{days} ημέρες")
        Ticket.objects.filter(pk=ticket.pk).update(opened_at=timezone.now() - timedelta(days=days))
    assert [number for _band, number in seen_by(thaleia).ages] == [1, 2, 1, 1, 1]


def test_of_a_period_that_is_over_the_backlog_is_that_of_its_end_and_leads_nowhere(
    dafni, anthi, thaleia
):
    ticket = opened(anthi)
    long_ago = timezone.now() - timedelta(days=70)
    Ticket.objects.filter(pk=ticket.pk).update(opened_at=long_ago)
    Stay.objects.filter(ticket=ticket).update(began_at=long_ago)
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    assert seen_by(thaleia).total.open == 0
    over = seen_by(thaleia, period="last-month")
    assert over.total.open == 1 and not over.is_now
    html = signed_in(thaleia).get(PAGE, {"period": "last-month"}).content.decode()
    assert "state+%3D+open" not in html


def test_what_there_is_not_is_said_at_its_field_and_keeps_what_was_typed(thaleia):
    answer = signed_in(thaleia).get(PAGE, {"first": "χθεςς", "by": "month"})
    html = answer.content.decode()
    assert answer.status_code == 422 and "χθεςς" in html and "pi-errors" in html
    for asked in ({"first": "2020-01-01", "last": "2026-01-01"}, {"by": "technician"}):
        assert signed_in(thaleia).get("/api/v1/figures", asked).status_code == 422


def test_the_page_is_light_and_costs_few_queries(busy, thaleia, django_assert_max_num_queries):
    client = signed_in(thaleia)
    client.get(PAGE)
    with django_assert_max_num_queries(36):
        answer = client.get(PAGE)
    assert len(answer.content) < LIMIT and b"style=" not in answer.content


def test_the_api_and_the_files_say_the_same_as_the_page(busy, thaleia):
    client = signed_in(thaleia)
    said = json.loads(client.get("/api/v1/figures", {"by": "unit"}).content)
    flo = next(each for each in said["lines"] if each["key"] == "TP-FLO")
    assert (flo["opened"], flo["solved"], flo["open"]) == (4, 1, 3)
    assert said["total"]["opened"] == sum(month["opened"] for month in said["months"]) == 5
    for url in ("/figures/export/?as=csv", "/api/v1/figures/export?format=csv"):
        text = b"".join(client.get(url)).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        assert rows[-1][:6] == ["Σύνολο", "5", "2", "1", "1", "3"]
    book = load_workbook(io.BytesIO(b"".join(client.get("/figures/export/?as=xlsx"))))
    assert [cell.value for cell in book.active[book.active.max_row]][:6] == [
        "Σύνολο",
        5,
        2,
        1,
        1,
        3,
    ]
    taken = Event.objects.filter(name="lists.ListExported")
    assert taken.count() == 3 and taken.first().payload["list_key"] == "figures"


def test_the_command_line_says_it_too(busy, thaleia, anthi):
    lines = CliRunner().invoke(figures_command, ["--as", "thaleia", "--by", "month"]).output
    assert lines.splitlines()[-1].split("\t")[:5] == ["Σύνολο", "5", "2", "1", "1"]
    refused = CliRunner().invoke(figures_command, ["--as", "anthi"])
    assert isinstance(refused.exception, Forbidden)


def test_what_is_counted_is_explained(thaleia):
    html = signed_in(thaleia).get("/figures/what-counts/").content.decode()
    assert "τεχνικού" in html and "ρολόι" in html
