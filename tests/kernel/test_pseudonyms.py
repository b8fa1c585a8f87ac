"""Somebody is found in what people typed, however they typed it, and nobody else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.pseudonyms import Person, replaced

WHO = Person(
    names=(("Γιώργος", "Πετρίδης"), ("Ανθή", "Καλογήρου-Νάσου")),
    emails=("g.petridis@example.gr",),
    phones=("2385 012 345", "123"),
    logins=("gpetridis",),
)
ALIAS = "Πρόσωπο 4821"
PLAIN = st.text() | st.integers() | st.none()
VALUES = st.recursive(PLAIN, lambda x: st.lists(x) | st.dictionaries(st.text(), x))


@pytest.mark.parametrize(
    "text",
    [
        "Γιώργος Πετρίδης",
        "ΠΕΤΡΙΔΗΣ ΓΙΩΡΓΟΣ",
        "γιωργος πετριδης",
        "Γιώργου Πετρίδη",
        "Πετρίδη",
        "ΠΕΤΡΙΔΗΣ",
        "G.Petridis@Example.gr",
        "23850-12345",
        "+30 2385 012345",
        "gpetridis",
        "Ανθής Καλογήρου-Νάσου",
        "Καλογήρου - Νάσου",
    ],
)
def test_it_is_found_in_every_form(text):
    said = replaced(f"Για: {text}, σήμερα", WHO, ALIAS)
    assert said.value == f"Για: {ALIAS}, σήμερα" and said.count == 1


@pytest.mark.parametrize(
    "text",
    [
        "Γιώργος",
        "Πετρίδηδες",
        "πετρίδης",  # a word until it begins with a capital
        "κλήση στο 123",
        "φάκελος 92385012345",
        "xg.petridis@example.gr.org",
        "gpetridis2",
    ],
)
def test_what_is_another_word_stays(text):
    assert replaced(text, WHO, ALIAS).count == 0


@given(VALUES)
def test_it_keeps_the_shape_and_finds_nothing_twice(value):
    once = replaced(value, WHO, ALIAS)
    assert type(once.value) is type(value)
    assert replaced(once.value, WHO, ALIAS).count == 0
    if not once.count:
        assert once.value == value


def test_somebody_of_whom_nothing_is_known_is_found_nowhere():
    nobody = Person(names=(("", ""),))
    assert replaced({"a": ["", " "]}, nobody, ALIAS).count == 0
