"""Letters of the demonstration as bytes, as programs of mail write them: the same each time."""

import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from struct import pack
from typing import NamedTuple

from django.utils import timezone

SERVER = "mx.dioikisi.example"  # that receives the mail of the office, and says what it found
LOGO_SIDE = 48  # pixels
LOGO_ID = "logo@dioikisi.example"  # the Content-ID of the logo that signatures bear


class Sender(NamedTuple):
    """Who writes: as the programs of others show them."""

    name: str
    address: str


class Enclosed(NamedTuple):
    """A file of a letter; with ``shown_as`` it stands within the text."""

    name: str
    content: bytes
    kind: str
    shown_as: str = ""


@dataclass(frozen=True)
class Written:
    """A letter before it is bytes. ``proof`` is what the receiving server found by DMARC."""

    key: str
    sender: Sender
    to: str
    subject: str
    text: str
    answers: Sequence[str] = ()
    cc: str = ""
    html: str = ""
    files: Sequence[Enclosed] = ()
    proof: str = "pass"
    more: Mapping[str, str] = field(default_factory=dict)


def message_id(key: str, sender: Sender) -> str:
    """The Message-ID that the program of a sender gives to a letter."""
    return f"<{key}@{sender.address.rpartition('@')[2]}>"


def raw(letter: Written, at: datetime) -> bytes:
    """The letter as it arrives."""
    message = EmailMessage()
    domain = letter.sender.address.rpartition("@")[2]
    if letter.proof:
        message["Authentication-Results"] = f"{SERVER}; dmarc={letter.proof} header.from={domain}"
    message["From"] = formataddr(letter.sender)
    message["To"] = letter.to
    if letter.cc:
        message["Cc"] = letter.cc
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(timezone.localtime(at))
    message["Message-ID"] = message_id(letter.key, letter.sender)
    if letter.answers:
        message["In-Reply-To"] = letter.answers[-1]
        message["References"] = " ".join(letter.answers)
    for name, value in letter.more.items():
        message[name] = value
    _fill(message, letter)
    return _bounded(message, letter.key)


def _fill(message: EmailMessage, letter: Written) -> None:
    message.set_content(letter.text, cte="base64")
    shown = [file for file in letter.files if file.shown_as]
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="base64")
        parts = message.get_payload()
        page = parts[-1] if isinstance(parts, list) else None
        if isinstance(page, EmailMessage):
            for file in shown:
                page.add_related(file.content, *file.kind.split("/"), cid=f"<{file.shown_as}>",
                                 filename=file.name, disposition="inline")  # fmt: skip
    for file in letter.files:
        if not file.shown_as:
            message.add_attachment(file.content, *file.kind.split("/"), filename=file.name)


def _bounded(message: EmailMessage, key: str) -> bytes:
    """With boundaries that are no dice of the library."""
    for number, part in enumerate(message.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{key}_{number}")
    return message.as_bytes().replace(b"\n", b"\r\n")


def _head_without(letter: Written, at: datetime, *names: bytes) -> list[bytes]:
    """The lines of a letter's head, but for those whose names begin so: its body is another."""
    head = raw(replace(letter, text="-", html="", files=()), at).partition(b"\r\n\r\n")[0]
    return [line for line in head.split(b"\r\n") if not line.lower().startswith(names)]


def mislabelled(letter: Written, at: datetime) -> bytes:
    """In Windows-1253, as an old program sends it, and called ISO-8859-1."""
    lines = [
        *_head_without(replace(letter, subject="-"), at, b"subject", b"content-", b"mime-"),
        b"Subject: " + letter.subject.encode("cp1253", "replace"),
        b"MIME-Version: 1.0",
        b'Content-Type: text/plain; charset="iso-8859-1"',
        b"Content-Transfer-Encoding: 8bit",
        b"",
        letter.text.replace("\n", "\r\n").encode("cp1253", "replace"),
        b"",
    ]
    return b"\r\n".join(lines)


def sealed(letter: Written, at: datetime) -> bytes:
    """Encrypted by S/MIME: nobody reads it here, so it is kept whole."""
    body = b64encode(zlib.compress(letter.text.encode()) * 6)
    lines = [
        *_head_without(letter, at, b"content-", b"mime-"),
        b"MIME-Version: 1.0",
        b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="smime.p7m"',
        b"",
        *(body[n : n + 76] for n in range(0, len(body), 76)),
        b"",
    ]
    return b"\r\n".join(lines)


def failure_report(key: str, failed: Sender, original_id: str, to: str, at: datetime) -> bytes:
    """What the mail server of somebody says whose mailbox is full (RFC 3464)."""
    domain = failed.address.rpartition("@")[2]
    said = "552 5.2.2 Mailbox full / Το γραμματοκιβώτιο είναι πλήρες"
    parts = (
        ("text/plain; charset=utf-8",
         f"Το μήνυμά σας δεν παραδόθηκε.\n\n<{failed.address}>: {said}\n"),
        ("message/delivery-status",
         f"Reporting-MTA: dns; mx.{domain}\n\nFinal-Recipient: rfc822; {failed.address}\n"
         "Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n"),
        ("text/rfc822-headers", f"Message-ID: {original_id}\nFrom: {to}\nTo: {failed.address}\n"),
    )  # fmt: skip
    mark = f"=_{key}"
    lines = [
        "Return-Path: <>",
        f"From: Mail Delivery System <mailer-daemon@{domain}>",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(timezone.localtime(at))}",
        f"Message-ID: <{key}@mx.{domain}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{mark}"',
        "",
    ]
    for kind, text in parts:
        lines += [f"--{mark}", f"Content-Type: {kind}", "", *text.split("\n")]
    return "\r\n".join([*lines, f"--{mark}--", ""]).encode()


def quoted(text: str, who: str, at: datetime) -> str:
    """What somebody answers to, as programs put it below an answer."""
    head = f"Στις {timezone.localtime(at):%d/%m/%Y %H:%M}, ο/η {who} έγραψε:"
    return "\n".join([head, *(f"> {line}".rstrip() for line in text.split("\n"))])


def logo() -> Enclosed:
    """The picture that a signature bears: bows of a bridge, drawn row by row."""
    rows = bytearray()
    for y in range(LOGO_SIDE):
        rows.append(0)  # each row without a filter
        for x in range(LOGO_SIDE):
            is_bow = 16**2 < (x - 24) ** 2 + (y - 40) ** 2 < 22**2
            rows += bytes((27, 63, 115) if is_bow or y > 42 else (242, 244, 248))
    size = pack(">IIBBBBB", LOGO_SIDE, LOGO_SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    drawn = b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return Enclosed("logo.png", b"\x89PNG\r\n\x1a\n" + drawn, "image/png", LOGO_ID)
