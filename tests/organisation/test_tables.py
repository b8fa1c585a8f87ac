"""Tables as offices send them: codes, separators, quoted line ends, dates, formulas."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.organisation.tables import (
    FaultyTable,
    Row,
    date_in,
    decoded,
    read_table,
    write_table,
)

HEADERS = {"ονομα": "name", "name": "name", "τηλεφωνο": "phone", "phone": "phone"}
NEEDED = frozenset({"name"})
TEXT = "Όνομα;Τηλέφωνο\r\nΆγγελος Ψαράς;2385 012 345\r\nΈυα «Ζ»;\r\n"


def read(content, needed=NEEDED):
    return read_table(content, HEADERS, needed)


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1253"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_usual_code_and_separator_reads_the_same(code, separator, end):
    table = read(TEXT.replace(";", separator).replace("\r\n", end).encode(code))
    assert [row.values for row in table.rows] == [
        {"name": "Άγγελος Ψαράς", "phone": "2385 012 345"},
        {"name": "Έυα «Ζ»", "phone": ""},
    ]
    assert table.separator == separator


def test_excels_hint_of_the_separator_is_taken():
    assert read("sep=|\r\nΌνομα|Τηλέφωνο\r\nΑ|1\r\n".encode()).rows == [
        Row(3, {"name": "Α", "phone": "1"})
    ]


def test_a_quoted_value_may_hold_line_ends_and_the_line_numbers_stay_right():
    table = read('Όνομα,Τηλέφωνο\n"Α\nΒ",1\n\n,,\nΓ,2\n'.encode())
    assert [(row.line, row.values["name"]) for row in table.rows] == [(2, "Α\nΒ"), (6, "Γ")]


def test_headers_are_known_whatever_their_accents_and_case():
    assert read("ΌΝΟΜΑ,ΤΗΛΕΦΩΝΟ,Χρώμα\nΑ,1,μπλε\n".encode()).unknown == ("Χρώμα",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        ("Χρώμα\nμπλε\n".encode(), "ονομα"),
        ("Όνομα,Name\nΑ,Β\n".encode(), "Name"),
        ('Όνομα\n"Α\n'.encode(), "2"),
        ("Όνομα\nΑ".encode("cp1253") + b"\xff\xd2", "2"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"name\n" + b"a\n" * 50_001, "50,000"),
        (b"name\n" + b"a" * 200_000, "2"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_reason(content, words):
    with pytest.raises(FaultyTable) as caught:
        read(content)
    assert words in str(caught.value)


def test_a_row_with_too_many_values_or_an_invisible_character_is_a_faulty_row():
    table = read("Όνομα\nΑ,Β\nΓ\u202e\nΔ\n".encode())
    assert [bool(row.fault) for row in table.rows] == [True, True, False]


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(content):
    try:
        table = read(content, frozenset())
    except FaultyTable:
        return
    assert all(set(row.values) <= {"name", "phone"} for row in table.rows)


CELLS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf"], blacklist_characters="\u2028\u2029"),
    max_size=20,
).map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1, max_size=5))
def test_what_is_written_is_read_back_and_is_no_formula(rows):
    content = write_table(["Όνομα", "Τηλέφωνο"], rows)
    assert [tuple(row.values.values()) for row in read(content).rows] == rows
    for cells in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells)


def test_a_formula_becomes_text():
    content = write_table(["Όνομα"], [['=HYPERLINK("http://x")'], ["+30 2385"], ["@x"], ["-1"]])
    assert b"\n'+30 2385" in content
    assert "'=HYPERLINK" in content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "23/11/2026",
        "2026-11-23",
        "23.11.2026",
        "23-11-2026",
        " 23/11/2026 ",
        "2026-11-23 00:00:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert date_in(text) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["31/2/2026", "23/11/26", "11/23/2026", "σήμερα", "2026", "1e9"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        date_in(text)


def test_no_day_is_none():
    assert date_in(" ") is None


def test_latin_text_is_utf8():
    assert decoded(b"name")[1] == "utf-8"
