"""Reading a message: bytes in, meaning out; pure, and never refusing whatever comes.

No database, no clock, no network. What was wrong with a message stands in ``defects``; it is read
as far as it can be.
"""

import email
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from functools import cached_property
from typing import NamedTuple

from pindos.mail.reading import headers
from pindos.mail.reading.failures import Failure, failures_in
from pindos.mail.reading.headers import Address
from pindos.mail.reading.html import cleaned, words_of
from pindos.mail.reading.machines import authentication_in, signs_of
from pindos.mail.reading.parts import File, Within, parts_of
from pindos.mail.reading.quoting import apart
from pindos.mail.reading.thanks import is_thanks
from pindos.mail.rules.essence import head_and_body

__all__ = ["Address", "Failure", "File", "Head", "Nested", "Read", "read", "read_head"]

MOST_HEAD = 256 * 1024  # bytes of a head that are read
MOST_BOUNDS = 20_000_000  # lines times boundaries: each line is held against each boundary
BOUNDARY = re.compile(rb"(?i)\bboundary\b")
FORM = re.compile(rb"(?im)^(?:content-|mime-)[^\n]*\n(?:[ \t][^\n]*\n)*")
TROUBLES = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
SHOWN = re.compile(r"""(?i)\bcid:([^"'\s>)]{1,200})""")
NOBODY = Address("", "")


class Nested(NamedTuple):
    """A message that was attached to another: who wrote it, when, about what, and its words."""

    sender: Address
    subject: str
    date: datetime | None
    text: str


class Head(NamedTuple):
    """What the head of a message says by itself: enough to list it."""

    message_id: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    subject: str
    date: datetime | None
    machine: tuple[str, ...]
    authentication: dict[str, str]


