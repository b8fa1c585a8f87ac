"""Letters that stand under the name of another charset."""

import pytest

from pindos.mail.reading.charsets import decoded


@pytest.mark.parametrize(
    "text",
    [
        "Άλλη μια φορά η οθόνη σβήνει. Άδεια, (Άμεσα) και «Άκυρος» στην Άρτα· Άννα",
        "Παρακαλώ:\nΆνοιγμα θύρας. ΆΔΕΙΑ ΧΡΗΣΗΣ",
    ],
)
def test_windows_1253_under_the_name_of_iso_8859_7_keeps_its_accented_alpha(text):
    assert decoded(text.encode("windows-1253"), "iso-8859-7")[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "απ’ όλα, σ’αυτό και όπου ’ναι· ’χω δει",
        "το λέει ’λάθος’ και ’σωστό’",
        "’Αλλη εποχή, δεκαετία του ’80",
        "Άρτα, Ήπειρος: Όλα καλά",
    ],
)
def test_apostrophes_of_iso_8859_7_stay_what_they_are(text):
    assert decoded(text.encode("iso-8859-7"), "iso-8859-7")[0] == text
