"""The access matrix: every address, operation and command, as everybody, in Florina and outside.

What is new fails here until it has its row in tests/house/access/.
"""

import re

import pytest
from django.db import connection
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone
from tests.house.access import rooms
from tests.house.access.table import ACTORS, STRANGERS, VISITOR
from tests.house.access.trying import (
    address_names,
    answer,
    commands,
    operations,
    outcome,
    text_of,
)
from tests.house.access.world import florina
from tests.remembered import remembered, undone

from pindos.kernel import options
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="rights are the same on every database; it runs once"
)
ROWS = [row for room in rooms() for row in room.ROWS]
OWN = {  # of whoever looks, or set for the whole house: nothing of Florina changes them
    "page identity:password-renewal-ask",
    "page servicedesk:calendar-feed",  # whoever has the address reads what its owner sees
    "page operations:privacy",  # says for how long the house keeps things
    "page identity:invitation-list",
    "page identity:link-over",
    "page identity:person-invite",
    "page identity:sign-in-openid",
    "page identity:app-add",
    "page identity:session-list",
    "api GET /sessions",
    "page knowledge:instruction-ailing",  # and what they looked for in vain
    "page operations:own-export",  # what they took out by the looks themselves stands there
}
CHANGING = re.compile(  # what differs between two answers that say the same
    r'csrfmiddlewaretoken"[^>]*|name="once"[^>]*|value="[0-9a-f-]{32,36}"|datetime="[^"]*"'
    r"|\d{1,2}/\d{1,2}/\d{4} \d\d:\d\d|[?&;]after=[\w=-]+"
    r"|T\d\d:\d\d:\d\d[.\d]*Z|\b\d\d:\d\d:\d\d[.\d]*Z?|\b\d\d:\d\d\b"
)


def client_of(people, who):
    client = Client(raise_request_exception=False)
    if who != VISITOR:
        client.force_login(people[who])
    return client


def test_every_address_operation_and_command_stands_in_the_table():
    """A new one is refused here until somebody has said who may."""
    there = {("page", name) for name in address_names()}
    there |= {("api", name) for name in operations()}
    there |= {("command", name) for name in commands()}
    listed = {("page" if row.kind == "form" else row.kind, row.name) for row in ROWS}
    missing, left_over = sorted(there - listed), sorted(listed - there)
    assert not missing, f"write their rows in tests/house/access/: {missing}"
    assert not left_over, f"these are no more: {left_over}"


@pytest.fixture
def no_rendering(monkeypatch):
    """Whether somebody may is settled before a page is drawn; to draw thousands takes minutes."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")


@pytest.mark.parametrize("who", [*ACTORS, VISITOR])
def test_everybody_reaches_what_is_theirs_and_nothing_else(world, who, no_rendering):
    client = client_of(world.people, who)
    wrong = []
    for row in ROWS:
        if who == VISITOR and row.kind == "command":
            continue  # no door lets a visitor give one
        got = outcome(client, world, who, row)
        if (got == "in") != (who in row.may) or got.startswith("answered"):
            wrong.append(f"{row}: {got}")
        elif who in STRANGERS - row.may and row.is_thing and got[:3] != "404":
            wrong.append(f"{row}: {got}, which tells that it is there")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_to_a_stranger_a_thing_that_is_not_theirs_and_nothing_look_the_same(world, who):
    client = client_of(world.people, who)
    differing = []
    for row in ROWS:
        if not row.is_thing or who in row.may:
            continue
        there, nowhere = answer(client, world, row), answer(client, world, row, gone=True)
        same = there.status_code == nowhere.status_code and plain(there) == plain(nowhere)
        if not same:
            differing.append(f"{row}: {there.status_code} and {nowhere.status_code}")
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_all_that_happens_in_florina_changes_nothing_that_a_stranger_is_shown(people, who):
    """Lists, counts, searches, suggestions, exports, feeds: the same before and after it."""
    with undone():
        before = {key: plain(response) for key, response in looks(client_of(people, who))}
    assert not Ticket.objects.exists()
    world = remembered("florina", lambda: florina(people))
    assert Ticket.objects.exists(), "something has happened"
    options.forget()  # what the rooms have set is a row, too
    client = client_of(people, who)
    changed = []
    for key, response in looks(client):
        assert world.SECRET not in text_of(response), key
        if plain(response) != before[key]:
            changed.append(f"{key}\n  {difference(before[key], plain(response))}")
    assert not changed, "\n".join(changed)


@pytest.mark.parametrize("who", ["anthi"])
def test_what_is_internal_is_in_nothing_that_the_requester_is_shown(world, who):
    client = client_of(world.people, who)
    told = [row for row in ROWS if row.kind in {"page", "api"} and not is_writing(row)]
    shown = [(str(row), answer(client, world, row)) for row in told] + list(looks(client))
    leaks = [key for key, response in shown if world.INSIDE in text_of(response)]
    assert not leaks


def looks(client):
    """Every address that needs nothing but its name, alone and asked for Florina's words.

    What did not read the question has answered any.
    """
    asked = [{}]
    asked += [{"q": word} for word in ("μυστικό", f"FLO-{timezone.localdate().year}-0001")]
    for row in ROWS:
        if str(row) in OWN:
            continue
        if row.kind in {"page", "api"} and not row.args and not is_writing(row):
            for query in asked if not row.fields else [row.fields]:
                if any(str(value).startswith("@") for value in query.values()):
                    continue  # about a thing of Florina
                response = answer(client, None, row._replace(fields=query))
                yield f"{row} {query}", response
                if "GET" not in vars(response.wsgi_request):
                    break


def is_writing(row):
    return row.kind == "api" and not row.name.startswith("GET ")


def plain(response):
    """What an answer says, without what is new in every answer."""
    if not hasattr(response, "said"):
        response.said = CHANGING.sub("…", text_of(response))
    return response.said


def difference(before, after):
    at = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    return f"{before[max(at - 60, 0) : at + 60]!r} became {after[max(at - 60, 0) : at + 60]!r}"
