"""Whatever is sent, no door breaks: every form and every operation, with what nobody expects.

The same is sent each time, so that what is red tells of the change; ``make fuzz`` sends other
things, and ten times as many.
"""

import os
import random
import secrets

import pytest
import requests
import schemathesis
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from tests.cast import viewer_of
from tests.house.access import rooms
from tests.house.access.trying import answer

from pindos.config.api import api
from pindos.identity.commands import create_token

pytestmark = [
    pytest.mark.fuzz,
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="no database changes what is read"),
]
ROWS = [row for room in rooms() for row in room.ROWS]
ASKS_OTHERS = os.environ.get("PROPERTIES") == "fuzz"
TRIES = 10 if ASKS_OTHERS else 1
QUICK = settings(
    max_examples=2 * TRIES,
    deadline=None,
    database=None,
    derandomize=not ASKS_OTHERS,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UGLY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "‮ανάποδα​",
    "Ά" * 70_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE servicedesk_ticket; --",
    "-1",
    "0",
    "9" * 40,
    "1e309",
    "NaN",
    "2026-02-30",
    "0000-00-00",
    "99999-01-01",
    "2026-13-01T99:99:99",
    "true",
    "[]",
    '{"a": {"b": [1, null]}}',
    "../../etc/passwd",
    "%00%ff",
    "{{ 7 * 7 }}",
    "FLO-2026-0001",
    "Καλημέρα, ΐΰς",
    "👩‍👩‍👧‍👦" * 50,
    "me",
    "none",
]


def undone(act):
    """What an act gives, with whatever it did undone."""
    with transaction.atomic():
        given = act()
        transaction.set_rollback(True)
    return given


@pytest.mark.parametrize("kind", ["page", "form"])
@pytest.mark.parametrize("who", ["admin", "dafni", "anthi"])
def test_no_page_breaks_whatever_its_fields_hold(world, kind, who):
    seed = secrets.randbelow(10**6) if ASKS_OTHERS else f"{kind} of {who}"
    chance = random.Random(seed)
    client = Client(raise_request_exception=False)
    client.force_login(world.people[who])
    signed_in = dict(client.cookies)
    names = ["q", "after", "filter", "sort", "show", "state", "version", "text", "once"]
    broken = []
    for row in (row for row in ROWS if row.kind == kind):
        for _ in range(TRIES):
            fields = {name: chance.choice(UGLY) for name in chance.sample(names, 4)}
            fields |= {name: chance.choice(UGLY) for name in row.fields if chance.random() < 0.8}
            asked = row._replace(fields=fields)
            response = undone(lambda asked=asked: answer(client, world, asked))
            client.cookies.update(signed_in)
            if response.status_code >= 500:
                broken.append(f"{row}: {response.status_code} for {str(fields)[:300]}")
    assert not broken, "\n".join([f"seed {seed!r}", *broken])


def test_no_operation_breaks_whatever_is_sent(world):
    """As its own description allows, and as it forbids."""
    token = create_token(
        viewer=viewer_of(world.people["admin"]), username="admin", name="δοκιμή", scope="all"
    )
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
    broken, tried = [], set()

    def one(case):
        response = undone(lambda: sent(client, case))
        tried.add(case.operation.label)
        if response.status_code >= 500:
            broken.append(f"{case.as_curl_command()[:400]}: {response.status_code}")

    for found in schemathesis.openapi.from_dict(api.get_openapi_schema()).get_all_operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            QUICK(given(found.ok().as_strategy(generation_mode=mode))(one))()
    assert len(tried) > 40
    assert not broken, "\n".join(broken)


def sent(client, case):
    """What the house answers to a made-up request."""
    asked = case.as_transport_kwargs(base_url="http://testserver")
    names = ("method", "url", "params", "json", "data", "files", "headers", "cookies")
    ready = requests.Request(**{name: asked[name] for name in names if name in asked}).prepare()
    kind = ready.headers.get("Content-Type", "")
    return client.generic(ready.method, ready.path_url, ready.body or b"", content_type=kind)
