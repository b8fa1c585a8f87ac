"""No room and no database: said in words, with what was typed kept; reading goes on."""

import errno
import re
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from pindos.config import outages
from pindos.identity.commands import create_token
from pindos.kernel.access import HOUSE
from pindos.kernel.outages import Outage, if_there_is_room, outage_in

STORY = "Από το πρωί βγάζει λευκές σελίδες & <b>τίποτα</b> άλλο."
TYPED = {"title": "Δεν τυπώνει", "description": STORY, "subject": "requester"}


@pytest.fixture
def no_room(monkeypatch):
    monkeypatch.setattr(outages, "FULL", 2**62)


@pytest.fixture
def no_database(monkeypatch):
    """Whatever asks the database hears what psycopg says of a server that is gone."""

    def gone(*_asked):
        try:
            raise psycopg.OperationalError("connection refused")
        except psycopg.OperationalError as error:
            raise OperationalError("connection refused") from error

    monkeypatch.setattr("pindos.config.visitors.viewer_of", gone)


def browser(account=None, **more):
    client = Client(raise_request_exception=False, **more)
    if account:
        client.force_login(account)
    return client


def test_without_room_a_form_is_answered_507_and_kept_on_the_page(no_room, anthi):
    client = browser(anthi)
    answer = client.post("/report/?unit=1", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 507 and int(answer.headers["Retry-After"])
    assert "Δεν υπάρχει άλλος χώρος" in page and "Στείλτε το ξανά" in page
    assert 'action="/report/?unit=1"' in page
    assert "λευκές σελίδες &amp; &lt;b&gt;τίποτα" in page and "<b>τίποτα" not in page
    kept = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.S))
    assert kept.keys() == TYPED.keys()
    assert client.get("/").status_code == 200


def test_without_room_whoever_is_to_make_some_can_still_come_in(no_room, db):
    answer = browser().post("/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code not in {507, 500}


def test_what_is_secret_is_not_shown_again(no_room, anthi):
    typed = {"old_password": "παλιός-κωδικός", "new": "x"}
    page = browser(anthi).post("/account/password/", typed).content.decode()
    assert "παλιός-κωδικός" not in page and "<form" not in page


def test_a_form_of_somebody_elses_is_not_shown_under_our_name(no_room, anthi):
    client = browser(anthi, enforce_csrf_checks=True)
    answer = client.post("/report/", {"description": "Τηλεφωνήστε στον απατεώνα τώρα αμέσως"})
    assert answer.status_code == 507 and "απατεώνα" not in answer.content.decode()


def test_without_room_programs_are_told_in_json(no_room, dafni):
    token = create_token(viewer=HOUSE, username="dafni", name="t", scope="write")
    signed = {"authorization": f"Bearer {token}"}
    client = browser()
    answer = client.post("/api/v1/tickets", "{}", "application/json", headers=signed)
    assert answer.status_code == 507 and "χώρ" in answer.json()["detail"]
    assert client.get("/api/v1/tickets", headers=signed).status_code == 200


def test_a_part_of_a_page_gets_the_words_alone(no_room, anthi):
    answer = browser(anthi).post("/report/", TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 507 and answer.content.startswith(b"<p data-words")


def test_without_a_database_pages_say_so_in_greek_and_when_to_come_again(no_database, db, caplog):
    answer = browser().get("/tickets/")
    page = answer.content.decode()
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "10"
    assert "Η βάση δεδομένων δεν απαντά" in page and 'href="/tickets/"' in page
    assert "Traceback" not in page and "refused" not in page
    assert [each.exc_info for each in caplog.records] == [None]


def test_without_a_database_programs_are_told_in_json(no_database, db):
    answer = browser().get("/api/v1/tickets")
    assert answer.status_code == 503 and "τίποτα" in answer.json()["detail"]


def test_the_address_on_the_page_is_ours(no_database, db):
    page = browser().get("/%2Fevil.example/").content.decode()
    assert 'href="//evil' not in page and 'href="/%2Fevil' in page


@pytest.fixture
def full(transactional_db, anthi):
    """Somebody who has signed in to a database that may not grow by a page any more."""
    if connection.vendor != "sqlite":
        pytest.skip("a server's disk is its own")
    client = browser(anthi)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is free
        cursor.execute("PRAGMA max_page_count=1")  # it becomes what it has
        yield client
        cursor.execute("PRAGMA max_page_count=1073741823")


def test_a_full_database_refuses_writing_and_is_read_on(full):
    said = {"what": STORY * 100, "where": "own", "urgency": "high", "impact": "person"}
    answer = full.post("/report/", said)
    assert answer.status_code == 507
    assert "λευκές σελίδες" in answer.content.decode()
    assert full.get("/").status_code == 200


def test_what_is_noted_in_passing_stays_unwritten_without_room(caplog):
    with if_there_is_room("nothing"):
        raise_full()
    assert "no room to note nothing" in caplog.text
    with pytest.raises(DatabaseError), if_there_is_room("nothing"):
        raise DatabaseError("of another kind")


def raise_full():
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA max_page_count=1")
    try:
        database.execute("CREATE TABLE t (x)")
        database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    except sqlite3.OperationalError as error:
        raise OperationalError(str(error)) from error


def with_state(kind):
    return kind("words in any language")


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OSError(errno.ENOSPC, "x"), Outage.FULL),
        (OSError(errno.EDQUOT, "x"), Outage.FULL),
        (OSError(errno.ENOENT, "x"), None),
        (with_state(psycopg.errors.DiskFull), Outage.FULL),
        (with_state(psycopg.errors.AdminShutdown), Outage.AWAY),
        (with_state(psycopg.errors.CannotConnectNow), Outage.AWAY),
        (with_state(psycopg.errors.TooManyConnections), Outage.AWAY),
        (with_state(psycopg.errors.ReadOnlySqlTransaction), Outage.AWAY),
        (with_state(psycopg.errors.ConnectionFailure), Outage.AWAY),
        (with_state(psycopg.errors.DeadlockDetected), Outage.BUSY),
        (with_state(psycopg.OperationalError), Outage.AWAY),
        (with_state(psycopg.errors.UniqueViolation), None),
        (with_state(psycopg.errors.UndefinedTable), None),
        (ValueError("x"), None),
    ],
)
def test_an_outage_is_known_by_what_the_driver_says(error, found):
    assert outage_in(error) is found
    wrapped = OperationalError("of Django")
    wrapped.__cause__ = error
    assert outage_in(wrapped) is found
