"""The parts of a message: what is text, what is a file, what lies within another message."""

import binascii
import hashlib
import mimetypes
import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any, NamedTuple

from pindos.mail.reading.charsets import decoded
from pindos.mail.reading.headers import eight_bits, text_of, values
from pindos.mail.reading.html import words_of
from pindos.mail.reading.tnef import unpacked

MOST_PARTS = 500
DEEPEST = 40  # messages and lists of parts within each other
LONGEST_TEXT = 400_000  # bytes of one text that are read; the message itself is kept whole
SEALED = {
    "application/pkcs7-mime": "S/MIME",
    "application/x-pkcs7-mime": "S/MIME",
    "application/pkcs7-signature": "S/MIME",
    "application/x-pkcs7-signature": "S/MIME",
    "application/pgp-encrypted": "PGP",
    "application/pgp-signature": "PGP",
}
NAMES = {  # of what is sealed and bears none
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-signature": "smime.p7s",
    "application/pgp-encrypted": "pgp-version.txt",
    "application/pgp-signature": "signature.asc",
}
PACKED = {"application/ms-tnef", "application/vnd.ms-tnef"}
REPORTS = {"message/delivery-status", "message/disposition-notification"}
KNOWN = {
    "",
    "7bit",
    "8bit",
    "binary",
    "quoted-printable",
    "x-uuencode",
    "uuencode",
    "x-uue",
    "uue",
}
NAMING = ("Content-Disposition", "Content-Type")
# A bound that stands in a body but is not the one that its head names
BOUND = re.compile(rb"^--([^\s-][^\r\n]{0,69}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
NOT_NAMES = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


class File(NamedTuple):
    """A file that came with a message; ``content_id`` is how its HTML names a picture."""

    name: str
    content_type: str
    content: bytes
    content_id: str
    is_inline: bool
    sha256: str


class Within(NamedTuple):
    """A message that was attached: its head and its words, which are not those of its carrier."""

    message: Message
    plain: list[str]
    html: list[str]


class Parts(NamedTuple):
    """What a message consists of."""

    plain: list[str]
    html: list[str]
    files: list[File]
    reports: list[Message]  # machine-readable parts of a report (RFC 3464, RFC 8098)
    returned: list[str]  # heads of messages that came back
    calendars: list[str]
    sealed: list[str]
    defects: list[str]
    packed: list[str]  # texts from within a winmail.dat
    within: list[Within]  # messages that were attached, the outer ones first


def parts_of(message: Message) -> Parts:
    """All parts, however deep; beyond the limits they are left in the message as it came."""
    found = Parts([], [], [], [], [], [], [], [], [], [])
    for count, leaf in enumerate(_walk(Leaf(message, 0, "", None))):
        if count >= MOST_PARTS or leaf.depth > DEEPEST:
            found.defects.append("parts")
            break
        _sort(leaf, found)
    if not (found.plain or found.html):  # else it says the same
        found.plain.extend(found.packed)
    return found


class Leaf(NamedTuple):
    """A part, how deep it lies, in what type of part, and of which attached message it is."""

    part: Message
    depth: int
    within: str
    letter: Message | None


def _walk(leaf: Leaf) -> Iterator[Leaf]:
    """Every part that has none itself, in order."""
    kind = leaf.part.get_content_type()
    inside = leaf.part.get_payload()
    if kind == "message/rfc822" and leaf.within == "multipart/report":
        yield leaf
    elif isinstance(inside, list) and leaf.depth <= DEEPEST:
        is_letter = kind == "message/rfc822"
        if kind == "multipart/alternative" and _has_calendar_only(inside):
            kind = "multipart/mixed"
        for each in inside:
            if isinstance(each, Message):
                letter = each if is_letter else leaf.letter
                yield from _walk(Leaf(each, leaf.depth + 1, kind, letter))
    elif (mended := _mended(leaf.part)) is not None and leaf.depth <= DEEPEST:
        yield from _walk(leaf._replace(part=mended, depth=leaf.depth + 1))
    else:
        yield leaf


def _mended(part: Message) -> Message | None:
    """A list of parts whose bound is another than its head says; nothing when there is none."""
    if part.get_content_maintype() != "multipart" or part.is_multipart():
        return None
    inside = content_of(part)[0]
    found = BOUND.search(inside)
    if found is None or b'"' in found[1]:
        return None
    kind = part.get_content_type().encode("ascii", "replace")
    mended = message_from_bytes(
        b'Content-Type: %s; boundary="%s"\r\n\r\n%s' % (kind, found[1], inside)
    )
    return mended if mended.is_multipart() else None


def _has_calendar_only(parts: list[Any]) -> bool:
    return all(part.get_content_type() == "text/calendar" for part in parts)


def _sort(leaf: Leaf, found: Parts) -> None:
    part, kind = leaf.part, leaf.part.get_content_type()
    whose = _within(leaf.letter, found) if leaf.letter else found
    if {kind, leaf.within} & REPORTS:
        found.reports.append(part)
        return
    inside = part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list):  # what came back, not words
        found.returned.extend(_head(each) for each in inside if isinstance(each, Message))
        return
    raw, is_broken = content_of(part)
    if is_broken:
        found.defects.append("encoding")
    name = name_of(part)
    if kind == "text/rfc822-headers":
        found.returned.append(decoded(raw)[0])
    elif _is_text(part, kind, name):
        text = _text(part, raw, found)
        if text.strip():
            (whose.html if kind == "text/html" else whose.plain).append(text)
    elif raw or name:
        _keep(part, raw, name, found)


