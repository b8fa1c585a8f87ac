"""The description of the API is committed: callers see in a change what changes for them.

``make openapi`` writes it anew.
"""

import json
import os
from pathlib import Path

from django.utils import translation

from pindos.config.api import api

COMMITTED = Path(__file__).with_name("openapi.json")


def described() -> str:
    with translation.override("en"):
        schema = api.get_openapi_schema()
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_the_description_of_the_api_is_the_committed_one():
    now = described()
    if os.environ.get("UPDATE_OPENAPI") == "1":
        COMMITTED.write_text(now)
    assert COMMITTED.read_text() == now, "make openapi, and look at the difference"


def test_every_act_on_a_ticket_takes_an_idempotency_key():
    paths = json.loads(described())["paths"]
    acts = [
        path
        for path, operations in paths.items()
        if path.startswith("/api/v1/tickets/{ticket}/") and "post" in operations
    ]
    assert len(acts) >= 16
    for path in acts:
        names = {one["name"] for one in paths[path]["post"]["parameters"]}
        assert "Idempotency-Key" in names or path.endswith("/attachments")
