import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.places import EIGHT

from pindos.records.rules.numbers import LIKE, Spelling, number_in, series, written

YEAR = 2026
KEYS = sorted(EIGHT)
SPELLINGS = [Spelling(key, key) for key in EIGHT]
SPELLINGS += [Spelling(short, key) for key, (short, *_) in EIGHT.items()]

keys = st.sampled_from(KEYS)
years = st.integers(2010, 2099)
lasts = st.integers(1, 99_999)
between = st.sampled_from(["-", " ", "/", " - ", ".", "_", "–", " / ", "—", "\\"])
around = st.sampled_from(["{}", "#{}", "«{}»", "αρ. {}", "Αριθ. {}", "({})", " {} ", "{}.", "№{}"])

# The keys of a keyboard, as the two layouts have them.
GREEK_LAYOUT = dict(zip("ERTYUIOPASDFGHJKLZXCVBNMW", "ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜς", strict=True))
LATIN_LAYOUT = {greek: latin for latin, greek in GREEK_LAYOUT.items()}
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in string.digits + string.ascii_uppercase}


def read(text):
    return number_in(text, SPELLINGS, YEAR)


def test_a_number_has_four_digits_and_more_when_they_are_too_few():
    assert written("FLO", 2026, 412) == "FLO-2026-0412"
    assert written("FLO", 2026, 10_412) == "FLO-2026-10412"
    assert series("FLO", 2026) == "FLO-2026"


@pytest.mark.parametrize(
    "typed",
    [
        "FLO-2026-0412",
        "flo-2026-0412",
        "Flo-2026-412",
        "FLO20260412",
        "flo2026412",
        "FLO/2026/412",
        "FLO-2026–0412",
        "ΦΛΟ-2026-412",
        "φλο20260412",
        "ΦΛΩ-2026-0412",
        "φλω/412",
        "Φλώ-412",
        "FLO-412",
        "flo412",
        "#FLO-2026-412",
        "«FLO-2026-0412»",
        "αρ.FLO-2026-0412",
        "αρ.ΦΛΟ-2026-412",
        "FLO-412/2026",
        "ΦΛΩ-26-412",
        "FLO.2026.412",
        "FLV-2026-412",
        "ＦＬＯ－２０２６－０４１２",
        "FLO-２０２６-４１２",
    ],
)
def test_one_number_is_found_in_many_spellings(typed):
    assert read(typed) == "FLO-2026-0412"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Φλο 2026/412", "FLO-2026-0412"),
        ("ΚΟΖ 2026 7", "KOZ-2026-0007"),  # all three letters Greek
        ("ΚOΖ-2026-7", "KOZ-2026-0007"),  # the O Latin
        ("AΡT 15", "ART-2026-0015"),  # the Ρ Greek
        ("θεσ 3", "THE-2026-0003"),
        ("ΤΗΕ 3", "THE-2026-0003"),  # Greek letters that look like THE
        ("ιωα 2025 88", "IOA-2025-0088"),
        ("ΙΟΑ-88", "IOA-2026-0088"),
        ("iva 88", "IOA-2026-0088"),  # ΙΩΑ typed on a Latin layout
        ("πρε 4", "PRE-2026-0004"),
        ("κας 12", "KAS-2026-0012"),  # with a final sigma
        ("Αριθμός ΓΡΕ-2026-0019.", "GRE-2026-0019"),
        ("αίτημα: ΦΛΩ 19", "FLO-2026-0019"),
        ("FLO 2026", "FLO-2026-2026"),
        ("FLO-2026-12345", "FLO-2026-12345"),
    ],
)
def test_greek_and_mixed_letters_say_the_same_prefecture(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "412",
        "αρ. 412",
        "2026-0412",
        "εκτυπωτής",
        "εκτυπωτής 3",
        "Windows 11",
        "FLO",
        "Φλώρινα",
        "FLO-2026-0412 και FLO-2026-0413",
        "δείτε το FLO-2026-0412",
        "FLO-2026-0000",
        "FLO-0",
        "FLO-1-2-3",
        "FLO-19-99-1",
        "XYZ-2026-0412",
        "FLO-2026-99999999999999",
        "FLO" + " " * 100 + "1",
        "ΠΔ 141/2010",
        "Α΄ 234",
        "FLO\x000412",
    ],
)
def test_what_is_no_number_is_none(text):
    assert read(text) is None


@given(keys, years, lasts, between, around)
def test_a_number_survives_every_separator_and_surrounding(key, year, last, mark, frame):
    number = written(key, year, last)
    assert read(frame.format(number.replace("-", mark))) == number
    assert read(frame.format(number.lower().replace("-", mark))) == number
    assert read(frame.format(f"{key}{mark}{year}{mark}{last}")) == number


@given(keys, years, lasts, between)
def test_a_number_survives_the_wrong_keyboard(key, year, last, mark):
    number = written(key, year, last)
    greek = "".join(GREEK_LAYOUT[letter] for letter in key)
    latin = "".join(LATIN_LAYOUT[letter] for letter in EIGHT[key][0])
    assert read(f"{greek.lower()}{mark}{year}{mark}{last}") == number
    assert read(f"{latin}{mark}{year}{mark}{last}") == number


@given(keys, lasts, st.data())
def test_a_number_survives_look_alike_letters(key, last, data):
    alike = {
        "A": "Α",
        "E": "Ε",
        "H": "Η",
        "I": "Ι",
        "K": "Κ",
        "O": "Ο",
        "P": "Ρ",
        "T": "Τ",
        "Z": "Ζ",
    }
    letters = [data.draw(st.sampled_from([c, alike.get(c, c)])) for c in key]
    assert read(f"{''.join(letters)}-2026-{last}") == written(key, 2026, last)


@given(keys, years, lasts)
def test_full_width_letters_and_digits_are_the_same_number(key, year, last):
    number = written(key, year, last)
    assert read(number.translate(FULL_WIDTH)) == number


@given(keys, st.integers(1, 9999))
def test_without_a_year_it_is_one_of_this_year(key, last):
    assert read(f"{key} {last}") == written(key, YEAR, last)


@given(st.text(alphabet=st.characters(categories=["L", "P", "Z", "M"])))
def test_words_without_digits_are_never_a_number(text):
    assert read(text) is None


@given(st.text())
def test_any_text_is_read_without_failing_and_a_number_reads_as_itself(text):
    found = read(text)
    assert found is None or read(found) == found


@given(st.text(min_size=4, max_size=12, alphabet=st.characters(categories=["L"])), lasts)
def test_a_word_longer_than_a_key_is_no_prefecture(word, last):
    assert read(f"{word} {last}") is None or len(word.strip()) != len(word)


def test_no_two_prefectures_can_be_taken_for_each_other():
    for key, (short, *_) in EIGHT.items():
        assert read(f"{key}-1") == read(f"{short}-1") == written(key, YEAR, 1)
    assert all(len(letter) == 1 and other.isascii() for letter, other in LIKE.items())


def test_a_spelling_that_fits_two_prefectures_is_none():
    two = [Spelling("PAX", "PAX"), Spelling("RAX", "RAX")]
    assert number_in("ΡΑΧ 1", two, YEAR) is None
    assert number_in("PAX 1", two, YEAR) == "PAX-2026-0001"
