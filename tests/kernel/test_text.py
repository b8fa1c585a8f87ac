import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.text import clean, fold, id_in, invisible_in, without_invisible


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("Φάκελος\x00", 8, "U+0000"),
        ("\u202egpj.exe", 1, "U+202E"),
        ("α\ud800β", 2, "U+D800"),
        ("τέλος\x9b", 6, "U+009B"),
        ("μέσα \u2067εδώ", 6, "U+2067"),
    ],
)
def test_what_no_one_can_see_is_refused_with_its_place_and_its_code(text, place, code):
    with pytest.raises(ValidationError) as error:
        clean(text)
    assert error.value.params == {"code": code, "place": place}
    assert invisible_in(without_invisible(text)) is None


def test_line_ends_and_accents_come_in_one_form():
    decomposed = unicodedata.normalize("NFD", "Ο εκτυπωτής\r\nκόλλησε\rπάλι ")
    assert clean(decomposed) == "Ο εκτυπωτής\nκόλλησε\nπάλι"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Εκτυπωτής", "ΕΚΤΥΠΩΤΗΣ"),
        ("ΕΚΤΥΠΩΤΗΣ", "εκτυπωτησ"),
        ("προϊστάμενος", "ΠΡΟΪΣΤΑΜΕΝΟΣ"),
        ("  δύο   λέξεις ", "δυο λεξεις"),
        ("ΰ", "Υ"),
        ("Straße", "strasse"),
    ],
)
def test_words_that_people_hold_for_the_same_fold_alike(one, other):
    assert fold(one) == fold(other)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_a_text_is_either_refused_or_clean_for_good(text):
    try:
        once = clean(text)
    except ValidationError:
        assert invisible_in(text)
    else:
        assert clean(once) == once


@given(st.integers(min_value=0, max_value=10**17 - 1))
def test_the_number_of_a_row_is_read_as_it_was_sent(number):
    assert id_in(str(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "1 ", "1.0", "٣", "²", "1" * 18, "ένα", "\x001"])
def test_what_is_no_number_of_a_row_is_none(text):
    assert id_in(text) is None
