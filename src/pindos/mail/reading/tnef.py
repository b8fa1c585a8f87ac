"""What lies in a winmail.dat: Outlook's own envelope around text and files ([MS-OXTNEF])."""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from pindos.mail.reading.charsets import decoded

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST = 2_000  # attributes, and properties of one of them
BODY, CODEPAGE, PROPERTIES = 0x800C, 0x9007, 0x9003
BEGINS, TITLE, DATA, OF_FILE = 0x9002, 0x8010, 0x800F, 0x9005
SHORT, LONG, CONTENT_ID = 0x3704, 0x3707, 0x3712
PLAIN, HTML = 0x1000, 0x1013
TEXT8, TEXT16, OBJECT, BINARY = 0x1E, 0x1F, 0x0D, 0x102
SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8}
SIZES |= {0x40: 8, 0x48: 16}  # bytes of a value of a fixed length
SEVERAL = 0x1000


class Packed(NamedTuple):
    """A file within: ``content_id`` is how the HTML names a picture."""

    name: str
    content: bytes
    content_id: str = ""


class Inside(NamedTuple):
    """All that was found; ``is_broken``: there may have been more."""

    text: str
    html: str
    files: tuple[Packed, ...]
    is_broken: bool


class _Broken(Exception):
    """The bytes do not go on as they should."""


def unpacked(raw: bytes) -> Inside | None:
    """What lies in it; None when it is no such envelope. Never refuses: what is broken is said."""
    if not raw.startswith(SIGNATURE):
        return None
    found = _Found()
    try:
        for name, value in _attributes(raw):
            found.take(name, value)
    except (_Broken, struct.error):
        found.is_broken = True
    return Inside(found.text, found.html, tuple(found.files()), found.is_broken)


class _Found:
    """What has been met so far; a file begins anew with each ``BEGINS``."""

    def __init__(self) -> None:
        self.text = self.html = ""
        self.charset = "windows-1253"
        self.is_broken = False
        self._files: list[dict[int, bytes | str]] = []

    def take(self, name: int, value: bytes) -> None:
        """One attribute."""
        if name == CODEPAGE and len(value) >= 4:
            self.charset = f"cp{struct.unpack_from('<I', value)[0]}"
        elif name == BODY:
            self.text = self.text or self._words(value)
        elif name == PROPERTIES:
            said = _properties(value, self.charset)
            self.text = _text(said.get(PLAIN)) or self.text
            self.html = self.html or _text(said.get(HTML))
        elif name == BEGINS:
            self._files.append({})
        elif name in (TITLE, DATA, OF_FILE) and self._files:
            self._take_of_file(self._files[-1], name, value)

    def _take_of_file(self, file: dict[int, bytes | str], name: int, value: bytes) -> None:
        if name == OF_FILE:
            file.update(_properties(value, self.charset))
        else:
            file[name] = value if name == DATA else self._words(value)

    def _words(self, value: bytes) -> str:
        return decoded(value.rstrip(b"\0"), self.charset)[0]

    def files(self) -> Iterator[Packed]:
        """The files that have a content, each by the longest name that is said."""
        for file in self._files:
            content = file.get(DATA)
            if isinstance(content, bytes) and content:
                names = (_text(file.get(each)) for each in (LONG, SHORT, TITLE))
                name = next(filter(None, names), "")
                yield Packed(name, content, _text(file.get(CONTENT_ID)))


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's name and value; a wrong checksum ends it."""
    at = 6
    for _ in range(MOST):
        if at >= len(raw):
            return
        name, length = struct.unpack_from("<xII", raw, at)
        start = at + 9
        value = raw[start : start + length]
        (checksum,) = struct.unpack_from("<H", raw, start + length)
        if len(value) != length or sum(value) & 0xFFFF != checksum:
            raise _Broken
        yield name & 0xFFFF, value
        at = start + length + 2
    raise _Broken


def _properties(data: bytes, charset: str) -> dict[int, bytes | str]:
    """The texts and bytes among the properties of a message or of a file."""
    found: dict[int, bytes | str] = {}
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(min(count, MOST)):
        kind, name = struct.unpack_from("<HH", data, at)
        at = _after_name(data, at + 4) if name >= 0x8000 else at + 4
        values, at = _values(data, at, kind)
        if values and kind in (TEXT8, TEXT16):
            charset_of = "utf-16-le" if kind == TEXT16 else charset
            found[name] = _decoded(values[0], charset_of)
        elif values and kind == BINARY:
            found[name] = values[0]
    return found


def _after_name(data: bytes, at: int) -> int:
    """Where a property's own name ends: a GUID, then a number or a text."""
    is_text, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (_padded(length) if is_text else 0)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    base = kind & ~SEVERAL
    is_variable = base in (TEXT8, TEXT16, OBJECT, BINARY)
    count = 1
    if is_variable or kind & SEVERAL:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    if base not in SIZES and not is_variable:
        raise _Broken
    found = []
    for _ in range(min(count, MOST)):
        if is_variable:
            (length,) = struct.unpack_from("<I", data, at)
            at += 4
        else:
            length = SIZES[base]
        if at + length > len(data):
            raise _Broken
        found.append(data[at : at + length])
        at += _padded(length)
    return found, at


def _padded(length: int) -> int:
    return (length + 3) & ~3


def _decoded(value: bytes, charset: str) -> str:
    if charset == "utf-16-le":
        return re.sub(r"[\0\ud800-\udfff]", "", value.decode("utf-16-le", "replace"))
    return decoded(value.rstrip(b"\0"), charset)[0]


def _text(value: bytes | str | None) -> str:
    """A value as text; bytes are HTML, whose own label counts."""
    if value is None or isinstance(value, str):
        return (value or "").replace("\r\n", "\n").strip()
    label = re.search(rb"charset=[\"']?([\w-]+)", value[:2_000])
    return decoded(value.rstrip(b"\0"), label[1].decode() if label else "")[0].strip()
