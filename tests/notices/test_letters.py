from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.notices.channel import Letter
from pindos.notices.letters import link_of, mail_of, one_line

GREEK = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x3FF, exclude_characters="\x7f"))
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=250)
WORDS = st.lists(st.sampled_from(["αίτημα", "«Ο", "εκτυπωτής»:", "Διεύθυνση", "a", "=?"])).map(
    " ".join
)
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "X-Pindos",
}


def letter(**words):
    given = {"name": "Δάφνη Μάρκου", "title": "Νέο αίτημα", "text": "", "url": ""} | words
    return Letter(sending_id=7, address="dafni@epirus.example", language="el", **given)


@settings(max_examples=60, deadline=None)
@given(title=WORDS | GREEK | ANY, name=WORDS | GREEK | ANY)
def test_whatever_is_written_can_be_read_again(title, name):
    raw = mail_of(letter(title=title, name=name), sender="pindos@epirus.example")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    again = message_from_bytes(raw, policy=default)
    assert str(again["Subject"]).strip() == one_line(title)
    assert again["To"].addresses[0].display_name.strip() == one_line(name)
    assert [address.addr_spec for address in again["To"].addresses] == ["dafni@epirus.example"]
    assert set(again.keys()) == HEADERS


@pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "javascript:x", ""])
def test_a_mail_links_to_no_page_but_ours(url):
    assert link_of(url) == ""
