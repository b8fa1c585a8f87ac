"""What is somebody's own words and what they quote."""

import pytest

from pindos.mail.reading.quoting import apart


def test_a_sentence_that_tells_what_somebody_wrote_is_ones_own():
    text = (
        "Καλημέρα.\nΤην Τρίτη ο διευθυντής μας έγραψε:\nνα αλλάξει ο κωδικός όλων.\nΠώς γίνεται;"
    )
    assert apart(text).fresh == text


@pytest.mark.parametrize(
    "line",
    [
        "Στις 12/11/2026 10:04, ο χρήστης Μαρία Καλογήρου έγραψε:",
        "Την Τρίτη 10 Νοεμβρίου 2026, η Μαρία <m@apdhp.example> έγραψε:",
        "On Tue, Nov 10, 2026 at 9:12 AM Desk <desk@apdhp.example> wrote:",
    ],
)
def test_what_stands_below_who_wrote_and_when_is_quoted(line):
    said = apart(f"Ναι, και στο 12.\n\n{line}\nτο παλιό κείμενο")
    assert said.fresh == "Ναι, και στο 12."
    assert "το παλιό κείμενο" in said.quoted


def test_who_wrote_without_a_time_is_believed_before_marked_lines():
    said = apart("Ναι.\n\nΣτις αρχές της εβδομάδας η Μαρία έγραψε:\n\n> το παλιό\n> κείμενο")
    assert said.fresh == "Ναι."


def test_a_disclaimer_above_the_words_hides_none_of_them():
    said = apart("Αποποίηση ευθύνης: το μήνυμα είναι εμπιστευτικό.\n\nΔεν ανοίγει η εφαρμογή.")
    assert "Δεν ανοίγει η εφαρμογή." in said.fresh
    below = apart("Δεν ανοίγει η εφαρμογή.\n\nΑποποίηση ευθύνης: το μήνυμα είναι εμπιστευτικό.")
    assert below.fresh == "Δεν ανοίγει η εφαρμογή."
