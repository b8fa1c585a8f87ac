"""Reading identity."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.models import Account, Token
from pindos.identity.terms import Theme
from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.errors import Refused
from pindos.organisation.queries import jurisdiction_of

Visitor = AbstractBaseUser | AnonymousUser


class Bearer(NamedTuple):
    """Whose a token is, and for what."""

    account: Account
    scope: str


class Looks(NamedTuple):
    """How pages look for somebody."""

    theme: str = Theme.AUTO
    has_shortcuts: bool = True


def viewer_for(account: Visitor) -> Viewer:
    """What a signed-in account may see today."""
    if not isinstance(account, Account) or not account.is_active:
        return NOBODY
    if account.person_id is None:
        return Viewer(account_id=account.pk)
    posts, reach = jurisdiction_of(account.person_id, timezone.localdate())
    return Viewer(account.pk, account.person_id, posts, reach)


def viewer_named(username: str) -> Viewer:
    """The same by name, for the command line."""
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise Refused(_("There is no account called %(name)s.") % {"name": username})
    return viewer_for(account)


def bearer_of(token: str) -> Bearer | None:
    """The account of a token that is still good."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    good = Token.objects.filter(digest=digest, revoked_at=None, account__is_active=True).filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    )
    found = good.select_related("account").first()
    return Bearer(found.account, found.scope) if found else None


def language_of(account: Visitor) -> str:
    """The language somebody has chosen; empty for visitors."""
    return account.language if isinstance(account, Account) else ""


def looks_of(account: Visitor) -> Looks:
    """How pages look for somebody."""
    if isinstance(account, Account):
        return Looks(account.theme, account.has_shortcuts)
    return Looks()


def languages_of_people(person_ids: Iterable[int]) -> dict[int, str]:
    """The language each person reads: that of their first active account, else Greek."""
    people = list(person_ids)
    accounts = Account.objects.filter(person_id__in=people, is_active=True).order_by("-pk")
    chosen = dict(accounts.values_list("person_id", "language"))
    return {person: chosen.get(person, settings.LANGUAGE_CODE) for person in people}
