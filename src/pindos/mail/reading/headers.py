"""The lines of the head: names, addresses, subjects, identifiers; each read as it was meant."""

import base64
import binascii
import quopri
import re
from datetime import datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from pindos.mail.reading.charsets import decoded

LINES = "pindos_lines"  # of a message, beside what the standard library keeps
RAW = re.compile("[\udc80-\udcff]")  # a byte that stands in the head as it is
LONGEST = 20_000  # characters of one line of the head that are read
MOST_IDS = 100
MOST_PEOPLE = 200
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
BETWEEN = re.compile(r"(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
ID = re.compile(r"<\s*([^<>\s\0]{1,240})\s*>")
BARE_ID = re.compile(r"[^\s<>,;\0]{1,180}@[^\s<>,;\0]{1,60}")
PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|sv|tr|rv|απ|απαντ|απάντηση|απ\.|πρθ|πρ|πρ\.|προωθ|προωθ\.|προώθηση|σχετ|σχετ\.|fyi)"
    r"(?:\[\d+\]|\(\d+\))?\s*:|\[[^\]]{1,30}\]\s*(?=(?:re|fw|fwd|απ|πρθ|σχετ)\s*:))\s*",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[^\s@<>\"',;\0]{1,250}@[^\s@<>\"',;\0]{1,250}")
# One address as nearly all are written, «Name <name@host>» or «name@host», in which nothing stands
# that has a meaning of its own (RFC 5322, 3.2.3): the whole grammar takes ten times as long
PLAIN = re.compile(r"\s*(?:([\w=?/+ \t\n-]{1,400}?)\s*<([\w.+-]+@[\w.-]+)>|([\w.+-]+@[\w.-]+))\s*")
NUMBER = re.compile(r"(?<![\w-])[A-ZΑ-Ω]{3}-\d{4}-\d{4,9}(?![\w-])", re.IGNORECASE)


class Address(NamedTuple):
    """Somebody as a message names them."""

    name: str
    address: str


def values(message: Message, name: str) -> list[str]:
    """All lines of a name as they came, bytes beyond ASCII as surrogates."""
    lines: dict[str, list[str]] | None = vars(message).get(LINES)
    if lines is None:  # sorted by name once: some thirty are asked for, and servers add fifty
        lines = vars(message)[LINES] = {}
        for found, value in message.raw_items():
            lines.setdefault(found.lower(), []).append(str(value))
    return lines.get(name.lower(), [])


def line(message: Message, name: str) -> str:
    """The first line of this name, decoded, on one line; empty when there is none."""
    return text_of(next(iter(values(message, name)), ""))


def text_of(value: str) -> str:
    """A value with its encoded words (RFC 2047) read, also those that were cut within a letter."""
    value = value[:LONGEST]
    if "=?" in value:
        value = _words(BETWEEN.sub(r"\1", value))
    return " ".join(eight_bits(value).replace("\0", "").split())


def people(message: Message, *names: str) -> tuple[Address, ...]:
    """Everybody whom these lines name; what is no address is left out."""
    found: list[Address] = []
    for name in names:
        for raw in values(message, name)[:20]:
            value = eight_bits(raw[:LONGEST])
            named = [_address(*pair) for pair in _pairs(value)[:MOST_PEOPLE]]
            known = [each for each in named if each is not None]
            found += known or [Address("", each) for each in ADDRESS.findall(value)[:1]]
    return tuple(dict.fromkeys(found))


def _pairs(value: str) -> list[tuple[str, str]]:
    if match := PLAIN.fullmatch(value):
        return [(" ".join((match[1] or "").split()), match[2] or match[3])]
    try:
        return getaddresses([value])
    except (RecursionError, ValueError, IndexError):  # brackets within brackets without end
        return []


def _address(shown: str, address: str) -> Address | None:
    if match := ADDRESS.fullmatch(address.strip().strip("<>'\"")):
        return Address(text_of(shown).strip("'\" "), match[0])
    rescued = ADDRESS.search(f"{shown} {address}")
    return Address("", rescued[0]) if rescued else None


def ids(message: Message, name: str) -> tuple[str, ...]:
    """The Message-IDs that a line names, without their brackets; malformed ones as well."""
    found: list[str] = []
    for value in values(message, name)[:20]:
        text = value[:LONGEST]
        found += ID.findall(text) or BARE_ID.findall(text)
    unique = list(dict.fromkeys(found))
    return tuple(unique[:5] + unique[5:][-(MOST_IDS - 5) :])


def date_of(message: Message) -> datetime | None:
    """When it says that it was written."""
    try:
        return parsedate_to_datetime(line(message, "Date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def bare(subject: str) -> tuple[str, int]:
    """A subject without what answering and forwarding put before it, and how many there were."""
    depth = 0
    while (match := PREFIX.match(subject)) and depth < 200:
        subject, depth = subject[match.end() :], depth + 1
    return subject.strip(), depth


def numbers_in(subject: str) -> tuple[str, ...]:
    """What may be numbers of tickets."""
    return tuple(dict.fromkeys(match.upper() for match in NUMBER.findall(subject)))[:5]


def _words(value: str) -> str:
    """Neighbours in one charset are joined as bytes first: a letter may be cut between them."""
    pieces: list[str] = []
    held, charset, at = b"", "", 0
    for match in WORD.finditer(value):
        before = value[at : match.start()]
        name = match[1].split("*")[0].lower()
        if held and (before or name != charset):
            pieces.append(decoded(held, charset)[0])
            held = b""
        pieces.append(before)
        held += _bytes(match[2], match[3])
        charset, at = name, match.end()
    if held:
        pieces.append(decoded(held, charset)[0])
    return "".join([*pieces, value[at:]])


def _bytes(way: str, text: str) -> bytes:
    if way in "qQ":
        return quopri.decodestring(text.replace("_", " ").encode("ascii", "replace"), header=False)
    packed = re.sub(r"[^A-Za-z0-9+/]", "", text)
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return b""


def eight_bits(value: str) -> str:
    """Bytes that stand in the head as they are, which no rule of mail allows."""
    if value.isascii() or not RAW.search(value):
        return value
    return decoded(value.encode("utf-8", "surrogateescape"))[0]
