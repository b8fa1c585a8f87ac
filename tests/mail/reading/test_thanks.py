"""Only thanks is thanks: what reopens nothing must never hold a problem."""

import pytest

from pindos.mail.reading.thanks import is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Ευχαριστώ πολύ!",
        "ΕΥΧΑΡΙΣΤΩ",
        "Ευχαριστώ Μαρία",
        "Σας ευχαριστώ κ. Παπαδόπουλε",
        "Καλημέρα Γιώργο, τέλεια, ευχαριστώ!",
        "Ευχαριστώ πολύ για τη βοήθεια.\n\nΜαρία Καλογήρου",
        "Ευχαριστούμε.\nΔάφνη",
    ],
)
def test_thanks_with_a_name_is_thanks(text):
    assert is_thanks(text, has_files=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ευχαριστώ, χάλασε",
        "Ευχαριστώ. Χάλασε",
        "Ευχαριστώ.\nΧάλασε",
        "Ευχαριστώ.\nΧάλασε πάλι",
        "ΕΥΧΑΡΙΣΤΩ ΧΑΛΑΣΕ",
        "Ευχαριστώ, έσβησε τώρα",
        "ok, μυρίζει καμένο",
        "Ευχαριστώ Μαρία, κάηκε",
        "Τέλεια, αλλά σβήνει",
        "Thanks, broken",
        "Ευχαριστώ 2310",
        "Μαρία",
        "",
    ],
)
def test_what_says_more_than_thanks_is_no_thanks(text):
    assert not is_thanks(text, has_files=False)


def test_a_file_says_more_than_thanks():
    assert not is_thanks("Ευχαριστώ", has_files=True)
