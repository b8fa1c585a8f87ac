"""Columns that name an account: found by the name of the account or of its person."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.identity.models import Account
from pindos.identity.queries.accounts import accounts_for
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import Named
from pindos.kernel.text import fold
from pindos.organisation.queries import people_seen_by

MOST_MEANT = 50  # accounts that one name may mean
ME = ("me", "εγω")


def account_kind() -> Named:
    """An account by its name or words of its person's; ``me`` is the one that asks.

    Only those are found whose person the viewer may look up, or whose account they rule.
    """
    return Named(_accounts, words=(("me", gettext_lazy("me")),))


def name_of_account(account: Account | None) -> str:
    """The name of its person; of one without, its own."""
    if account is None:
        return ""
    return account.person.name if account.person else account.username


def holding(text: str) -> Q:
    """Accounts whose name or person holds every word."""
    wanted = Q()
    for word in fold(text[:200]).split():
        wanted &= Q(folded__contains=word) | Q(person__search_text__contains=word)
    return wanted


def accounts_found(viewer: Viewer, text: str) -> QuerySet[Account]:
    """Of the accounts that the viewer rules, those whose name or person holds every word."""
    return accounts_for(viewer).filter(holding(text))


def _accounts(viewer: Viewer, text: str) -> frozenset[int]:
    if fold(text) in ME:
        return frozenset({viewer.account_id or 0})
    known = Q(person__in=people_seen_by(viewer).values("pk")) | Q(pk=viewer.account_id)
    known |= Q(pk__in=accounts_for(viewer).values("pk"))
    seen = Account.objects.filter(known)
    named = seen.filter(folded=fold(text)) if fold(text) else seen.none()
    rows = named if named.exists() else seen.filter(holding(text) if fold(text) else Q(pk=0))
    found = list(rows.values_list("pk", flat=True)[: MOST_MEANT + 1])
    if not found:
        raise Invalid({"account": _("Nobody is called %(name)s.") % {"name": text[:60]}})
    if len(found) > MOST_MEANT:
        many = _("More than %(most)s accounts fit «%(text)s». Write more of the name.")
        raise Invalid({"account": many % {"most": MOST_MEANT, "text": text[:60]}})
    return frozenset(found)
