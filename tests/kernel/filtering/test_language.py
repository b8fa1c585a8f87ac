import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.filtering.trees import NAMES, conditions, trees

from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import (
    EVERYTHING,
    Condition,
    Group,
    Mode,
    Op,
    Unreadable,
    as_json,
    from_json,
    parse,
    write,
)
from pindos.kernel.filtering.terms import both, size_of


@given(trees(conditions()))
def test_what_is_written_reads_back_as_the_same_tree(tree):
    if size_of(tree).depth <= 5:
        assert parse(write(tree), NAMES) == tree


@given(trees(conditions()))
def test_json_reads_back_as_the_same_tree(tree):
    if size_of(tree).depth <= 5:
        assert from_json(as_json(tree), NAMES) == tree


@given(st.text(max_size=60) | st.text('()=<>!,"«» aorndστ', max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        parse(text, NAMES)
    except Unreadable as error:
        assert error.fields["filter"] and 0 <= error.at <= len(text) + 1


@given(
    st.recursive(
        st.none() | st.text(max_size=3) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["all", "any", "column", "op", "values"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_refused(value):
    try:
        from_json(value, NAMES)
    except Invalid as error:
        assert error.fields["filter"]


def test_and_binds_more_than_or_and_not_more_than_and():
    tree = parse("not state = a and title = b or opened = c", NAMES)
    a, b, c = (
        Condition(name, Op.EQ, (value,))
        for name, value in (("state", "a"), ("title", "b"), ("opened", "c"))
    )
    inner = Group(Mode.ALL, (Group(Mode.NONE, (a,)), b))
    assert tree == Group(Mode.ANY, (inner, c))
    assert write(tree) == "(not state = a and title = b) or opened = c"


def test_the_language_is_spoken_in_greek_too():
    names = {**NAMES, "τιτλοσ": "title"}
    greek = parse("Τίτλος περιέχει «δίκτυο» και όχι (state = a ή opened πριν today)", names)
    english = "title contains δίκτυο and not (state = a or opened < today)"
    assert write(greek) == english


def test_an_empty_text_asks_for_nothing():
    assert parse("  ", NAMES) == EVERYTHING and write(EVERYTHING) == ""


MISTAKES = [
    ("stat = a", 1, "«state»"),
    ("state a", 7, "an operator"),
    ("state =", 8, "a value"),
    ("state = a b", 11, "«and», «or»"),
    ("(state = a", 11, "«)»"),
    ('state = "a', 9, "never closed"),
    ("state in a", 10, "«(»"),
    ("opened between a", 17, "the second value"),
    ("state is nothing", 10, "«not empty»"),
    ("= a", 1, "a column, such as"),
    ("state ! a", 7, "no meaning"),
]


@pytest.mark.parametrize(("text", "place", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(text, place, words):
    with translation.override("en"), pytest.raises(Unreadable) as refused:
        parse(text, NAMES)
    assert refused.value.at == place and words in str(refused.value.fields["filter"])


@pytest.mark.parametrize(
    "text",
    [
        "x" * 2001,
        " and ".join(["state = a"] * 31),
        "(" * 3000,
        "not " * 200 + "state = a",
        "((((((((((((((((((state = a))))))))))))))))))",
        "state = " + "α" * 201,
        f"state in ({', '.join('a' * 60)})",
    ],
)
def test_nothing_larger_than_anybody_needs_is_read(text):
    with pytest.raises(Unreadable):
        parse(text, NAMES)


def test_two_filters_hold_together_without_being_taken_apart():
    one, other = parse("state = a and title = b", NAMES), parse("opened = c or state = d", NAMES)
    assert write(both(one, other)) == "state = a and title = b and (opened = c or state = d)"
    assert both(EVERYTHING, other) == other and both(one, EVERYTHING) == one
