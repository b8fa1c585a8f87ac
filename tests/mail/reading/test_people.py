"""Addresses in their common form are read by one expression, as the whole grammar would."""

from email.utils import getaddresses
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from pindos.mail.reading import headers

NAME = st.text("aβΓ1=?_-+/. \t\n", max_size=14)
ADDRESS = st.from_regex(r"[ab.+_1-]{1,6}@[ab.1-]{1,6}", fullmatch=True)
LINES = st.one_of(
    st.builds("{} <{}>".format, NAME, ADDRESS),
    ADDRESS,
    st.text('aβ.@ <>=?_-+,;:()"\t\n1', max_size=20),
)


@given(LINES)
def test_a_line_is_read_as_the_whole_grammar_reads_it(value):
    assert headers._pairs(value) == getaddresses([value])


def test_the_common_forms_need_no_grammar():
    with patch.object(headers, "getaddresses", side_effect=AssertionError):
        assert headers._pairs("Οικονόμου <a@b.example>") == [("Οικονόμου", "a@b.example")]
        assert headers._pairs("support@b.example") == [("", "support@b.example")]
        word = "=?utf-8?b?zpPOtc+Oz4HOs865zr/Pgg==?=\n <a@b.example>"
        assert headers._pairs(word) == [("=?utf-8?b?zpPOtc+Oz4HOs865zr/Pgg==?=", "a@b.example")]
