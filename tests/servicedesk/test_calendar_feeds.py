"""Due work in another calendar: by a secret address, with the rights of its owner, in RFC 5545."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.config.logs import without_secrets
from pindos.identity.models import Account
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.organisation.models import Position
from pindos.servicedesk.cli.feeds import calendar as group
from pindos.servicedesk.commands import add_tasks, make_calendar_feed, revoke_calendar_feed
from pindos.servicedesk.models import CalendarFeed
from pindos.servicedesk.rules.ical import Happens, calendar, escaped, folded

AT = datetime(2026, 11, 27, 10, tzinfo=UTC)
NAMES = re.compile(r"[A-Z-]+(;[A-Z]+=[A-Z]+)*:")


def read(text):
    """A strict reading: events as dictionaries; anything that the format forbids fails."""
    assert text.endswith("\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75 and "\n" not in line and "\r" not in line
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(NAMES.match(line) for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("VERSION:2.0") == 1 and any(each.startswith("PRODID:") for each in lines)
    events, event = [], None
    for line in lines[1:-1]:
        name, _sep, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            assert event is None
            event = {}
        elif line == "END:VEVENT":
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= event.keys()
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event, "each property once"
            event[name] = unescaped(value) if name in ("SUMMARY", "DESCRIPTION") else value
    assert event is None and len({each["UID"] for each in events}) == len(events)
    return events


def unescaped(value):
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value), "a bare sign of the format"
    signs = {"n": "\n", "\\": "\\", ";": ";", ",": ","}
    return re.sub(r"\\(.)", lambda found: signs[found[1]], value)


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_words_come_out_as_they_went_in(title, more):
    [event] = read(calendar("Όνομα", [Happens("a@b", AT, None, title, more, "https://b/")]))
    plain = lambda text: "".join(  # noqa: E731
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c == "\n" or c >= " " and c != "\x7f"
    )
    assert event["SUMMARY"] == plain(title) and event.get("DESCRIPTION", "") == plain(more)
    assert event["DTSTART"] == "20261127T100000Z"


def test_greek_lines_are_folded_by_octets_and_no_letter_is_cut():
    pieces = folded("SUMMARY:" + escaped("Λήγει η σύμβαση " * 12)).split("\r\n")
    assert len(pieces) > 3 and all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])


@pytest.fixture
def work(dafni, giorgos, anthi):
    ticket = opened(anthi)
    act("take_ticket", dafni, ticket)
    for who, line in ((dafni, "Παραγγελία μελανιού; δύο, τρία"), (giorgos, "Έγκριση δαπάνης")):
        add_tasks(
            viewer=viewer_of(dafni),
            ticket_id=ticket.pk,
            lines=[line],
            who_id=who.person_id,
            due_at=timezone.now() + timedelta(hours=2),
        )
    ticket.refresh_from_db()
    return ticket


def address(account, unit=""):
    _row, secret = make_calendar_feed(viewer=viewer_of(account), unit=unit)
    return f"/calendar/feed/{secret}.ics"


def summaries(client, url):
    answer = client.get(url)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {each["SUMMARY"] for each in read(answer.content.decode())}


def test_it_shows_ones_own_work_and_for_a_unit_all_of_it(client, work, dafni, giorgos):
    own = summaries(client, address(dafni))
    task = f"{work.number} Παραγγελία μελανιού; δύο, τρία"
    assert own == {task, f"{work.number} {work.title}"}
    assert len(summaries(client, address(giorgos, "TP-FLO"))) == 3


def test_what_has_not_changed_is_not_sent_again(client, work, dafni):
    url = address(dafni)
    etag = client.get(url)["ETag"]
    again = client.get(url, headers={"If-None-Match": etag})
    assert again.status_code == 304 and not again.content
    act("resolve_ticket", dafni, work, answer="Άλλαξε το μελάνι.", despite_tasks=True)
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_a_revoked_one_and_one_that_never_was_look_the_same(client, work, dafni):
    url = address(dafni)
    row = CalendarFeed.objects.get()
    revoke_calendar_feed(viewer=viewer_of(dafni), feed_id=row.pk)
    gone, never = client.get(url), client.get("/calendar/feed/never.ics")
    assert gone.status_code == never.status_code == 404


def test_a_position_that_ends_takes_it_along_the_same_day(client, work, dafni):
    url = address(dafni)
    yesterday = timezone.localdate() - timedelta(days=1)
    Position.objects.filter(person=dafni.person_id).update(ends_on=yesterday)
    assert client.get(url).status_code == 404


def test_an_account_that_is_switched_off_reads_nothing(client, work, dafni):
    url = address(dafni)
    Account.objects.filter(pk=dafni.pk).update(is_active=False)
    assert client.get(url).status_code == 404


def test_who_sees_the_unit_no_longer_reads_it_no_longer(client, work, giorgos, kosmas):
    with pytest.raises(Invalid):
        make_calendar_feed(viewer=viewer_of(kosmas), unit="TP-FLO")
    url = address(giorgos, "TP-FLO")
    assert client.get(url).status_code == 200
    Position.objects.filter(person=giorgos.person_id).update(role="employee")
    assert client.get(url).status_code == 404


def test_it_is_ones_own_and_only_for_those_who_have_a_calendar(anthi, dafni, giorgos):
    with pytest.raises(Forbidden):
        make_calendar_feed(viewer=viewer_of(anthi))
    address(dafni)
    with pytest.raises(NotFound):
        revoke_calendar_feed(viewer=viewer_of(giorgos), feed_id=CalendarFeed.objects.get().pk)


def test_the_page_shows_it_once_and_no_log_ever(client, work, dafni):
    client.force_login(dafni)
    made = client.post("/calendar/feeds/", {"unit": ""}).content.decode()
    [url] = re.findall(r'value="http://testserver(/calendar/feed/[\w-]+\.ics)"', made)
    assert "δεν εμφανίζεται ξανά" in made
    page = client.get("/calendar/feeds/").content.decode()
    assert url not in page and "Η δική μου δουλειά" in page
    secret = url.rpartition("/")[2]
    assert secret not in without_secrets(f'"GET {url} HTTP/1.1" 200')
    assert not CalendarFeed.objects.filter(digest__contains=secret[:20]).exists()
    row = CalendarFeed.objects.get()
    client.post(f"/calendar/feeds/{row.pk}/revoke/")
    client.logout()
    assert client.get(url).status_code == 404
    client.force_login(dafni)
    assert "/calendar/feeds/" in client.get("/calendar/").content.decode()


def test_programs_and_terminals_make_and_revoke_it(client, get, call, work, dafni):
    made = call(dafni, "calendar/feeds", unit="").json()
    client.logout()
    assert client.get(made["address"]).status_code == 200
    assert [each["id"] for each in get(dafni, "calendar/feeds").json()] == [made["id"]]
    assert call(dafni, f"calendar/feeds/{made['id']}/revoke").status_code == 204
    run = CliRunner().invoke
    path = run(group, ["make", "--as", "dafni"]).output.strip()
    client.logout()
    assert client.get(path).status_code == 200
    row = CalendarFeed.objects.get(revoked_at=None)
    assert run(group, ["feeds", "--as", "dafni"]).output.startswith(f"{row.pk} - ")
    run(group, ["revoke", str(row.pk), "--as", "dafni"])
    assert client.get(path).status_code == 404
