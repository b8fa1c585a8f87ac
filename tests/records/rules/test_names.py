import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.records.rules.names import LONGEST, clean_name, fitting_name

TEXT = (".txt", ".csv")
PICTURES = (".jpg", ".png", ".heic")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("βεβαίωση.pdf", "βεβαίωση.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Άννα\Επιφάνεια εργασίας\φωτό.JPG", "φωτό.JPG"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("τιμολόγιο\u202efdp.exe", "τιμολόγιοfdp.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.pdf", "console.pdf"),
        ('«α»: "β"?.pdf', "«α»_ _β__.pdf"),
        (".htaccess", "htaccess"),
        ("  δύο   κενά .pdf. ", "δύο κενά.pdf"),
        ("σκίτσο", "σκίτσο"),
        ("", "file"),
        ("...", "file"),
        ("/", "file"),
        ("Ι\u0301.pdf", "Ί.pdf"),
    ],
)
def test_a_name_is_safe_on_every_computer(raw, clean):
    assert clean_name(raw) == clean


def test_a_long_name_keeps_its_ending():
    name = clean_name("ά" * 500 + ".pdf")
    assert name.endswith("ά.pdf") and len(name.encode()) <= LONGEST


@given(st.text())
def test_any_name_becomes_a_safe_one_that_stays_as_it_is(raw):
    name = clean_name(raw)
    assert name and len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*\0')
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name)
    assert name[0] not in ". " and name[-1] not in ". "
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "endings", "fitting"),
    [
        ("κατάλογος.CSV", TEXT, "κατάλογος.CSV"),
        ("login.bat", TEXT, "login.bat.txt"),
        ("σελίδα.html", TEXT, "σελίδα.html.txt"),
        ("README", TEXT, "README.txt"),
        ("IMG_0412.HEIC", (".jpg", ".jpeg"), "IMG_0412.jpg"),
        ("φωτό.png", (".jpg", ".jpeg"), "φωτό.jpg"),
        ("έγγραφο.pdf", (".jpg", ".jpeg"), "έγγραφο.pdf.jpg"),
        ("φωτό", (".jpg", ".jpeg"), "φωτό.jpg"),
        ("αρ. 412", TEXT, "αρ. 412.txt"),
    ],
)
def test_a_name_ends_as_what_it_is(name, endings, fitting):
    assert fitting_name(name, endings, instead_of=PICTURES) == fitting


@given(st.text(min_size=1))
def test_a_fitting_name_is_still_a_safe_one(raw):
    name = fitting_name(clean_name(raw), TEXT)
    assert name.lower().endswith(TEXT) and len(name.encode()) <= LONGEST
