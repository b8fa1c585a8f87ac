"""What a ready text may leave open, and what is said of what it may not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.servicedesk.rules.placeholders import (
    Placeholder,
    all_placeholders,
    faults_in,
    fill,
    in_greek,
    read_placeholder,
)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("requester:vocative", Placeholder("requester", "vocative")),
        ("αιτών:κλητική", Placeholder("requester", "vocative")),
        ("ΑΙΤΩΝ : ΚΛΗΤΙΚΗ", Placeholder("requester", "vocative")),
        ("αιτών", Placeholder("requester", "nominative")),
        ("number", Placeholder("number", "")),
        ("τμήμα:πού", Placeholder("unit", "place")),
        ("τμήμα:κλητική", None),
        ("number:genitive", None),
        ("κλητική", None),
        ("", None),
    ],
)
def test_a_placeholder_is_read_in_greek_and_in_english(inside, found):
    assert read_placeholder(inside) == found


def test_every_placeholder_is_read_back_as_it_is_offered():
    assert [read_placeholder(in_greek(each)[1:-1]) for each in all_placeholders()] == (
        all_placeholders()
    )


def test_what_is_wrong_is_said_with_its_line_and_column():
    text = "Καλημέρα {αιτών:κλητική},\nτο {αίτημα} και {τμήμα:κλητική}\n}τέλος{"
    faults = faults_in(text)
    assert [(fault.line, fault.column) for fault in faults] == [(2, 4), (2, 17), (3, 1), (3, 7)]
    assert "{αίτημα}" in str(faults[0])


@settings(max_examples=60)
@given(st.text(alphabet="{}αιτών:numberκλητική \n", max_size=40))
def test_a_text_without_faults_is_filled_in_whole(text):
    said = fill(text, lambda placeholder: "·")
    assert faults_in(text) or not ({"{", "}"} & set(said))
