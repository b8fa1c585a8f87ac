"""Setting the directory, and trying whether it answers as it should."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cryptography import x509
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pindos.identity.commands.outside_settings import (
    Said,
    Shape,
    cleaned,
    the_row,
    write_settings,
    wrong_tables,
)
from pindos.identity.directory import LOGIN, Entry, Step, examined, is_loopback
from pindos.identity.events import DirectoryChanged, DirectoryTried
from pindos.identity.models import Directory
from pindos.identity.queries import (
    policy_unit_of,
    role_of_entry,
    the_directory,
    unit_of_entry,
    wanted_of,
)
from pindos.identity.queries.directory import ATTRIBUTES, PURPOSE
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused, Words
from pindos.kernel.events import emit
from pindos.kernel.versions import NOTHING_SEEN, Seen
from pindos.organisation.terms import Role

SHOWN = (
    "servers",
    "security",
    "is_plain_wanted",
    "certificate",
    "bind_dn",
    "base_dn",
    "user_filter",
    *(f"{name}_attribute" for name in ATTRIBUTES),
    "units",
    "roles",
    "order",
    "is_on",
    "is_synced",
)
SHAPE = Shape(SHOWN, "password", PURPOSE)
SERVER = re.compile(r"(\[[0-9a-fA-F:]+\]|[\w.-]{1,200})(:\d{1,5})?")
ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")
MOST_SERVERS = 5


class Tried(NamedTuple):
    """How far a try came, and what one person of the directory would be here."""

    steps: list[Step]
    entry: Entry | None
    unit: str
    role: str


@transaction.atomic
def set_directory(
    *,
    viewer: Viewer,
    values: Mapping[str, Any],
    password: str | None = None,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Directory:
    """Change how the directory is asked; ``password=None`` keeps the present one.

    Only for administrators of a whole administration. Refuses what could not be asked (422), a
    connection that protects nothing to another machine unless it is wanted, and a field that
    somebody else has changed meanwhile (409, Clash).
    """
    unit_id = policy_unit_of(viewer)
    row = the_row(Directory)
    said = Said(values, password, version, seen)
    changes = write_settings(row, said, SHAPE, _refuse_faults)
    event = DirectoryChanged(directory_id=row.pk)
    emit(
        event, about=row, unit_id=unit_id, by=viewer, capacity=Role.ADMINISTRATOR, changes=changes
    )
    return row


def try_directory(*, viewer: Viewer, login: str = "") -> Tried:
    """Ask the directory as it is saved, step by step; noted in the audit.

    The network is used before the transaction: no lock waits for a distant server.
    """
    unit_id = policy_unit_of(viewer)
    row = the_directory()
    if row is None:
        raise Refused(_("No directory is set. Fill in the form and save it first."))
    steps, entry = examined(wanted_of(row), str(cleaned({"login": login})["login"]))
    with transaction.atomic():
        event = DirectoryTried(directory_id=row.pk, is_good=all(each.is_good for each in steps))
        emit(event, about=row, unit_id=unit_id, by=viewer, capacity=Role.ADMINISTRATOR)
    unit = unit_of_entry(row, entry) if entry else ""
    role = role_of_entry(row, entry) if entry else ""
    return Tried(steps, entry, unit, role)


def _refuse_faults(row: Directory) -> None:
    wrong: dict[str, Words] = {}
    servers: Sequence[str] = row.servers
    bad = [each for each in servers if not SERVER.fullmatch(each)]
    if not servers or bad or len(servers) > MOST_SERVERS:
        wrong["servers"] = _("One to five servers, one a line, such as dc1.example.gr:636.")
    elif _is_readable(row):
        wrong["security"] = _(
            "Without protection every password can be read on the way. Choose TLS, or say below"
            " that you want it all the same."
        )
    wrong |= _wrong_texts(row)
    wrong |= wrong_tables(row.units, row.roles)
    if wrong:
        raise Invalid(wrong)


def _is_readable(row: Directory) -> bool:
    """Whether passwords would go to another machine as they are, and nobody has wanted that."""
    is_plain = row.security == Directory.Security.NONE and not row.is_plain_wanted
    return is_plain and not all(is_loopback(each) for each in row.servers)


def _wrong_texts(row: Directory) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    pattern = row.user_filter
    if LOGIN not in pattern or pattern.count("(") != pattern.count(")") or pattern[0] != "(":
        wrong["user_filter"] = _("A filter in brackets in which {login} stands for what is typed.")
    for name in ATTRIBUTES:
        field = f"{name}_attribute"
        said = getattr(row, field)
        is_needed = name in {"login", "family_name", "email"}
        if (said or is_needed) and not ATTRIBUTE.fullmatch(said):
            wrong[field] = _("A name of letters, digits and hyphens, such as sAMAccountName.")
    if not row.base_dn:
        wrong["base_dn"] = _("Where to look, such as dc=epirus,dc=example.")
    if row.certificate:
        try:
            x509.load_pem_x509_certificates(row.certificate.encode())
        except ValueError:
            wrong["certificate"] = _("This is no certificate in PEM form.")
    try:
        row.clean_fields(exclude=["secret", "version", "touched", "servers", "units", "roles"])
    except ValidationError as error:
        wrong = {**{name: said[0] for name, said in error.message_dict.items()}, **wrong}
    return wrong