@dataclass(frozen=True)
class Read:
    """A message as it reads. Identifiers stand without their brackets."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    return_path: str | None
    subject: str
    bare_subject: str
    reply_depth: int
    date: datetime | None
    text: str
    quoted: str
    signature: str
    html: str
    files: tuple[File, ...]
    machine: tuple[str, ...]
    failures: tuple[Failure, ...]
    nested: tuple[Nested, ...]
    authentication: dict[str, str]
    calendar: str
    sealed: tuple[str, ...]
    defects: tuple[str, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """What its subject names that may be tickets."""
        return headers.numbers_in(self.subject)

    @property
    def is_closed(self) -> bool:
        """Whether its words lie in a part that is encrypted, or signed in a form of its own."""
        return bool(self.sealed) and not (f"{self.text}{self.quoted}".strip() or self.nested)

    @cached_property
    def is_thanks(self) -> bool:
        """Whether it says nothing but thank you."""
        files = [file for file in self.files if not file.is_inline]
        return is_thanks(self.text, has_files=bool(files))


def read(raw: bytes, *, receiving: str = "") -> Read:
    """What a message says; ``receiving`` is the server whose findings about it are believed."""
    try:
        return _found(_parsed(raw), receiving)
    except TROUBLES:  # of the standard library, by forms that nobody sends without intent
        found = _found(_parsed(_without_form(raw)), receiving)
        return replace(found, defects=("unreadable", *found.defects))


def read_head(raw: bytes, *, receiving: str = "") -> Head:
    """What the head of a message says, without looking at what it carries."""
    try:
        return _head(_parsed(raw), receiving)
    except TROUBLES:
        return _head(_parsed(_without_form(raw)), receiving)


def _head(message: Message, receiving: str) -> Head:
    sender = (*headers.people(message, "From"), *headers.people(message, "Sender"), NOBODY)[0]
    subject = headers.line(message, "Subject")
    return Head(
        message_id=next(iter(headers.ids(message, "Message-ID")), ""),
        sender=sender,
        to=headers.people(message, "To"),
        cc=headers.people(message, "Cc"),
        delivered_to=headers.people(message, "Delivered-To", "X-Original-To", "Envelope-To"),
        subject=subject,
        date=headers.date_of(message),
        machine=signs_of(message, sender, subject),
        authentication=authentication_in(message, receiving),
    )


def _found(message: Message, receiving: str) -> Read:
    head = _head(message, receiving)
    parts = parts_of(message)
    plain = "\n\n".join(parts.plain)
    rich = "\n".join(parts.html)
    whole = plain if plain.strip() else words_of(rich)
    said = apart(whole)
    bare, depth = headers.bare(head.subject)
    return Read(
        **head._asdict(),
        in_reply_to=headers.ids(message, "In-Reply-To"),
        references=headers.ids(message, "References"),
        reply_to=headers.people(message, "Reply-To"),
        return_path=_return_path(message),
        bare_subject=bare,
        reply_depth=depth,
        text=said.fresh,
        quoted=said.quoted,
        signature=said.signature,
        html=cleaned(rich) if rich else "",
        files=_each_once(parts.files, rich),
        failures=failures_in(message, parts, head.machine, head.subject, whole),
        nested=tuple(_nested(each) for each in parts.within),
        calendar=_invitation(parts.calendars),
        sealed=tuple(dict.fromkeys(parts.sealed)),
        defects=_defects(message, head.sender, parts.defects),
    )


def _nested(inner: Within) -> Nested:
    plain = "\n\n".join(inner.plain)
    sender = (*headers.people(inner.message, "From"), NOBODY)[0]
    return Nested(
        sender,
        headers.line(inner.message, "Subject"),
        headers.date_of(inner.message),
        (plain if plain.strip() else words_of("\n".join(inner.html))).strip(),
    )


def _parsed(raw: bytes) -> Message:
    """The message by the standard library, which takes anything but is slow on endless heads."""
    raw = raw.lstrip(b"\r\n")
    head, body = head_and_body(raw)
    if len(head) > MOST_HEAD:
        raw = head[:MOST_HEAD].rpartition(b"\n")[0] + b"\n\n" + body
    if raw.count(b"\n") * len(BOUNDARY.findall(raw)) > MOST_BOUNDS:
        raw = _without_form(raw)
    return email.message_from_bytes(raw)


def _without_form(raw: bytes) -> bytes:
    """A message as plain text with the lines of its head that say who, to whom and what."""
    head, body = head_and_body(raw.lstrip(b"\r\n"))
    return FORM.sub(b"", head[:MOST_HEAD] + b"\n").rstrip(b"\r\n") + b"\n\n" + body


def _return_path(message: Message) -> str | None:
    found = headers.values(message, "Return-Path")
    return found[0].strip().strip("<>") if found else None


def _each_once(files: list[File], rich: str) -> tuple[File, ...]:
    """The same picture is kept once, however often it stands in a message and is named anew.

    What its HTML shows belongs to the text, whatever the program that sent it called it.
    """
    shown = set(SHOWN.findall(rich))
    files = [file._replace(is_inline=file.is_inline or file.content_id in shown) for file in files]
    once = {(file.sha256, "" if file.is_inline else file.name): file for file in reversed(files)}
    return tuple(reversed(once.values()))


def _invitation(calendars: list[str]) -> str:
    """What, when and where, as it stands in an invitation (RFC 5545)."""
    wanted = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "ORGANIZER")
    found: dict[str, str] = {}
    for calendar in calendars:
        _before, _begin, text = calendar.partition("BEGIN:VEVENT")  # after the rules of its zone
        for line in text.replace("\n ", "").replace("\n\t", "").split("\n"):
            name, _colon, value = line.partition(":")
            if (key := name.split(";")[0].upper()) in wanted and value.strip():
                found.setdefault(key, value.strip()[:300])
    return "\n".join(f"{name}: {value}" for name, value in found.items())


def _defects(message: Message, sender: Address, found: list[str]) -> tuple[str, ...]:
    more = []
    if not sender.address:
        more.append("no-sender")
    if len(headers.values(message, "Message-ID")) != 1:
        more.append("message-id")
    if message.defects:
        more.append("structure")
    return tuple(dict.fromkeys([*found, *more]))
