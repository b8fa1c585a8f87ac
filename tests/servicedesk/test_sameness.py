"""Which reports of the same hours are ticked as duplicates: titles as people write them."""

import pytest

from pindos.search.queries import words_in, words_shared
from pindos.servicedesk.rules.sameness import COMMON, CROWD, Likeness, is_likely


def likeness(one, other, *, same_category=False, same_requester=False):
    return Likeness(
        words=words_shared(one, other),
        shorter=min(words_in(one), words_in(other)),
        things=words_shared(one, other, COMMON),
        least=min(words_in(one, COMMON), words_in(other, COMMON)),
        has_category=same_category,
        has_requester=same_requester,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Δεν ανοίγει η ΙΡΙΔΑ", "Δεν ανοίγει ο υπολογιστής μου"),
        ("Έπεσε η γραμμή στο Αμύνταιο", "Νέα πρίζα δικτύου στο Αμύνταιο"),
        ("Δεν τυπώνει ο εκτυπωτής του πρωτοκόλλου", "Ο εκτυπωτής του μισθολογίου δεν τυπώνει"),
        ("Ξέχασα τον κωδικό μου", "Ξέχασα τον κωδικό του υπολογιστή"),
        ("Ο υπολογιστής αργεί πολύ", "Αργεί το δίκτυο σε όλο τον όροφο"),
        ("Χρειάζομαι τόνερ για τον εκτυπωτή", "Χάλασε ο εκτυπωτής"),
        ("Πρόβλημα με το ηλεκτρονικό ταχυδρομείο", "Πρόβλημα με την εκτύπωση"),
        ("Δεν έχουμε ίντερνετ", "Δεν έχουμε χαρτί στον εκτυπωτή"),
    ],
)
@pytest.mark.parametrize("others", [0, CROWD, 10])
def test_what_shares_only_how_it_shows_where_it_is_or_what_each_has_is_not_ticked(
    one, other, others
):
    assert not is_likely(likeness(one, other), others)
    assert not is_likely(likeness(other, one), others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Έπεσε η γραμμή στο Αμύνταιο", "Δεν έχουμε γραμμή Αμυνταίου"),
        ("ΕΠΕΣΕ Η ΓΡΑΜΜΗ ΤΟΥ ΑΜΥΝΤΑΙΟΥ", "xorsis grammh sto Amyntaio apo to prwi"),
        ("Δεν ανοίγει το ηλεκτρονικό πρωτόκολλο", "Ηλεκτρονικό πρωτόκολλο: σφάλμα σύνδεσης"),
    ],
)
def test_two_things_that_both_name_are_ticked(one, other):
    assert is_likely(likeness(one, other), 0) and is_likely(likeness(other, one), 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Έπεσε το δίκτυο", "Δεν έχουμε δίκτυο σήμερα"),
        ("Δεν ανοίγει η ΙΡΙΔΑ", "Η Ίριδα κόλλησε πάλι"),
        ("Κόπηκε το ίντερνετ", "ΔΕΝ ΕΧΟΥΜΕ INTERNET"),
    ],
)
def test_one_thing_needs_a_crowd_or_the_category(one, other):
    assert not is_likely(likeness(one, other), CROWD - 1)
    assert is_likely(likeness(one, other), CROWD)
    assert is_likely(likeness(one, other, same_category=True), 0)


def test_whoever_sends_the_same_twice_is_gathered_but_not_another_trouble_of_theirs():
    twice = likeness("Ξέχασα τον κωδικό μου", "ξεχασα τον κωδικο", same_requester=True)
    assert is_likely(twice, 0)
    other = likeness("Ξέχασα τον κωδικό μου", "Δεν τυπώνει ο εκτυπωτής", same_requester=True)
    assert not is_likely(other, 10)


def test_a_category_alone_says_nothing():
    one = likeness("Ξέχασα τον κωδικό μου", "Κλείδωσε ο λογαριασμός", same_category=True)
    assert not is_likely(one, 10)
