"""Who an account is to the house today."""

from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.models import Account
from pindos.identity.queries.accounts import CALLED, account_names
from pindos.identity.terms import Theme
from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.text import fold
from pindos.organisation.queries import jurisdiction_of, positions_of

Visitor = AbstractBaseUser | AnonymousUser


class Looks(NamedTuple):
    """How pages look for somebody."""

    theme: str = Theme.AUTO
    has_shortcuts: bool = True


def viewer_for(account: Visitor) -> Viewer:
    """What a signed-in account may see today; one query.

    Nobody, when the account is deactivated or its person's last position has ended.
    """
    if not isinstance(account, Account) or not account.is_active:
        return NOBODY
    if account.person_id is None:
        return Viewer(account_id=account.pk)
    posts, reach = jurisdiction_of(account.person_id, timezone.localdate())
    if not posts and has_left(account.person_id):
        return NOBODY
    return Viewer(account.pk, account.person_id, posts, reach)


def viewer_of_account(account_id: int) -> Viewer:
    """The same for an account by its id, for what is done in its name by the clock."""
    account = Account.objects.filter(pk=account_id).first()
    return viewer_for(account) if account else NOBODY


def viewer_of_person(person_id: int) -> Viewer:
    """What a person may see today, with or without an account: for what is told to them.

    Nobody, when their last position has ended.
    """
    posts, reach = jurisdiction_of(person_id, timezone.localdate())
    if not posts and has_left(person_id):
        return NOBODY
    return Viewer(None, person_id, posts, reach)


def has_left(person_id: int) -> bool:
    """Whether somebody held positions and all of them are over; one query."""
    today = timezone.localdate()
    positions = positions_of([person_id])
    return bool(positions) and all(each.is_over(today) for each in positions)


def viewer_named(username: str) -> Viewer:
    """The viewer of an account by its name, for the command line."""
    account = Account.objects.filter(folded=fold(username), is_active=True).first()
    if account is None:
        raise Refused(_("There is no account called %(name)s.") % {"name": username})
    viewer = viewer_for(account)
    if not viewer.is_known:
        raise Refused(_("The positions of %(name)s have ended.") % {"name": username})
    return viewer


def language_of(account: Visitor) -> str:
    """The language somebody has chosen; empty for visitors."""
    return account.language if isinstance(account, Account) else ""


def looks_of(account: Visitor) -> Looks:
    """How pages look for somebody."""
    if isinstance(account, Account):
        return Looks(account.theme, account.has_shortcuts)
    return Looks()


def name_of(account: Visitor) -> str:
    """The name of whoever has signed in; their session has brought it with the account."""
    if not isinstance(account, Account):
        return ""
    known = getattr(account, CALLED, None)
    return str(known) if known else account_names([account.pk])[account.pk]


def must_change_password(account: Visitor) -> bool:
    """Whether somebody came in with a one-time password."""
    return isinstance(account, Account) and account.must_change_password
