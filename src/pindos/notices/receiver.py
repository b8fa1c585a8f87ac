"""Calls a receiver over HTTP: one request, to an address that was looked at, in a given time.

The name is resolved once and the connection goes to the address that was checked, so that a name
which says something else the next moment leads nowhere (DNS rebinding). The certificate is
checked against the name. Redirects are not followed, no proxy is asked.
"""

import socket
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

from pindos.notices.networks import may_be_called
from pindos.notices.terms import Fault

MOST_KEPT = 1000  # bytes of an answer
PORTS = {"https": 443, "http": 80}
GONE = 410  # RFC 9110: it is gone for good


class Answer(NamedTuple):
    """How one call went; ``fault`` is empty when it was received (2xx).

    ``status`` is None where no answer came; ``took`` is in milliseconds.
    """

    fault: str
    detail: str = ""
    status: int | None = None
    text: str = ""
    took: int = 0

    @property
    def is_received(self) -> bool:
        """Whether the receiver took it."""
        return not self.fault


class NotCalled(Exception):
    """It could not be called at all, and why."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault, self.detail = fault, detail


def addresses_of(url: str, networks: Sequence[str]) -> list[str]:
    """The addresses that a receiver's name stands for today and that may be called.

    Raises NotCalled when nobody knows the name, or when none of its addresses may be.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", port_of(parts)
    try:
        found = socket.getaddrinfo(ascii_host(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotCalled(Fault.NAME, host) from error
    known = list(dict.fromkeys(str(each[4][0]) for each in found))
    is_secure = parts.scheme == "https"
    may = [each for each in known if may_be_called(each, networks=networks, is_secure=is_secure)]
    if not may:
        raise NotCalled(Fault.ADDRESS, ", ".join(known[:3]))
    return may


def port_of(parts: SplitResult) -> int:
    """The port of an address; ValueError for none that exists."""
    return parts.port or PORTS[parts.scheme]


def host_of(parts: SplitResult) -> str:
    """What stands in the header Host."""
    host = ascii_host(parts.hostname or "")
    name = f"[{host}]" if ":" in host else host
    return name if port_of(parts) == PORTS[parts.scheme] else f"{name}:{port_of(parts)}"


def ascii_host(host: str) -> str:
    """The name as it goes over the wire; UnicodeError for what is no name."""
    return host if host.isascii() else host.encode("idna").decode()


def call(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    networks: Sequence[str],
    patience: float,
) -> Answer:
    """POST to the receiver; ``patience`` is in seconds, for the whole of it."""
    began = time.monotonic()
    try:
        answer = _ask(url, body, headers, addresses_of(url, networks), patience)
    except NotCalled as error:
        answer = Answer(error.fault, error.detail)
    except (OSError, HTTPException) as error:
        is_late = isinstance(error, TimeoutError) or time.monotonic() - began >= patience
        answer = Answer(Fault.LATE) if is_late else _trouble(error)
    return answer._replace(took=round((time.monotonic() - began) * 1000))


def _trouble(error: Exception) -> Answer:
    words = getattr(error, "verify_message", "") or str(error) or type(error).__name__
    fault = Fault.TLS if isinstance(error, ssl.SSLError) else Fault.NETWORK
    return Answer(fault, " ".join(words.split())[:200])


def _ask(
    url: str, body: bytes, headers: Mapping[str, str], addresses: list[str], patience: float
) -> Answer:
    parts = urlsplit(url)
    until = time.monotonic() + patience
    wires = [_dial(port_of(parts), addresses, until)]
    ending = threading.Timer(until - time.monotonic(), _cut, [wires])
    ending.start()  # a receiver that says a letter a second would never time out
    try:
        if parts.scheme == "https":
            _secure(wires, parts)
        line = HTTPConnection(ascii_host(parts.hostname or ""))
        line.sock = wires[-1]
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", iri_to_uri(target), body, {**headers, "Host": host_of(parts)})
        return _answer_of(line.getresponse())
    finally:
        ending.cancel()
        wires[-1].close()


def _dial(port: int, addresses: list[str], until: float) -> socket.socket:
    """A connection to the first of the addresses that answers."""
    trouble: OSError = TimeoutError()
    for address in addresses:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as error:
            trouble = error
    raise trouble


def _secure(wires: list[socket.socket], parts: SplitResult) -> None:
    """Make the connection a secure one, with a certificate of the name that was written down."""
    secure = ssl.create_default_context()
    name = ascii_host(parts.hostname or "")
    wire = secure.wrap_socket(wires[-1], server_hostname=name, do_handshake_on_connect=False)
    wires.append(wire)
    wire.do_handshake()


def _cut(wires: list[socket.socket]) -> None:
    with suppress(OSError):
        wires[-1].shutdown(socket.SHUT_RDWR)


def _answer_of(response: HTTPResponse) -> Answer:
    text = _readable(_said(response))
    status = response.status
    if 200 <= status < 300:
        return Answer("", status=status, text=text)
    if 300 <= status < 400:
        return Answer(Fault.REDIRECT, (response.getheader("Location") or "")[:200], status, text)
    fault = Fault.GONE if status == GONE else Fault.STATUS
    return Answer(fault, str(status), status, text)


def _said(response: HTTPResponse) -> bytes:
    """What it says until it is cut off or the time is over: by then it is known what it thinks."""
    said = b""
    with suppress(TimeoutError):
        while part := response.read1(MOST_KEPT - len(said)):
            said += part
    return said


def _readable(raw: bytes) -> str:
    """What a receiver said, without what no one can see and no database takes."""
    text = raw.decode(errors="replace")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()
