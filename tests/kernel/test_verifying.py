from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.kernel.saying import say

from pindos.kernel import verifying
from pindos.kernel.digests import GENESIS, digest_of, link, rows_of
from pindos.kernel.models import Change, Event
from pindos.kernel.sealing import erase, seal
from pindos.kernel.verifying import Break, Mark, verify

CHANGES = {"name": ("Ελένη", "Μαρία"), "phone": (None, "26510 12345")}
COUNT = 8


@pytest.fixture
def chain(db):
    for number in range(COUNT):
        say(number, unit_id=number % 3, changes=CHANGES if number % 2 else {})
    seal()
    assert verify().is_whole
    return Event.objects.order_by("seq")


def at(seq):
    return Event.objects.filter(seq=seq)


def move(seq, place):
    at(seq).update(seq=-1)
    at(place).update(seq=seq)
    at(-1).update(seq=place)


def write_anew(from_seq):
    """What somebody with the database and the source could do: seal all again after an edit."""
    head = at(from_seq - 1).get().hash if from_seq > 1 else GENESIS
    for event in Event.objects.filter(seq__gte=from_seq).order_by("seq"):
        for row in rows_of(event):
            if row.salt is not None:
                row.digest = digest_of(row)
                row.save(update_fields=["digest"])
        head = event.hash = link(head, event)
        event.save(update_fields=["digest", "hash"])


def test_a_whole_chain_says_how_much_was_checked_and_what_is_not_sealed_yet(chain):
    say(90, 91)
    verdict = verify()
    assert (verdict.checked, verdict.unsealed, verdict.finding) == (COUNT, 2, None)
    assert verdict.head == at(COUNT).get().hash


def test_an_empty_chain_is_whole(db):
    assert verify() == (0, 0, GENESIS, None)


COLUMNS = {
    "name": "kernel.Άλλο",
    "subject": "kernel.schedule:999",
    "unit_id": 77,
    "other_unit_id": 77,
    "audience": "security",
    "actor_id": 77,
    "capacity": "administrator",
    "door": "cli",
    "hash": "f" * 64,
    "digest": "f" * 64,
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 4, COUNT])
def test_an_edited_column_is_found_at_its_place(chain, column, seq):
    event = at(seq).get()
    at(seq).update(**{column: COLUMNS[column]})
    finding = verify().finding
    kind = Break.CONTENT if column == "digest" else Break.HASH
    assert (finding.seq, finding.kind) == (seq, kind)
    assert finding.name == (COLUMNS["name"] if column == "name" else event.name)


def test_an_edited_time_is_found(chain):
    at(3).update(at=at(3).get().at + timedelta(microseconds=1))
    assert verify().finding[:2] == (3, Break.HASH)


@pytest.mark.parametrize(
    "edit",
    [{"payload": {"thing_id": 9}}, {"address": "10.0.0.9"}, {"payload": None}, {"salt": "x"}],
)
def test_edited_content_is_told_from_an_edited_column(chain, edit):
    at(3).update(**edit)
    assert verify().finding[:2] == (3, Break.CONTENT)


@pytest.mark.parametrize("edit", [{"before": "Άννα"}, {"after": None}, {"salt": "x"}])
def test_an_edited_change_is_found_with_its_field(chain, edit):
    Change.objects.filter(event__seq=4, field="name").update(**edit)
    finding = verify().finding
    assert (finding.seq, finding.kind, finding.detail) == (4, Break.CHANGE, "name")


def test_a_change_added_afterwards_is_found(chain):
    Change.objects.create(event=at(3).get(), field="state", before="new", after="solved")
    finding = verify().finding
    assert (finding.seq, finding.kind, finding.detail) == (3, Break.ADDED, "state")


