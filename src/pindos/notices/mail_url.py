"""Reads PINDOS_SMTP_URL: the mail server an instance starts with, until a person sets another."""

from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SECURITY = {"smtp": "none", "smtp+starttls": "starttls", "smtps": "tls"}


class Given(NamedTuple):
    """What the address says."""

    host: str
    port: int
    security: str
    username: str
    password: str
    sender: str


def read_mail_url(text: str) -> Given:
    """``smtp://``, ``smtp+starttls://`` or ``smtps://user:secret@host:port/?sender=address``.

    Refuses any other scheme and an address without a host.
    """
    url = urlsplit(text)
    if url.scheme not in PORTS or not url.hostname:
        raise RuntimeError(
            "PINDOS_SMTP_URL is not smtp://, smtp+starttls:// or smtps://user:secret@host:port"
        )
    return Given(
        host=url.hostname,
        port=url.port or PORTS[url.scheme],
        security=SECURITY[url.scheme],
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        sender=parse_qs(url.query).get("sender", [""])[0],
    )
