"""What Outlook packs into a winmail.dat is unpacked; what is broken stays whole beside it."""

import struct
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.mail.reading import read
from pindos.mail.reading.tnef import unpacked

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
NAME = "Έγγραφο πρωτοκόλλου 2026.pdf"


def attribute(name, value, level=1):
    checksum = struct.pack("<H", sum(value) & 0xFFFF)
    return struct.pack("<BII", level, name, len(value)) + value + checksum


def padded(value):
    return value + b"\0" * (-len(value) % 4)


def text16(name, value):
    raw = value.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHII", 0x1F, name, 1, len(raw)) + padded(raw)


def binary(name, value):
    return struct.pack("<HHII", 0x102, name, 1, len(value)) + padded(value)


def named(value):
    """A property with a name of its own, a list of numbers, a moment: all to be passed over."""
    own = "Keywords".encode("utf-16-le")
    one = struct.pack("<HH", 0x3, 0x8001) + b"g" * 16
    one += struct.pack("<II", 1, len(own)) + padded(own)
    many = struct.pack("<HHIII", 0x1003, 0x6001, 2, 7, 8)
    moment = struct.pack("<HHQ", 0x40, 0x39, 0)
    return one + struct.pack("<I", value) + many + moment


def envelope(*, body="Δείτε το συνημμένο.", files=((NAME, PDF),), html=b""):
    properties = [named(5), text16(0x1000, body)] + ([binary(0x1013, html)] if html else [])
    count = 2 + len(properties)
    raw = b"\x78\x9f\x3e\x22\x01\x00"
    raw += attribute(0x00069007, struct.pack("<II", 1253, 0))
    raw += attribute(0x00069003, struct.pack("<I", count) + b"".join(properties))
    for name, content in files:
        raw += attribute(0x00069002, b"\0" * 14, 2)
        raw += attribute(0x00018010, "ΕΓΓΡΑΦ~1.PDF".encode("cp1253") + b"\0", 2)
        raw += attribute(0x0006800F, content, 2)
        raw += attribute(0x00069005, struct.pack("<I", 1) + text16(0x3707, name), 2)
    return raw


def message(content, text="", kind=("application", "ms-tnef"), name="winmail.dat"):
    made = EmailMessage()
    made["From"], made["Message-ID"], made["Subject"] = "a@b.example", "<1@b.example>", "Έγγραφο"
    if text:
        made.set_content(text)
    made.add_attachment(content, *kind, filename=name)
    return made.as_bytes()


@pytest.mark.parametrize("kind", [("application", "ms-tnef"), ("application", "octet-stream")])
def test_files_come_out_under_their_own_names(kind):
    found = read(message(envelope(), "Δείτε το.", kind))
    assert [(file.name, file.content, file.content_type) for file in found.files] == [
        (NAME, PDF, "application/pdf")
    ]
    assert found.text == "Δείτε το."


def test_a_message_that_is_nothing_else_says_what_lies_within():
    assert read(message(envelope())).text == "Δείτε το συνημμένο."
    page = "<html><meta charset=utf-8><body><p>Καλημέρα από το Πωγώνι</p></body>".encode()
    assert "Καλημέρα από το Πωγώνι" in read(message(envelope(body="", html=page))).text


@given(st.integers(6, len(envelope()) - 1))
def test_cut_off_anywhere_it_is_kept_whole_beside_what_was_read(at):
    raw = envelope()[:at]
    found = read(message(raw, "Δείτε το."))
    inside = unpacked(raw)
    assert inside is not None
    is_kept = [file.content for file in found.files if file.name == "winmail.dat"] == [raw]
    assert is_kept == inside.is_broken
    assert ("winmail" in found.defects) == inside.is_broken


@given(st.binary(max_size=400), st.integers(0, 2**32 - 1))
def test_no_bytes_break_it(rubbish, number):
    raw = b"\x78\x9f\x3e\x22\x01\x00" + rubbish
    assert unpacked(raw) is not None
    bomb = attribute(0x00069003, struct.pack("<I", number) + rubbish)
    assert unpacked(b"\x78\x9f\x3e\x22\x01\x00" + bomb) is not None
    assert unpacked(rubbish) is None or rubbish.startswith(b"\x78\x9f")


def test_what_only_bears_the_name_stays_a_file():
    found = read(message(b"no envelope", "Δείτε το."))
    assert [file.name for file in found.files] == ["winmail.dat"]
