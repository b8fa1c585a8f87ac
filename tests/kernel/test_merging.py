"""The merge of two changes: nobody's is lost, and nothing is asked that need not be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.kernel.merging import UNKNOWN, Verdict, merged, verdict

VALUES = st.sampled_from(["", "2385 012 345", "2310 000 000", "Δασονομείο Αμυνταίου", None])
FIELDS = ["name", "phone", "service", "site_id"]
rows = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))


def joined(seen, mine, now):
    touched = {field for field in FIELDS if seen[field] != now[field]}
    return merged(seen, mine, now, touched)


def test_the_table_of_the_rule():
    assert verdict("α", "β", "α") is Verdict.MINE
    assert verdict("α", "α", "β") is Verdict.THEIRS
    assert verdict("α", "β", "β") is Verdict.SAME
    assert verdict("α", "β", "γ") is Verdict.CLASH
    assert verdict(UNKNOWN, "β", "γ") is Verdict.CLASH
    assert verdict(UNKNOWN, "β", "β") is Verdict.SAME


@settings(max_examples=80, deadline=None)
@given(seen=rows, mine=rows, now=rows)
def test_no_change_is_lost_by_either_side(seen, mine, now):
    found = joined(seen, mine, now)
    after = {**now, **found.write}
    for field in FIELDS:
        i_changed, they_changed = mine[field] != seen[field], now[field] != seen[field]
        if field in found.clashes:
            assert i_changed and they_changed and mine[field] != now[field]
        elif i_changed:
            assert after[field] == mine[field]
        else:
            assert after[field] == now[field]
            assert (field in found.kept) is they_changed


@settings(max_examples=80, deadline=None)
@given(seen=rows, mine=rows, theirs=rows)
def test_who_comes_first_makes_no_difference(seen, mine, theirs):
    one, other = joined(seen, mine, theirs), joined(seen, theirs, mine)
    assert set(one.clashes) == set(other.clashes)
    for field in set(FIELDS) - set(one.clashes):
        assert {**theirs, **one.write}[field] == {**mine, **other.write}[field]


@settings(max_examples=60, deadline=None)
@given(seen=rows, mine=rows, now=rows)
def test_the_same_form_sent_again_changes_nothing_more(seen, mine, now):
    found = joined(seen, mine, now)
    after = {**now, **found.write}
    again = joined(seen, mine, after)
    assert again.write == {} and again.clashes == found.clashes


@settings(max_examples=60, deadline=None)
@given(mine=rows, now=rows, touched=st.sets(st.sampled_from(FIELDS)))
def test_without_a_word_of_what_was_seen_nothing_touched_is_overwritten(mine, now, touched):
    found = merged({}, mine, now, touched)
    assert not touched & set(found.write)
    assert set(found.clashes) == {field for field in touched if mine[field] != now[field]}


@settings(max_examples=60, deadline=None)
@given(seen=rows, lie=rows, mine=rows, now=rows)
def test_a_false_word_of_what_was_seen_overwrites_nothing_that_it_did_not_name(
    seen, lie, mine, now
):
    touched = {field for field in FIELDS if seen[field] != now[field]}
    for field in set(merged(lie, mine, now, touched).write) & touched:
        assert lie[field] == now[field]
