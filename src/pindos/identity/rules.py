"""What identity decides without a clock or a database: pauses, names, what secrets look like."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from secrets import choice
from typing import NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pindos.identity.terms import CONFIRMED_FOR, TOKEN_LENGTH, TOKEN_MARK
from pindos.kernel.errors import Words
from pindos.kernel.text import fold

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
USERNAME = re.compile(r"[\w.@+-]{3,150}")
SUBNET = 64  # bits of an IPv6 address that one subscriber gets


class Throttle(NamedTuple):
    """How failures slow down the next try; what is older than ``window`` is forgotten."""

    free: int
    first: timedelta
    longest: timedelta
    window: timedelta


BY_NAME = Throttle(5, timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=24))
BY_ADDRESS = Throttle(20, timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=24))


class Limits(NamedTuple):
    """How fast one kind of thing may be tried; ``mark`` keeps it apart from the others."""

    mark: str
    by_name: Throttle
    by_address: Throttle


SIGN_INS = Limits("", BY_NAME, BY_ADDRESS)
RENEWALS = Limits(
    "renewal:",
    Throttle(3, timedelta(minutes=2), timedelta(hours=1), timedelta(hours=24)),
    Throttle(20, timedelta(seconds=30), timedelta(minutes=15), timedelta(hours=24)),
)


def wait(failures: Iterable[datetime], now: datetime, throttle: Throttle) -> timedelta:
    """How long the next try must still wait: after ``free`` failures, twice as long for each more.

    Never less than nothing and never more than the longest pause.
    """
    counted = [at for at in failures if now - at < throttle.window]
    excess = len(counted) - throttle.free
    if not counted or excess < 0:
        return timedelta(0)
    doubled: int = 2 ** min(excess, 30)
    pause = min(throttle.first * doubled, throttle.longest)
    return min(max(max(counted) + pause - now, timedelta(0)), throttle.longest)


def neighbourhood(address: str) -> str:
    """The address whose failures count together: an IPv6 subscriber has a whole /64 of them."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        subnet = int(known) >> (128 - SUBNET) << (128 - SUBNET)
        return f"{IPv6Address(subnet)}/{SUBNET}"
    return str(getattr(known, "ipv4_mapped", None) or known)


def fault_of_username(name: str) -> Words | None:
    """Why a name cannot be an account's, or None.

    Letters of one alphabet only: «αdmin» with a Greek alpha reads as admin.
    """
    if not USERNAME.fullmatch(name):
        return _("Use 3 to 150 letters, digits and . @ + - _ without spaces.")
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()}
    if not scripts <= {"GREEK"} and not scripts <= {"LATIN"}:
        return _("Use Greek letters or Latin ones, not both in one name.")
    return None


def readable_password() -> str:
    """A random password that can be read out and typed: 16 signs, 79 bits."""
    signs = "".join(choice(READABLE) for _ in range(16))
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def new_token() -> str:
    """A random token: 40 signs after the mark, 238 bits; so a quick hash is enough to keep."""
    return TOKEN_MARK + "".join(choice(LETTERS) for _ in range(TOKEN_LENGTH))


def name_digest(username: str) -> str:
    """What the throttle keeps of a name: a keyed digest, for it may be a password."""
    return salted_hmac("pindos.identity.attempt", fold(username), algorithm="sha256").hexdigest()


def barred_digest(kind: str, text: str) -> str:
    """What is kept of a name, address or subject that the directory must not bring back."""
    said = f"{kind}:{fold(text)}"
    return salted_hmac("pindos.identity.barred", said, algorithm="sha256").hexdigest()


def is_fresh(at: object, now: datetime) -> bool:
    """Whether a proof given at that second still holds for acts that matter."""
    return (
        isinstance(at, float | int) and 0 <= now.timestamp() - at <= CONFIRMED_FOR.total_seconds()
    )


def recovery_code() -> str:
    """A code that can be written on paper: ten signs, 49 bits, behind a throttle."""
    signs = "".join(choice(READABLE) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def plain_code(typed: str) -> str:
    """A code without what people put between its signs."""
    return "".join(typed[:40].split()).replace("-", "").casefold()


def code_digest(plain: str) -> str:
    """What is kept of a recovery code."""
    return salted_hmac("pindos.identity.recovery", plain, algorithm="sha256").hexdigest()


BROWSERS = {  # the first mark that is found; most browsers also claim to be others
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrom": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def browser_and_system(said: str) -> tuple[str, str]:
    """What a browser calls itself, in words; empty where it says nothing that we know."""
    browser = next((name for mark, name in BROWSERS.items() if mark in said), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in said), "")
    return browser, system


def mapped(values: Iterable[str], table: Mapping[str, str]) -> str:
    """The first of these values that stands in the table, whatever its capitals and accents."""
    known = {fold(key): value for key, value in table.items()}
    return next((known[fold(each)] for each in values if fold(each) in known), "")


def role_told(groups: Iterable[str], table: Mapping[str, str]) -> str:
    """The role that a table makes of groups; the table's first line that fits counts."""
    own = {group.casefold() for group in groups}
    return next((role for said, role in table.items() if said.casefold() in own), "")


def read_table(text: str) -> dict[str, str]:
    """``what is said = what it means``, one a line; ValueError with the line that is none.

    The last = of a line parts it: names of groups hold others.
    """
    table: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        said, mark, meant = line.rpartition("=")
        if not (mark and said.strip() and meant.strip()):
            raise ValueError(line)
        table[said.strip()] = meant.strip()
    return table
