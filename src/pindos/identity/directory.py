"""Asks an LDAP directory or Active Directory (RFC 4511); knows no account and no table.

Two traps of the protocol are closed here: a bind with an empty password succeeds as nobody
(RFC 4513 5.1.2), and what is typed into a filter can rewrite it (RFC 4515 3).
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused, Words
from pindos.kernel.later import ldap, ldap_filter

if TYPE_CHECKING:
    from ldap.ldapobject import LDAPObject

PATIENCE = 5  # seconds for a server to be reached
ANSWER = 15  # seconds for each of its answers
PAGE = 500  # entries at once: Active Directory gives 1000 at most
MOST = 50_000  # entries of one directory
LOGIN = "{login}"  # stands in the filter for what was typed
RIGHT_BUT_DISABLED = "data 533"  # what Active Directory answers to that
DISABLED = 2  # bit of userAccountControl (MS-ADTS 2.2.16)
ALWAYS = ("objectGUID", "entryUUID", "userAccountControl")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(Refused):
    """No server of the directory answers as it should; nothing is said about anybody."""


class Wanted(NamedTuple):
    """How a directory is asked; ``names`` says which attribute holds what."""

    servers: tuple[str, ...]
    security: str  # none, starttls or tls
    certificate: str  # of the authority that signed the servers', in PEM; empty: the system's
    bind_dn: str
    password: str
    base_dn: str
    user_filter: str
    names: Mapping[str, str]


class Entry(NamedTuple):
    """Somebody as the directory knows them."""

    dn: str
    subject: str  # never changes and is never given twice
    login: str
    given_name: str
    family_name: str
    email: str
    phone: str
    unit: str
    groups: tuple[str, ...]
    is_disabled: bool


class Step(NamedTuple):
    """One thing that was tried, and how it went."""

    label: Words
    is_good: bool
    words: str


def is_loopback(server: str) -> bool:
    """Whether a server stands on this machine."""
    return urlsplit(f"//{server}").hostname in LOOPBACK


@contextmanager
def called(wanted: Wanted) -> Iterator["LDAPObject"]:
    """A connection to the first server that answers, signed in as the service account.

    Refuses (Unreachable) with what each server said.
    """
    said = []
    for server in wanted.servers:
        try:
            wire = _dial(server, wanted)
        except _down() as error:
            said.append(f"{server}: {in_words(error)}{_hint(wanted)}")
            continue
        try:
            yield wire
        except _down() as error:
            raise Unreachable(f"{server}: {in_words(error)}") from error
        finally:
            with suppress(ldap.LDAPError):
                wire.unbind_s()
        return
    raise Unreachable("; ".join(said) or str(_("No server is entered.")))


def _down() -> "tuple[type[ldap.LDAPError], ...]":
    """What the library raises when a server is at fault and not what it was asked."""
    return (
        ldap.SERVER_DOWN,
        ldap.TIMEOUT,
        ldap.CONNECT_ERROR,
        ldap.UNAVAILABLE,
        ldap.BUSY,
        ldap.PROTOCOL_ERROR,
    )


def found(wire: "LDAPObject", wanted: Wanted, login: str) -> list[Entry]:
    """The entries of this login; two at most, for two are one too many."""
    pattern = wanted.user_filter.replace(LOGIN, ldap_filter.escape_filter_chars(login))
    try:
        rows = wire.search_ext_s(
            wanted.base_dn, ldap.SCOPE_SUBTREE, pattern, _asked(wanted), sizelimit=2
        )
    except ldap.SIZELIMIT_EXCEEDED:
        return _nobody_in_particular()
    return [_entry(dn, values, wanted) for dn, values in rows if dn]


def everybody(wire: "LDAPObject", wanted: Wanted) -> Iterator[Entry]:
    """All entries that the filter finds for any login, page by page."""
    pattern = wanted.user_filter.replace(LOGIN, "*")
    control, seen = ldap.controls.SimplePagedResultsControl(True, PAGE, ""), 0
    while True:
        asked = wire.search_ext(
            wanted.base_dn, ldap.SCOPE_SUBTREE, pattern, _asked(wanted), serverctrls=[control]
        )
        _kind, rows, _number, controls = wire.result3(asked, timeout=ANSWER)
        for dn, values in rows:
            if dn:
                seen += 1
                yield _entry(dn, values, wanted)
        cookie = next((c.cookie for c in controls if c.controlType == control.controlType), b"")
        if not cookie or seen >= MOST:
            return
        control.cookie = cookie


def is_right(wanted: Wanted, entry: Entry, password: str) -> bool:
    """Whether it is this entry's password, disabled or not; never an empty one."""
    if not password:
        return False
    try:
        with called(wanted._replace(bind_dn=entry.dn, password=password)):
            return True
    except ldap.INVALID_CREDENTIALS as error:
        return RIGHT_BUT_DISABLED in in_words(error)
    except (ldap.UNWILLING_TO_PERFORM, ldap.INAPPROPRIATE_AUTH, ldap.CONSTRAINT_VIOLATION):
        return False  # an entry without a password, or one that is locked


