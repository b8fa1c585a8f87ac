"""Telephone numbers however they are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.kernel.telephone import number_in, numbers_in


@pytest.mark.parametrize(
    "typed",
    [
        "2385012345",
        "2385 012 345",
        "23850-12345",
        "+30 2385 012345",
        "0030 2385012345",
        "30 2385012345",
        " (23850) 12.345 ",
    ],
)
def test_one_number_however_it_is_typed(typed):
    assert number_in(typed) == "2385012345"


@pytest.mark.parametrize(
    ("typed", "digits"), [("123", "123"), ("12345", "12345"), ("30123", "30123")]
)
def test_an_internal_extension_or_the_end_of_a_number_is_enough(typed, digits):
    assert number_in(typed) == digits


@pytest.mark.parametrize("typed", ["", "12", "Γιάννης", "2385 Φλώρινα", "+", "٣٤٥٦٧"])
def test_all_else_is_no_number(typed):
    assert number_in(typed) == ""


def test_each_number_of_a_text_is_found():
    assert numbers_in("2385 012 345, εσωτ. 123") == ["2385012345", "123"]
    assert numbers_in("+30 6941234567") == ["6941234567"]
    assert numbers_in("κανένα") == []


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_whatever_is_typed_is_digits_or_nothing(text):
    assert all(each.isdigit() for each in [number_in(text) or "0", *numbers_in(text)])
