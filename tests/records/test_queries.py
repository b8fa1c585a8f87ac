from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pindos.kernel.access import NOBODY
from pindos.kernel.errors import NotFound
from pindos.organisation.models import Person
from pindos.records.commands import add_entry, add_participant, open_record
from pindos.records.queries import (
    held_files,
    number_typed,
    participants_of,
    record_facts,
    records_of,
    timeline,
)
from pindos.records.terms import Author, EntryKind, Part, Sight

DAFNI = Author(None, "Δάφνη Ανθοπούλου", "ΤΠ-ΦΛΩ")


@pytest.fixture
def record(db):
    return open_record(about="servicedesk.ticket")


@pytest.fixture
def with_words(record):
    for kind, text, is_internal in [
        (EntryKind.OPENING, "Ο εκτυπωτής δεν τυπώνει.", False),
        (EntryKind.NOTE, "Μάλλον το τύμπανο.", True),
        (EntryKind.REPLY, "Έρχομαι αύριο.", False),
    ]:
        add_entry(record_id=record.pk, kind=kind, author=DAFNI, text=text, is_internal=is_internal)
    return record


def test_a_timeline_is_in_the_order_written(with_words):
    entries = timeline(with_words.pk, Sight.ALL)
    assert [entry.kind for entry in entries] == ["opening", "note", "reply"]
    assert entries[0].author_name == "Δάφνη Ανθοπούλου" and entries[0].files == []


def test_public_sight_never_gets_an_internal_entry(with_words):
    assert [entry.kind for entry in timeline(with_words.pk, Sight.PUBLIC)] == ["opening", "reply"]


@pytest.mark.parametrize("sight", [Sight.NONE, "", "everything"])
def test_no_sight_gets_nothing(with_words, sight):
    assert timeline(with_words.pk, sight) == []


def test_a_timeline_takes_two_queries(with_words, django_assert_num_queries):
    with django_assert_num_queries(2):
        timeline(with_words.pk, Sight.ALL)


def test_a_record_says_what_it_is_about(record):
    facts = record_facts(record.pk)
    assert (facts.about, facts.number) == ("servicedesk.ticket", None)
    with pytest.raises(NotFound):
        record_facts(record.pk + 1)


def test_a_person_takes_one_part_in_a_record(record):
    anthi = Person.objects.create(key="a", given_name="Ανθή", family_name="Κρίνου")
    add_participant(record_id=record.pk, person_id=anthi.pk, part=Part.WATCHER)
    add_participant(record_id=record.pk, person_id=anthi.pk, part=Part.REQUESTER)
    assert participants_of(record.pk) == {anthi.pk: "requester"}
    assert list(records_of(anthi.pk)) == [record.pk]


def test_a_typed_number_is_checked_against_the_prefectures_there_are(eight):
    year = timezone.localdate().year
    assert number_typed("Φλώ 2026/412") == "FLO-2026-0412"
    assert number_typed("ιωα 7") == f"IOA-{year}-0007"
    assert number_typed("ATT-2026-0412") is None


def test_the_present_year_is_that_of_athens(eight, monkeypatch):
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/Athens"))
    monkeypatch.setattr(timezone, "now", lambda: new_year.astimezone(ZoneInfo("UTC")))
    assert number_typed("FLO 1") == "FLO-2027-0001"


def test_ordinary_words_cost_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert number_typed("ο εκτυπωτής του δασονομείου") is None


def test_nobody_has_held_files(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert held_files(NOBODY, ["x"]) == []
