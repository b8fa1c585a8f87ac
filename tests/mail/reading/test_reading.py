"""Whatever comes is read: quickly, without a word of it lost, and nothing in it does any harm."""

import random
import re
import time
from email.message import EmailMessage

from hypothesis import example, given
from hypothesis import strategies as st
from tests.mail.making import FOLDER

from pindos.mail.reading import read
from pindos.mail.reading.quoting import apart
from pindos.mail.rules import essence_of

RAW = [path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))]
HARM = re.compile(r"<script|<style|<form|<iframe|\son\w+\s*=|javascript:", re.IGNORECASE)
LINES = st.text("αβγ >-:_ABCέ\nώ«»@<.", max_size=300)


def sound(found):
    assert isinstance(found.text, str) and "\0" not in found.text + found.html
    assert not HARM.search(found.html)
    assert len(found.references) <= 100 and len(found.subject) <= 20_000


@given(st.binary(max_size=3_000))
@example(b"")
@example(b"\0" * 100)
@example(b"Content-Type: multipart/mixed\r\n\r\n")
@example(b"Content-Type: message/rfc822\r\n\r\n" * 50)
@example(
    b"Content-Type: text/plain; charset*=utf-8''%\r\nSubject: =?utf-8?q?=?= =?x?b?%%%?=\r\n\r\nx"
)
def test_any_bytes_are_read(raw):
    sound(read(raw))
    assert len(essence_of(raw)) == 64


@given(st.sampled_from(RAW), st.randoms(use_true_random=False))
def test_a_letter_that_was_damaged_on_its_way_is_read(raw, chance: random.Random):
    sound(read(damaged(raw, chance)))


def damaged(raw, chance):
    """Cut, doubled, with other bytes in it, or with its head in another order."""
    harm = chance.randrange(5)
    at = chance.randrange(len(raw) + 1)
    if harm == 0:
        return raw[:at]
    if harm == 1:
        return raw[:at] + raw[max(0, at - 200) :]
    if harm == 2:
        other = bytearray(raw)
        for _ in range(20):
            other[chance.randrange(len(other))] = chance.randrange(256)
        return bytes(other)
    if harm == 3:
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        chance.shuffle(lines)
        return b"\r\n".join(lines) + b"\r\n\r\n" + body
    return raw.replace(b"\r\n", chance.choice([b"\n", b"\r", b"\r\r\n"]))


@given(LINES)
def test_no_line_of_a_letter_is_lost_between_its_words_its_quote_and_its_signature(text):
    said = apart(text)
    kept = [*said.fresh.split("\n"), *said.quoted.split("\n"), *said.signature.split("\n")]
    assert sorted(filter(None, map(str.strip, kept))) == sorted(
        filter(None, map(str.strip, text.split("\n")))
    )


def test_a_letter_with_a_picture_in_forty_three_places_keeps_it_once():
    message = EmailMessage()
    message["From"], message["Subject"] = "anthi@apdhp.example", "Λογότυπα"
    message.set_content("Δείτε το.")
    page = "<p>Δείτε το.</p>" + "".join(f'<img src="cid:l{n}">' for n in range(43))
    message.add_alternative(page, subtype="html")
    logo = bytes(range(256)) * 16
    for n in range(43):
        message.get_payload()[1].add_related(
            logo, "image", "png", cid=f"<l{n}>", filename="logo.png"
        )
    raw = message.as_bytes()
    assert len(raw) > 240_000
    began = time.process_time()
    found = read(raw)
    assert len(found.files) == 1 and found.files[0].is_inline and found.html.count("cid:") == 43
    assert time.process_time() - began < 2  # seconds; bench-mail says how quick it is


def test_bombs_are_read_in_bounded_time():
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(300)
    )
    bombs = [
        nested + b"\r\nx",
        b"X: y\r\n" * 100_000 + b"\r\nx",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 10_000,
        b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\r\n\r\nx",
        b"References: " + b"<" * 200_000 + b"\r\n\r\nx",
        b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
        b"From: " + b"a@" * 50_000 + b"\r\n\r\nx",
        b"\r\n\r\n" + ("Στις " * 100_000).encode(),
        b"\r\n\r\n" + ("Στις x\n" * 50_000).encode(),
    ]
    for bomb in bombs:
        began = time.process_time()
        sound(read(bomb))
        assert time.process_time() - began < 10, bomb[:40]
