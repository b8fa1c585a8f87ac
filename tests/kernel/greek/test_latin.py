"""Names as they are heard: Greek, Latin in all the usual ways, with and without accents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.kernel.greek.latin import heard, readings

SAME = [
    ("Γιάννης", ["Giannis", "giannhs", "Yannis", "Yiannis", "ΓΙΑΝΝΗΣ", "γιαννης"]),
    ("Γιώργος", ["Giorgos", "Yiorgos", "giwrgos"]),
    ("Παπαδοπούλου", ["papadopoulou", "Papadopulu", "PAPADOPOULOU"]),
    ("Χρήστος", ["Christos", "Xristos", "Hristos", "xrhstos"]),
    ("Ευάγγελος", ["Evangelos", "Euaggelos", "evaggelos"]),
    ("Ξενοφών", ["Xenofon", "Ksenofwn", "Xenophon"]),
    ("Ψαρράς", ["Psarras", "psaras"]),
    ("Θανάσης", ["Thanasis", "thanashs"]),
    ("Μπάμπης", ["Mpampis", "Babis"]),
    ("Βασιλική", ["Vasiliki", "Basilikh"]),
    ("Ντίνα", ["Ntina", "Dina"]),
    ("Κυριακή", ["Kyriaki", "Kuriakh", "Kiriaki"]),
    ("Τζώρτζης", ["Tzortzis", "tzwrtzhs"]),
    ("Αυγουστής", ["Avgoustis", "Augousths"]),
    ("Μαΐου", ["Maiou"]),
]


@pytest.mark.parametrize(("greek", "latin"), [(g, each) for g, row in SAME for each in row])
def test_a_name_is_found_however_it_is_typed(greek, latin):
    assert heard(greek) in readings(latin)


@pytest.mark.parametrize(
    ("one", "other"), [("Γιάννης", "Γιάννα"), ("Παππάς", "Παπαδάς"), ("Ελένη", "Ειρήνη")]
)
def test_different_names_stay_different(one, other):
    assert heard(one) != heard(other)


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_whatever_is_typed_has_few_readings_and_stays_one_word_for_each(text):
    assert len(heard(text).split()) <= len(text.split()) or not text.strip()
    assert all(1 <= len(readings(word)) <= 8 for word in text.split())


def test_digits_and_signs_stay():
    assert heard("HP-2055 όροφος 3") == "ip-2055 orovos 3"
