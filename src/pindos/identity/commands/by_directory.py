"""Signing in with the password of the directory."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.identity.commands.outside import Claim, account_of, reopen_by_source, shut_by_source
from pindos.identity.commands.throttle import NotSignedIn
from pindos.identity.directory import Entry, Unreachable, called, found, is_right
from pindos.identity.models import Account
from pindos.identity.queries import directory_in_use, linked_to_directory, wanted_of
from pindos.identity.terms import Source
from pindos.kernel.later import ldap


def account_by_directory(login: str, password: str) -> Account | None:
    """The account of whoever gives the directory's password; None when it is not right.

    Refuses, in words, whom the directory has disabled and who is not known here; when the
    directory cannot be asked, NotSignedIn says so: who has a password of this house gets in.
    """
    row = directory_in_use()
    if row is None or not login or not password:
        return None
    try:
        entry = _entry(login, password)
    except (Unreachable, ldap.LDAPError) as error:
        raise NotSignedIn(
            _("The directory does not answer, so only passwords kept here work now. Try later.")
        ) from error
    if entry is None:
        return None
    claim = Claim(str(Source.DIRECTORY), entry.subject[:500], entry.login or login, entry.email)
    with transaction.atomic():
        account = account_of(claim)
        reopen_by_source(account, Source.DIRECTORY)
    return account


def is_directory_password(account: Account, password: str) -> bool:
    """Whether it is the password of an account that signs in by the directory."""
    row = account.outside.filter(source=Source.DIRECTORY).first()
    if row is None:
        return False
    proved = account_by_directory(row.login, password)
    return proved is not None and proved.pk == account.pk


def _entry(login: str, password: str) -> Entry | None:
    """The one entry of this login whose password it is; refuses one that is disabled."""
    row = directory_in_use()
    if row is None:
        return None
    wanted = wanted_of(row)
    with called(wanted) as wire:
        rows = found(wire, wanted, login)
    if len(rows) != 1:
        return None
    is_theirs = is_right(wanted, rows[0], password)
    if rows[0].is_disabled:
        _shut(rows[0])
        if is_theirs:
            raise NotSignedIn(
                _("The directory has disabled your account. Ask your administrator.")
            )
    return rows[0] if is_theirs and not rows[0].is_disabled else None


@transaction.atomic
def _shut(entry: Entry) -> None:
    row = linked_to_directory().filter(subject=entry.subject).first()
    if row:
        shut_by_source(row.account, Source.DIRECTORY, _("Disabled in the directory."))
