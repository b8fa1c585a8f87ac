"""Kinds of settings: each takes what it should, and refuses the rest in words."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from pindos.kernel import kinds
from pindos.kernel.errors import Refused

ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
EVERY = [
    kinds.Flag(),
    kinds.Number(1, 30, "ημέρες"),
    kinds.Line(40),
    kinds.Said(40),
    kinds.Said(400, has_lines=True),
    kinds.Choice({"calm": "Ήρεμα", "down": "Έντονα"}),
    kinds.Several({"pdf": "PDF", "png": "Εικόνες"}),
    kinds.Listed(5),
    kinds.Listed(5, of="domains"),
    kinds.Listed(5, of="addresses"),
    kinds.Moment(),
    kinds.Grid({"one": "Ένας"}, {"low": "Χαμηλή", "high": "Υψηλή"}, {1: "Χαμηλή", 4: "Υψηλή"}),
]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: type(kind).__name__)
@given(given_value=ANYTHING)
def test_whatever_comes_is_kept_as_it_will_be_read_again_or_refused_in_words(kind, given_value):
    try:
        kept = kind.parse(given_value)
    except Refused as refusal:
        assert str(refusal)
        return
    assert kind.parse(kept) == kept
    assert isinstance(kind.words(kept), str)


@pytest.mark.parametrize(
    ("kind", "given_value", "kept"),
    [
        (kinds.Flag(), "no", False),
        (kinds.Number(1, 30), " 12 ", 12),
        (kinds.Line(), " Γραφείο  Πληροφορικής ", "Γραφείο  Πληροφορικής"),
        (kinds.Said(), "Φλώρινα", {"el": "Φλώρινα", "en": ""}),
        (kinds.Listed(), "άλφα\n\nβήτα\nάλφα\n", ["άλφα", "βήτα"]),
        (kinds.Listed(of="domains"), "florina.gr\nυπηρεσία.gr", ["florina.gr", "υπηρεσία.gr"]),
        (kinds.Moment(), "2026-11-23T14:05", "2026-11-23T14:05:00+02:00"),
        (kinds.Several({"a": "α", "b": "β"}), ["b", "a"], ["a", "b"]),
    ],
)
def test_what_people_write_becomes_one_plain_value(kind, given_value, kept):
    assert kind.parse(given_value) == kept


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        (kinds.Number(1, 30), "31", "από 1 έως 30"),
        (kinds.Number(1, 30), True, "από 1 έως 30"),
        (kinds.Line(5), "Φλώρινα", "έως 5 χαρακτήρες"),
        (kinds.Line(), "μία\nδύο", "μία μόνο γραμμή"),
        (kinds.Listed(of="addresses"), "όχι διεύθυνση", "όχι διεύθυνση"),
        (kinds.Moment(), "2026-13-40T99:00", "ημέρα και ώρα"),
        (kinds.Choice({"a": "α"}), "b", "Επιλέξτε"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(kind, wrong, words):
    with translation.override("el"), pytest.raises(Refused, match=words):
        kind.parse(wrong)


def test_a_text_is_read_in_the_language_of_the_reader_and_else_in_greek():
    both = {"el": "Διακοπή", "en": "Outage"}
    with translation.override("en"):
        assert kinds.spoken(both) == "Outage"
        assert kinds.spoken({"el": "Διακοπή", "en": ""}) == "Διακοπή"
    with translation.override("el"):
        assert kinds.spoken(both) == "Διακοπή"
