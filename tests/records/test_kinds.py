import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records import samples as s

from pindos.kernel.errors import Refused
from pindos.records.kinds import BROKEN, MOVING, PROGRAM, UNKNOWN, UNPACKS, kind_of


def kind(data):
    return kind_of(io.BytesIO(data)).content_type


@pytest.mark.parametrize(
    ("make", "content_type"),
    [
        (s.jpeg, "image/jpeg"),
        (s.png, "image/png"),
        (s.gif, "image/gif"),
        (s.webp, "image/webp"),
        (s.tiff, "image/tiff"),
        (s.heic, "image/heic"),
        (lambda: s.saved(s.drawing(), "AVIF"), "image/avif"),
        (lambda: s.saved(s.drawing(), "BMP"), "image/bmp"),
    ],
)
def test_a_picture_is_known_by_its_bytes(make, content_type):
    assert kind(make()) == content_type


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"%PDF-1.7 \xe2\xe3", "application/pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4\0", "application/pdf"),
        (b"{\\rtf1\\ansi}", "application/rtf"),
        (s.packed("[Content_Types].xml", "word/document.xml"), "wordprocessingml.document"),
        (s.packed("[Content_Types].xml", "xl/workbook.xml"), "spreadsheetml.sheet"),
        (s.packed("[Content_Types].xml", "ppt/presentation.xml"), "presentationml.presentation"),
        (s.packed("[Content_Types].xml", "word/x", "word/vbaProject.bin"), "macroEnabled.12"),
        (s.odt(), "application/vnd.oasis.opendocument.text"),
        (s.packed("φωτογραφίες/1.jpg"), "application/zip"),
        (s.packed(), "application/zip"),
        (s.ole("Root Entry", "WordDocument"), "application/msword"),
        (s.ole("Workbook"), "application/vnd.ms-excel"),
        (s.ole("__properties_version1.0"), "application/vnd.ms-outlook"),
        (s.ole("EncryptedPackage"), "application/vnd.ms-office"),
        (s.MAIL, "message/rfc822"),
        (s.SIGNED, "application/pkcs7-mime"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "application/x-7z-compressed"),
        ("α;β\n1,5;2\n".encode(), "text/plain"),
        ("Έδρα;Οδός\n".encode("windows-1253"), "text/plain"),
        ("Έδρα;Οδός\n".encode("utf-16"), "text/plain"),
        (b"<!doctype html><script>alert(1)</script>", "text/plain"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "text/plain"),
        (b"MZ is a text too\n", "text/plain"),
        (b"#!/bin/sh\nrm -rf /\n", "text/plain"),
        (b"From the desk: nothing\nto see", "text/plain"),
        (b"BM is no picture here, only words that happen to begin so", "text/plain"),
    ],
)
def test_an_office_file_is_known_by_its_bytes(data, content_type):
    assert kind(data).endswith(content_type)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (s.PROGRAM, PROGRAM),
        (b"\x7fELF\x02\x01\x01\0", PROGRAM),
        (s.packed("META-INF/MANIFEST.MF", "A.class"), PROGRAM),
        (s.ole("x") + bytes.fromhex("84100c0000000000c000000000000046"), PROGRAM),
        (s.VIDEO, MOVING),
        (b"ID3\x04\0\0\0\0\0\0\xff\xfb\x90\0" + b"\0" * 50, MOVING),
        (b"\0\1\2\3\4", UNKNOWN),
        (b"L\0\0\0\x01\x14\x02\0", UNKNOWN),
        (s.ole("Something"), UNKNOWN),
        (s.packed("a")[:-30], BROKEN),
        (s.zip_bomb(), UNPACKS),
    ],
)
def test_what_is_not_kept_is_refused_in_words_that_fit(data, words):
    with pytest.raises(Refused) as refusal:
        kind(data)
    assert refusal.value.words == words


@given(st.binary(max_size=3000))
def test_any_bytes_are_named_or_refused(data):
    try:
        assert kind(data)
    except Refused as refusal:
        assert str(refusal)


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_people_write_is_kept_as_text(words):
    data = words.encode()
    if not data.startswith((b"{\\rtf", b"%PDF-")) and b"%PDF-" not in data:
        assert kind(data) in {"text/plain", "message/rfc822"}
