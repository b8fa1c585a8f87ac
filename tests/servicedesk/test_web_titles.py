"""A title is made of what somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.servicedesk.web.titles import TITLE_SHOWN, shortened, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Δεν τυπώνει ο εκτυπωτής. Από χθες.", "Δεν τυπώνει ο εκτυπωτής"),
        ("Καλημέρα σας.\nο εκτυπωτης δεν τυπωνει", "ο εκτυπωτης δεν τυπωνει"),
        ("Καλημέρα. Ο εκτυπωτής δεν τυπώνει.", "Καλημέρα. Ο εκτυπωτής δεν τυπώνει"),
        ("Πώς υπογράφω με τη νέα κάρτα; Δεν βρίσκω.", "Πώς υπογράφω με τη νέα κάρτα;"),
        ("Δεν ανοίγει το π.χ. πρωτόκολλο.", "Δεν ανοίγει το π.χ. πρωτόκολλο"),
        ("Ο διακομιστής 10.0.0.1 δεν απαντά", "Ο διακομιστής 10.0.0.1 δεν απαντά"),
        ("οθόνη", "οθόνη"),
    ],
)
def test_the_title_is_the_first_sentence_that_says_something(text, title):
    assert title_of(text) == title


def test_a_long_title_is_cut_between_words():
    cut = shortened("Ο υπολογιστής " + "λέξη " * 40)
    assert cut.endswith("λέξη…") and len(cut) <= TITLE_SHOWN


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_whatever_is_written_has_a_short_title_of_one_line(text):
    title = title_of(text)
    assert title.strip() and len(title) <= TITLE_SHOWN and "\n" not in title