def _within(letter: Message, found: Parts) -> Within:
    known = next((each for each in found.within if each.message is letter), None)
    if known is None:
        known = Within(letter, [], [])
        found.within.append(known)
    return known


def _head(message: Message) -> str:
    return "\n".join(f"{name}: {value}" for name, value in message.raw_items())[:20_000]


def _is_text(part: Message, kind: str, name: str) -> bool:
    is_attached = part.get_content_disposition() == "attachment" or bool(name)
    is_loose = kind.startswith("multipart/")  # a list of parts in which none was found
    return (kind in {"text/plain", "text/html"} or is_loose) and not is_attached


def _keep(part: Message, raw: bytes, name: str, found: Parts) -> None:
    """As a file; of an invitation and of what is sealed that it is one, too."""
    kind = part.get_content_type()
    if kind in SEALED:
        found.sealed.append(SEALED[kind])
        name = name or NAMES.get(kind, "sealed.p7m")
    elif kind == "text/calendar":
        found.calendars.append(_text(part, raw, found))
        name = name or "invite.ics"
    elif (kind in PACKED or name.lower() == "winmail.dat") and _unpack(raw, found):
        return
    found.files.append(_file(part, raw, name or _unnamed(kind, len(found.files)), kind))


def _unpack(raw: bytes, found: Parts) -> bool:
    """The text and the files within a winmail.dat; whether it need not be kept itself."""
    inside = unpacked(raw)
    if inside is None:
        return False
    words = inside.text or words_of(inside.html)
    if words:
        found.packed.append(words)
    for each in inside.files:
        name = _named(each.name) or _unnamed("", len(found.files))
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        sha256 = hashlib.sha256(each.content).hexdigest()
        content_id = each.content_id[:200]
        found.files.append(File(name, kind, each.content, content_id, bool(content_id), sha256))
    if inside.is_broken:
        found.defects.append("winmail")
    return not inside.is_broken


def _text(part: Message, raw: bytes, found: Parts) -> str:
    label = part.get_param("charset") or ""
    text, defect = decoded(raw[:LONGEST_TEXT], label if isinstance(label, str) else label[2])
    if defect:
        found.defects.append(defect)
    if len(raw) > LONGEST_TEXT:
        found.defects.append("long")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def content_of(part: Message) -> tuple[bytes, bool]:
    """The bytes of a part, and whether their encoding was broken and they stand as far as read."""
    payload = part.get_payload()
    if not isinstance(payload, str):
        return b"", False
    way = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if way != "base64":
        found = part.get_payload(decode=True)
        return found if isinstance(found, bytes) else b"", way not in KNOWN
    packed = NOT_BASE64.sub("", payload)
    whole = packed[: len(packed) // 4 * 4] if len(packed) % 4 == 1 else packed
    try:
        return b64decode(whole + "=" * (-len(whole) % 4)), len(packed) % 4 == 1
    except (binascii.Error, ValueError):
        return b"", True


def name_of(part: Message) -> str:
    """The name of a file: by RFC 2231, as Outlook writes it, or in bytes that no rule allows."""
    try:
        name = _in_letters(part).get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    return _named(text_of(str(name)))


def _in_letters(part: Message) -> Message:
    """The lines that name the file, their bytes beyond ASCII read: the library gives them up."""
    lines = {name: next(iter(values(part, name)), "") for name in NAMING}
    if all(line.isascii() for line in lines.values()):
        return part
    found = Message()
    for name, line in lines.items():
        found[name] = eight_bits(line)
    return found


def _named(name: str) -> str:
    name = NOT_NAMES.sub("_", name).strip(". ")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:20]}" if dot else name[:150]


def _file(part: Message, raw: bytes, name: str, kind: str) -> File:
    content_id = str(part.get("Content-ID") or "").strip().strip("<>")
    is_inline = bool(content_id) and part.get_content_disposition() != "attachment"
    return File(name, kind, raw, content_id[:200], is_inline, hashlib.sha256(raw).hexdigest())


def _unnamed(kind: str, number: int) -> str:
    return f"file-{number + 1}{mimetypes.guess_extension(kind) or '.bin'}"
