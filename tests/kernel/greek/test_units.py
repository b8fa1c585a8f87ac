"""Units, buildings and dates in a sentence."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.kernel.greek import Case, Gender, Phrase, day_in_words, family_name, unit_phrase

TABLE = """
Τμήμα Πληροφορικής Φλώρινας: το Τμήμα | στο Τμήμα | του Τμήματος
Αυτοτελές Τμήμα Δασών: το Αυτοτελές Τμήμα | στο Αυτοτελές Τμήμα | του Αυτοτελούς Τμήματος
Διεύθυνση Τεχνικών Υπηρεσιών: τη Διεύθυνση | στη Διεύθυνση | της Διεύθυνσης
Γενική Διεύθυνση Δασών: τη Γενική Διεύθυνση | στη Γενική Διεύθυνση | της Γενικής Διεύθυνσης
Αυτοτελής Διεύθυνση: την Αυτοτελή Διεύθυνση | στην Αυτοτελή | της Αυτοτελούς Διεύθυνσης
Αποκεντρωμένη Διοίκηση: την Αποκεντρωμένη | στην Αποκεντρωμένη | της Αποκεντρωμένης Διοίκησης
Περιφερειακή Υπηρεσία: την Περιφερειακή | στην Περιφερειακή | της Περιφερειακής Υπηρεσίας
Υπηρεσία Δόμησης: την Υπηρεσία | στην Υπηρεσία | της Υπηρεσίας
Γραμματεία: τη Γραμματεία | στη Γραμματεία | της Γραμματείας
Γραφείο Κτηματολογίου: το Γραφείο | στο Γραφείο | του Γραφείου
Δασαρχείο Μετσόβου: το Δασαρχείο | στο Δασαρχείο | του Δασαρχείου
Διοικητήριο Φλώρινας: το Διοικητήριο | στο Διοικητήριο | του Διοικητηρίου
Κεντρικό Κτίριο: το Κεντρικό Κτίριο | στο Κεντρικό Κτίριο | του Κεντρικού Κτιρίου
Κατάστημα Αρτάκης: το Κατάστημα | στο Κατάστημα | του Καταστήματος
Δήμος Ζίτσας: τον Δήμο | στον Δήμο | του Δήμου
ΤΜΗΜΑ ΑΔΕΙΩΝ: το ΤΜΗΜΑ | στο ΤΜΗΜΑ | του ΤΜΗΜΑΤΟΣ
Άλφα: την υπηρεσία «Άλφα» | στην υπηρεσία «Άλφα» | της υπηρεσίας «Άλφα»
Τεχνική: την υπηρεσία «Τεχνική» | στην υπηρεσία «Τεχνική» | της υπηρεσίας «Τεχνική»
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line[:30])
def test_a_unit_stands_in_a_sentence_with_its_article(line):
    name, _sep, forms = line.partition(": ")
    wanted = [form.strip() for form in forms.split("|")]
    found = [unit_phrase(name, form) for form in (Phrase.OBJECT, Phrase.PLACE, Phrase.OWNER)]
    assert all(said.startswith(form) for said, form in zip(found, wanted, strict=True)), found
    assert unit_phrase(name, Phrase.SUBJECT).endswith((name, f"{name}»"))


def test_what_follows_the_noun_stays_as_it_is():
    assert unit_phrase("Τμήμα Πληροφορικής Φλώρινας", Phrase.OWNER) == (
        "του Τμήματος Πληροφορικής Φλώρινας"
    )


def test_a_month_stands_in_the_genitive():
    assert day_in_words(date(2026, 5, 7)) == "7 Μαΐου 2026"
    assert day_in_words(date(2026, 11, 26)) == "26 Νοεμβρίου 2026"


@settings(max_examples=60)
@given(st.text(max_size=12), st.sampled_from(Case), st.sampled_from(Gender))
def test_whatever_is_sent_as_a_name_breaks_nothing(name, case, gender):
    found = family_name(name, case, gender)
    assert found is None or isinstance(found, str)
    assert isinstance(unit_phrase(name, Phrase.OWNER), str)