def test_a_change_added_with_a_digest_or_renamed_or_removed_is_found(chain):
    extra = Change(event=at(3).get(), field="state", before="new", after="solved")
    extra.digest = digest_of(extra)
    extra.save()
    assert verify().finding[:2] == (3, Break.HASH)
    extra.delete()
    Change.objects.filter(event__seq=4, field="name").update(field="title")
    assert verify().finding[:2] == (4, Break.HASH)
    Change.objects.filter(event__seq=4, field="title").delete()
    assert verify().finding[:2] == (4, Break.HASH)


@pytest.mark.parametrize("gone", [[1], [4], [4, 5, 6]])
def test_missing_events_are_named(chain, gone):
    Change.objects.filter(event__seq__in=gone).delete()
    Event.objects.filter(seq__in=gone).delete()
    finding = verify().finding
    assert (finding.seq, finding.kind) == (gone[0], Break.MISSING)
    assert finding.detail == f"{gone[0]}–{gone[-1]}"


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (3, 7), (7, 8)])
def test_two_events_that_were_swapped_are_named_with_each_other(chain, one, other):
    move(one, other)
    finding = verify().finding
    assert (finding.seq, finding.kind, finding.detail) == (one, Break.ORDER, str(other))


def test_swapped_events_are_found_also_when_their_hashes_stay_in_place(chain):
    first, second = at(3).get().hash, at(4).get().hash
    move(3, 4)
    at(3).update(hash=first)
    at(4).update(hash=second)
    assert verify().finding[:2] == (3, Break.ORDER)


def test_only_a_mark_from_elsewhere_shows_that_the_newest_events_are_gone(chain):
    mark = Mark(COUNT, at(COUNT).get().hash)
    Change.objects.filter(event__seq__gte=7).delete()
    Event.objects.filter(seq__gte=7).delete()
    assert verify().is_whole
    finding = verify(mark).finding
    assert (finding.seq, finding.kind, finding.detail) == (7, Break.TRUNCATED, "7–8")


def test_only_a_mark_from_elsewhere_shows_that_all_was_sealed_anew(chain):
    mark = Mark(6, at(6).get().hash)
    at(3).update(actor_id=77)
    write_anew(3)
    assert verify().is_whole
    finding = verify(mark).finding
    assert (finding.seq, finding.kind) == (6, Break.REWRITTEN)
    at(3).update(actor_id=None)
    write_anew(3)
    assert verify(mark).is_whole


def test_a_mark_says_nothing_against_what_came_after_it(chain):
    mark = Mark(COUNT, at(COUNT).get().hash)
    say(99)
    seal()
    assert verify(mark).is_whole and verify(mark).checked == COUNT + 1


def test_what_was_erased_still_verifies(chain):
    for event in chain:
        erase(event)
    assert verify().is_whole
    at(2).update(payload={"thing_id": 1})
    assert verify().finding[:2] == (2, Break.CONTENT)


def test_batches_leave_nothing_out(chain, monkeypatch):
    monkeypatch.setattr(verifying, "BATCH", 3)
    told = []
    assert verify(tell=told.append).checked == COUNT and told == [3, 6]
    at(COUNT).update(actor_id=77)
    assert verify().finding.seq == COUNT


EDITS = st.tuples(
    st.sampled_from(sorted(COLUMNS)),
    st.integers(1, COUNT),
    st.one_of(st.integers(0, 2**40), st.text("αβγ:.", min_size=1, max_size=20)),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edit=EDITS)
def test_no_edit_of_any_column_goes_unnoticed(chain, edit):
    column, seq, value = edit
    is_number = column.endswith("_id")
    if is_number != isinstance(value, int):
        value = len(str(value)) + 1000 if is_number else f"{value}"
    if column == "audience":
        value = str(value)[:10]
    before = getattr(at(seq).get(), column)
    at(seq).update(**{column: value})
    finding = verify().finding
    assert (finding is None) == (value == before)
    if finding:
        assert finding.seq == seq
    at(seq).update(**{column: before})
    assert verify().is_whole


def test_checking_needs_a_few_queries_a_batch(chain, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        verify()
