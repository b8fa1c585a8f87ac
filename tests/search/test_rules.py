"""Greek in both scripts: which words meet, which do not, and what no text can break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.text import fold
from pindos.search.rules import (
    Candidate,
    asked_in,
    distance_between,
    excerpt,
    is_near,
    joined,
    marked,
    reach_of,
    terms_of_word,
    title_held,
    words_shared,
)

MEET = """
εκτυπωτής εκτυπωτές εκτυπωτών ΕΚΤΥΠΩΤΗ ektypotis ektipotis ektupwths ektypwtes
κωδικός κωδικοί κωδικών κωδικού kwdiko kodikos
υπολογιστής υπολογιστές yπολογιστής ypologistis upologisths ypologistwn
πρόβλημα προβλήματα προβλημάτων ΠΡΟΒΛΗΜΑΤΟΣ provlima problhma
θέλω 8elw thelo 9elo
σύνδεση συνδέσεις συνδέσεων ΣΥΝΔΕΣΗΣ sindesi syndesh
δουλεύει δουλεύουν δούλεψε doulevei douleuei
οθόνη οθόνες οθόνης othoni o8onh
αρχείο αρχεία αρχείων ΑΡΧΕΙΟΥ arxeio archeio
έξοδος έξοδοι exodos e3odos eksodos ejodos
ψηφιακή ψηφιακές psifiaki 4hfiakh
κλειδώθηκε κλειδωμένος κλείδωσε κλειδώνει kleidwse
Ευάγγελος Ευαγγέλου Evangelos Euaggelos
αυτοκίνητο αυτοκίνητα aftokinhto avtokinito aytokinhto
μήνυμα μηνύματα μηνυμάτων minima mhnymata
δίκτυο δικτύου δίκτυα diktyo diktio
Ανθή anthi an8h
δήμος δήμου dhmos dimos
Ιωάννινα Ιωαννίνων Ioannina iwannina
"""
APART = [
    ("εκτυπωτής", "υπολογιστής"),
    ("κωδικός", "κάρτα"),
    ("οθόνη", "πόρτα"),
    ("δίκτυο", "δίσκος"),
    ("άδεια", "άδειο"[::-1]),
    ("φάκελος", "φύλακας"),
]


@pytest.mark.parametrize("group", MEET.strip().splitlines(), ids=lambda group: group.split()[0])
def test_the_forms_of_a_word_meet_in_either_script(group):
    first, *others = group.split()
    for other in others:
        assert set(terms_of_word(first)) & set(terms_of_word(other)), other


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one, other):
    assert not set(terms_of_word(one)) & set(terms_of_word(other))


@given(st.text(alphabet="αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋφχψωώ", min_size=2, max_size=20))
def test_capitals_accents_and_the_final_sigma_change_nothing(word):
    assert terms_of_word(word) == terms_of_word(word.upper()) == terms_of_word(fold(word))


@given(st.text(max_size=300))
def test_any_text_has_terms_that_both_engines_can_take(text):
    terms = joined(text)
    assert all(letter.isascii() and (letter.isalnum() or letter == " ") for letter in terms)
    assert "  " not in terms and terms == terms.strip()


@given(st.text(max_size=400))
def test_any_question_is_understood_or_says_nothing(text):
    asked = asked_in(text)
    assert len(asked.words) <= 8 and all(word.terms for word in asked.words)


@given(st.text(max_size=300), st.text(max_size=30))
def test_marking_changes_no_letter(text, words):
    asked = asked_in(words)
    assert "".join(piece.text for piece in marked(text, asked)) == text
    assert sum(len(piece.text) for piece in excerpt(text, asked)) <= 190


def test_the_part_that_is_shown_is_where_most_words_stand():
    text = "τόνερ " + "λόγια " * 100 + "θέλει τόνερ και χαρτί στον δίσκο " + "λόγια " * 100
    pieces = excerpt(text, asked_in("χαρτιά τόνερ"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["τόνερ", "χαρτί"]


WORDS = st.text(alphabet="abcdefgiklmnoprstuvxz", min_size=4, max_size=14)


@given(WORDS, st.integers(0, 13), st.sampled_from("aeiorstk"))
def test_one_slip_is_always_near(word, at, letter):
    at %= len(word)
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    ]
    for slip in slips:
        assert is_near(slip, word, 1) and is_near(word, slip, 1)
        assert distance_between(word, slip, slip, 1) in (0, 1)


@given(WORDS, WORDS)
def test_nearness_is_mutual(one, other):
    assert is_near(one, other, 2) == is_near(other, one, 2)


def test_short_words_and_codes_forgive_nothing():
    assert reach_of("pc") == reach_of("abc") == reach_of("kb5034441") == 0


@pytest.mark.parametrize(
    ("story", "share"),
    [
        ("ο εκτυπωτής μου βγάζει λευκές σελίδες από το πρωί", 1 / 2),
        ("den typwnei o ektypoths", 1),
        ("θέλω καινούργια οθόνη", 0),
    ],
)
def test_of_a_title_counts_what_the_story_names(story, share):
    title = "Ο εκτυπωτής δεν τυπώνει"
    thing = Candidate(1, "", 1, is_internal=False, head=joined(title), terms=joined(title))
    assert title_held(thing, asked_in(story).terms) == share


def test_a_thing_without_a_title_is_named_by_no_story():
    thing = Candidate(1, "", 1, is_internal=False, head="", terms="a")
    assert title_held(thing, asked_in("α").terms) == 0


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Ο εκτυπωτής φαίνεται", "Δεν μπαίνω στον εκτυπωτή", 1),
        ("Δεν μπαίνω", "den mpainw", 1),
        ("Θέση εργασίας", "Τέσσερις θέσεις", 1),
        ("Αλλαγή 2026", "Έλεγχος 2026", 0),
        ("Ξέχασα τον κωδικό", "ΞΕΧΑΣΑ ΚΩΔΙΚΟΥΣ", 2),
        ("", "Κάτι", 0),
    ],
)
def test_titles_share_words_that_are_the_same_and_not_only_sound_alike(one, other, shared):
    assert words_shared(one, other) == words_shared(other, one) == shared
