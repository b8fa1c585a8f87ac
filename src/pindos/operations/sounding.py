"""Measuring what lies outside: the certificate that people are shown, and what time it is."""

import http.client
import socket
import ssl
import struct
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

PATIENCE = 5.0  # seconds for anything outside
SINCE_1900 = 2_208_988_800  # seconds from NTP's beginning to 1970 (RFC 5905)
NTP_PORT = 123
CLIENT = 0x23  # version 4, mode 3


def certificate_at(place: str) -> datetime:
    """Until when the certificate holds that is shown at NAME:PORT; whoever signed it.

    Raises OSError when nobody answers there with one.
    """
    name, _, port = place.rpartition(":")
    if not name or not port.isdigit():
        raise OSError(f"{place} is no NAME:PORT")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    host = name.strip("[]")
    with (
        socket.create_connection((host, int(port)), PATIENCE) as line,
        context.wrap_socket(line, server_hostname=host) as tls,
    ):
        shown = tls.getpeercert(binary_form=True)
    if not shown:
        raise OSError(f"{place} shows no certificate")
    return x509.load_der_x509_certificate(shown).not_valid_after_utc


def certificate_in(chain: str) -> datetime:
    """Until when the first certificate in a PEM file holds: the one that people are shown."""
    return x509.load_pem_x509_certificate(Path(chain).read_bytes()).not_valid_after_utc


def seconds_ahead_of(source: str) -> float:
    """How far this machine's clock is before a source: an NTP server, or an http(s) address.

    NTP is good to milliseconds, the Date of an HTTP answer to a second. Raises OSError.
    """
    return _ahead_of_http(source) if "://" in source else _ahead_of_ntp(source)


def _ahead_of_ntp(source: str) -> float:
    """RFC 5905, section 8: half of what both ways differ."""
    name, colon, port = source.rpartition(":")
    host, number = (name, int(port)) if colon and port.isdigit() else (source, NTP_PORT)
    family, kind, proto, _name, address = socket.getaddrinfo(host, number, type=socket.SOCK_DGRAM)[
        0
    ]
    with socket.socket(family, kind, proto) as line:
        line.settimeout(PATIENCE)
        line.connect(address)
        sent = time.time()
        line.send(struct.pack("!B47x", CLIENT))
        answer = line.recv(512)
        came = time.time()
    if len(answer) < 48:
        raise OSError(f"{source} gave no answer of NTP")
    whole_in, part_in, whole_out, part_out = struct.unpack("!4I", answer[32:48])
    if not whole_out:
        raise OSError(f"{source} does not know the time itself")
    taken = whole_in - SINCE_1900 + part_in / 2**32
    given = whole_out - SINCE_1900 + part_out / 2**32
    ahead: float = ((sent - taken) + (came - given)) / 2
    return ahead


def _ahead_of_http(source: str) -> float:
    url = urlsplit(source)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    call = kind(url.hostname or "", url.port, timeout=PATIENCE)
    try:
        sent = time.time()
        call.request("HEAD", url.path or "/")
        date = call.getresponse().headers.get("Date", "")
        came = time.time()
        said = parsedate_to_datetime(date).replace(tzinfo=UTC).timestamp() + 0.5
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"{source} does not say the time: {error}") from error
    finally:
        call.close()
    return (sent + came) / 2 - said
