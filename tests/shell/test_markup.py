"""Frames are filled as Django fills them."""

from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from pindos.shell.markup import joined, markup

PARTS = st.one_of(
    st.text(),
    st.text(alphabet="<>&\"'{}α").map(mark_safe),
    st.text(alphabet="<>&\"'{}α").map(lazystr),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
)


@given(PARTS, PARTS)
def test_markup_is_what_format_html_makes(one, two):
    made = markup("<a {}>{}</a>{{}}", one, two)
    assert made == format_html("<a {}>{}</a>{{}}", one, two) and type(made) is SafeString


@given(st.lists(st.text(alphabet="<>&α").map(mark_safe)))
def test_pieces_stand_after_each_other(parts):
    assert joined(parts) == "".join(parts) and joined(iter(parts), " ") == " ".join(parts)
