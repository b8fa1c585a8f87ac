"""The directory as it is set, and which accounts are in it."""

from collections.abc import Iterable
from typing import Protocol

from django.db.models import QuerySet

from pindos.identity.directory import Entry, Wanted, names_of_group
from pindos.identity.models import Account, Barred, Directory, OutsideSignIn
from pindos.identity.rules import barred_digest, mapped, role_told
from pindos.identity.terms import Source
from pindos.kernel.cipher import opened

PURPOSE = "identity directory password"
ATTRIBUTES = ("login", "given_name", "family_name", "email", "phone", "unit", "groups")


def the_directory() -> Directory | None:
    """The one row of it, switched on or not."""
    return Directory.objects.order_by("pk").first()


def directory_in_use() -> Directory | None:
    """The same, when people may sign in by it."""
    row = the_directory()
    return row if row and row.is_on else None


def wanted_of(row: Directory) -> Wanted:
    """How it is asked; Refused when its password can no longer be read."""
    return Wanted(
        servers=tuple(row.servers),
        security=row.security,
        certificate=row.certificate,
        bind_dn=row.bind_dn,
        password=opened(row.secret, purpose=PURPOSE),
        base_dn=row.base_dn,
        user_filter=row.user_filter,
        names={name: getattr(row, f"{name}_attribute") for name in ATTRIBUTES},
    )


def unit_of_entry(row: Directory, entry: Entry) -> str:
    """The key of the unit that the table makes of it; nothing when the table says nothing."""
    return mapped([entry.unit], row.units) if entry.unit else ""


def role_of_entry(row: Directory, entry: Entry) -> str:
    """The role that the table makes of its groups; the table's first line that fits counts."""
    return role_told((name for each in entry.groups for name in names_of_group(each)), row.roles)


def signs_in_elsewhere(account: Account) -> str:
    """Who says that the account's password is right, when it is not this house; else nothing."""
    if account.has_usable_password():
        return ""
    return account.outside.values_list("source", flat=True).first() or ""


def linked_to_directory() -> QuerySet[OutsideSignIn]:
    """Every account that is somebody's in the directory."""
    found = OutsideSignIn.objects.filter(source=Source.DIRECTORY)
    return found.select_related("account__person").order_by("pk")


class Outside(Protocol):
    """Somebody as another system knows them."""

    @property
    def subject(self) -> str:
        """What never changes there."""

    @property
    def login(self) -> str:
        """The name they sign in with there."""

    @property
    def email(self) -> str:
        """The address that is known to be theirs; may be empty."""


def barred_among(entries: Iterable[Outside]) -> set[str]:
    """The subjects of those entries that name somebody who was pseudonymised here."""
    digests = {
        barred_digest(kind, text): entry.subject
        for entry in entries
        for kind, text in (
            ("subject", entry.subject),
            ("login", entry.login),
            ("email", entry.email),
        )
        if text
    }
    names = list(digests)
    return {
        digests[found]
        for at in range(0, len(names), 500)
        for found in Barred.objects.filter(digest__in=names[at : at + 500]).values_list(
            "digest", flat=True
        )
    }
