"""Turns a letter into an e-mail: RFC 5322, in Greek without damage, and never answered."""

import hashlib
import hmac
from datetime import datetime
from email.charset import BASE64, Charset
from email.utils import format_datetime, formataddr, localtime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from pindos.mail.queries import answer_address, ids_of
from pindos.mail.terms import OWN_MARK
from pindos.notices.channel import Letter
from pindos.organisation.queries import office

SEVEN_BITS = Charset("utf-8")
SEVEN_BITS.body_encoding = BASE64  # an old server on the way cannot damage it


def own_host() -> str:
    """The name by which this instance is known, for greetings and Message-IDs."""
    return urlsplit(settings.URL).hostname or "localhost"


def message_id_of(sending_id: int) -> str:
    """Always the same for one sending, so that a second try can be known as a repetition."""
    return f"<notice.{sending_id}.{_mark(f'message-id {sending_id}')}@{own_host()}>"


def thread_id_of(about: str) -> str:
    """What all letters about one thing refer to, so that programs show them together."""
    kind, _colon, pk = about.partition(":")
    return f"<thread.{kind}.{pk}.{_mark(f'thread {about}')}@{own_host()}>"


def own_mark() -> str:
    """Stands in the head of each letter: by it a letter that comes back to us is known."""
    return _mark("this instance")


def _mark(words: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:16]


def mail_of(letter: Letter, *, sender: str, now: datetime | None = None) -> bytes:
    """The e-mail as it goes over the wire; ValueError for an address no mail can go to.

    The headers are Django's work: Python 3.11's own loses blanks between two encoded words.
    """
    reply_to = answer_address(letter.about) or letter.reply_to
    words: dict[str, Any] = {
        "reply_to": reply_to,
        "letter": letter,
        "link": link_of(letter.url),
        "asked": [(label, link_of(url)) for label, url in letter.question.answers]
        if letter.question
        else (),
        "language": letter.language,
    }
    with translation.override(letter.language):
        words["office"] = office()
        text = render_to_string("notices/mail.txt", words)
        page = render_to_string("notices/mail.html", words)
    mail = EmailMultiAlternatives(
        one_line(letter.title),
        text,
        formataddr(("Pindos", ascii_address(sender))),
        [formataddr((one_line(letter.name), ascii_address(letter.address)))],
        headers={
            "Date": format_datetime(localtime(now)),
            "Message-ID": message_id_of(letter.sending_id),
            "Auto-Submitted": "auto-generated",  # RFC 3834: absence notes do not answer
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
            OWN_MARK: own_mark(),
            **(_thread_of(letter.about) or _answer_to(letter.answers)),
        },
        reply_to=[reply_to] if reply_to else None,
    )
    mail.encoding = SEVEN_BITS
    mail.attach_alternative(page, "text/html")
    for each in letter.enclosures:
        mail.attach(each.name, each.content, each.kind)
    return mail.message().as_bytes().replace(b"\n", b"\r\n")


def _thread_of(about: str) -> dict[str, str]:
    """What a letter about a thing follows: the thread itself, and what came about it by mail."""
    if not about or ":" not in about:
        return {}
    came = [f"<{each}>" for each in ids_of(about)]
    return {
        "In-Reply-To": (came or [thread_id_of(about)])[-1],
        "References": " ".join([thread_id_of(about), *came]),
    }


def _answer_to(message_id: str) -> dict[str, str]:
    """What an answer to a message follows that is part of nothing yet."""
    bare = "".join(message_id.split()).strip("<>")
    return {"In-Reply-To": f"<{bare}>", "References": f"<{bare}>"} if bare else {}


def link_of(url: str) -> str:
    """The whole address of a page of ours; nothing for anything else."""
    return settings.URL + url if url.startswith("/") and not url.startswith("//") else ""


def one_line(text: str) -> str:
    """Text that can begin no second header."""
    return " ".join(text.split())


def ascii_address(address: str) -> str:
    """The address with its domain as the net knows it (IDNA); refuses what is none."""
    name, at, domain = address.rpartition("@")
    if not (name and at and domain) or any(c.isspace() for c in address):
        raise ValueError(f"{address!r} is no e-mail address")
    return f"{name}@{domain.encode('idna').decode()}"