def examined(wanted: Wanted, login: str) -> tuple[list[Step], Entry | None]:
    """Connect, protect, sign in, search and look one person up: how far each step came."""
    steps: list[Step] = []
    try:
        entry = _examine(wanted, login, steps)
    except Unreachable as refusal:
        steps.append(Step(_("Connection"), is_good=False, words=str(refusal)))
    except ldap.LDAPError as error:
        label = _("Search")
        if not steps:
            words = ", ".join(wanted.servers)
            steps.append(Step(_("Connection"), is_good=True, words=words))
            label = _("Sign-in of the service account")
        steps.append(Step(label, is_good=False, words=in_words(error)))
    else:
        return steps, entry
    return steps, None


def _examine(wanted: Wanted, login: str, steps: list[Step]) -> Entry | None:
    with called(wanted) as wire:
        how = {"none": _("not protected"), "starttls": "StartTLS", "tls": "TLS"}[wanted.security]
        steps.append(
            Step(_("Connection"), is_good=True, words=f"{wire.get_option(ldap.OPT_URI)}, {how}")
        )
        who = wanted.bind_dn or str(_("without a name"))
        steps.append(Step(_("Sign-in of the service account"), is_good=True, words=who))
        count = sum(1 for _each in everybody(wire, wanted))
        words = str(_("People found: %(n)s")) % {"n": count}
        steps.append(Step(_("Search"), is_good=count > 0, words=words))
        rows = found(wire, wanted, login) if login else []
    if not login:
        return None
    is_one = len(rows) == 1
    words = rows[0].dn if is_one else str(_("Found: %(n)s, not one.")) % {"n": len(rows)}
    steps.append(Step(_("One person"), is_good=is_one, words=words))
    return rows[0] if is_one else None


def in_words(error: "ldap.LDAPError") -> str:
    """What the library or the server said, in one line."""
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    said = [str(told[key]) for key in ("desc", "info") if told.get(key)]
    return " ".join(": ".join(said).replace(": (unknown error code)", "").split())[:300] or str(
        error
    )


def _dial(server: str, wanted: Wanted) -> "LDAPObject":
    scheme = "ldaps" if wanted.security == "tls" else "ldap"
    wire: LDAPObject = ldap.initialize(f"{scheme}://{server}", bytes_mode=False)
    wire.set_option(ldap.OPT_PROTOCOL_VERSION, 3)
    wire.set_option(ldap.OPT_REFERRALS, 0)  # Active Directory refers to places nobody reaches
    wire.set_option(ldap.OPT_NETWORK_TIMEOUT, PATIENCE)
    wire.set_option(ldap.OPT_TIMEOUT, ANSWER)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        if wanted.security != "none":
            _protect(wire, wanted.certificate, file)
    if wanted.security == "starttls":
        wire.start_tls_s()
    wire.simple_bind_s(wanted.bind_dn, wanted.password)
    return wire


def _hint(wanted: Wanted) -> str:
    """What it mostly is when a protected connection fails: the library does not say."""
    if wanted.security == "none":
        return ""
    return " – " + str(_("is its certificate of a known authority, and for this name?"))


def _protect(wire: "LDAPObject", certificate: str, file: Any) -> None:
    if certificate:
        file.write(certificate)
        file.flush()
        wire.set_option(ldap.OPT_X_TLS_CACERTFILE, file.name)
    wire.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
    wire.set_option(ldap.OPT_X_TLS_NEWCTX, 0)  # last: only now do the others hold


def _asked(wanted: Wanted) -> list[str]:
    return sorted({*ALWAYS, *filter(None, wanted.names.values())})


def _entry(dn: str, values: Mapping[str, list[bytes]], wanted: Wanted) -> Entry:
    held = {name.casefold(): found for name, found in values.items()}

    def all_of(attribute: str) -> list[str]:
        return [each.decode(errors="replace") for each in held.get(attribute.casefold(), [])]

    def one(what: str) -> str:
        return next(iter(all_of(wanted.names.get(what, ""))), "").strip()

    binary = held.get("objectguid", [])
    subject = binary[0].hex() if binary else next(iter(all_of("entryUUID")), dn.casefold())
    control = next(iter(all_of("userAccountControl")), "0")
    return Entry(
        dn=dn,
        subject=subject,
        login=one("login"),
        given_name=one("given_name"),
        family_name=one("family_name"),
        email=one("email"),
        phone=one("phone"),
        unit=one("unit"),
        groups=tuple(all_of(wanted.names.get("groups", ""))),
        is_disabled=control.isdecimal() and bool(int(control) & DISABLED),
    )


def _nobody_in_particular() -> list[Entry]:
    """More than two: as good as none."""
    return []


def names_of_group(group: str) -> Iterable[str]:
    """As which a group may stand in the table: its whole name, or the first part of it."""
    yield group.casefold()
    first = group.split(",", 1)[0]
    yield first.partition("=")[2].casefold() or first.casefold()
