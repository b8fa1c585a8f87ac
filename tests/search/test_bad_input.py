"""What cannot be looked for: each door says so in words, breaks at nothing and loses nothing."""

import pytest
from click.testing import CliRunner
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.cli import root
from pindos.search.models import Entry, Missed
from pindos.search.queries import missed_lately

MOST = 50_000  # bytes of HTML
NOTHING, CUT, LEFT_OUT = "Δεν υπάρχει εδώ λέξη", "Το κείμενο ήταν μακρύ", "αφέθηκε έξω"
NO_WORD = (
    "😀",
    "και το από",
    "\x00",
    "(.*)+$",
    "𝛂𝛃𝛄 漢字",
    "%_\\*'\"",
    " ",
    "ς",
    "\u202e\u200b",
    "́" * 90,
)
FOR_NOBODY = ("(ab+)+$" * 30, "αβ" * 50_000, "' OR 1=1 --" * 9, '"*" NEAR(', "_u1 _all")
LONG = "εκτυπωτής " * 10_000  # 190 kB as it is sent
FILTERS = (
    {"kind": "no.kind"},
    {"kind": "\x00" * 50},
    {"unit": "999999"},
    {"unit": "9" * 30},
    {"unit": "x"},
    {"time": "ever"},
    {"since": "0001-01-01T00:00:00+14:00"},
    {"since": "9999-12-31T23:59:59-14:00"},
    {"since": "yesterday"},
    {"start": "-1"},
    {"start": "9" * 40},
    {"size": "0"},
)


@pytest.fixture
def printer(anthi, dafni):
    return opened(anthi, title="Ο εκτυπωτής στο ισόγειο δεν τυπώνει", description="-")


def page(client, query):
    """The page of results; what is offered meanwhile is tried, too."""
    for address in ("/search/suggest/", "/search/"):
        answer = client.get(address, query)
        assert answer.status_code == 200 and len(answer.content) < MOST, (address, query)
    return answer.content.decode()


def told(account, *words):
    return CliRunner().invoke(root(), ["search", "find", "--as", account.username, *words])


def test_bad_questions_get_a_clear_answer_at_every_door(client, dafni, printer):
    client.force_login(dafni)
    before = Entry.objects.count()
    for text in (*NO_WORD, *FOR_NOBODY, LONG):
        words, said = page(client, {"q": text}), told(dafni, "--", text)
        found = client.get("/api/v1/search", {"q": text})
        assert (found.status_code, said.exit_code) == (200, 0), text[:20]
        is_nothing, is_blank = text in NO_WORD, not text.strip("\x00 \u202e")
        assert found.json()["says_nothing"] == (NOTHING in said.output) == is_nothing, text
        assert (NOTHING in words) == (is_nothing and not is_blank), text
        assert (printer.number in words) == bool(found.json()["total"]) == (text is LONG), text
    assert CUT in words and CUT in said.output and found.json()["is_cut"]
    kept = [each.words for each in missed_lately(viewer_of(dafni))]
    assert 0 < len(kept) == Missed.objects.count() <= len(FOR_NOBODY)

    for wrong in FILTERS:
        words = page(client, {"q": "εκτυπωτής", **wrong})
        assert printer.number in words or "start" in wrong, wrong
        assert (LEFT_OUT in words) == bool(wrong.keys() & {"kind", "unit", "time"}), wrong
        answer = client.get("/api/v1/search", {"q": "εκτυπωτής", **wrong})
        assert "time" in wrong or (answer.status_code == 422 and answer.json()), wrong
    said = told(dafni, "εκτυπωτής", "--kind", "no.kind")
    assert said.exit_code and "servicedesk.ticket" in str(said.exception or said.output)
    assert client.get("/api/v1/search").status_code == 422
    assert (Entry.objects.count(), Missed.objects.count()) == (before, len(kept))
