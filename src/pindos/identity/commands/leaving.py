"""A position that ends takes the access with it."""

from django.db import transaction
from django.utils import timezone

from pindos.identity.commands.accounts import end_sittings
from pindos.identity.commands.links import revoke_links
from pindos.identity.events import AccessEnded
from pindos.identity.models import Account
from pindos.identity.queries import accounts_to_end, unit_of_account
from pindos.kernel.access import HOUSE
from pindos.kernel.events import emit

BATCH = 200  # accounts a run; the next one goes on


def end_access_of_who_left() -> int:
    """End tokens, sessions and links of people whose last position is over; return of how many.

    Nothing of it has let anybody in since the day was over (``viewer_for``); now it cannot come
    to life again with another position either.
    """
    accounts = list(accounts_to_end()[:BATCH])
    for account in accounts:
        _end(account)
    return len(accounts)


@transaction.atomic
def _end(account: Account) -> None:
    tokens = account.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    sessions = end_sittings(account)
    revoke_links(account)
    event = AccessEnded(account_id=account.pk, tokens=tokens, sessions=sessions)
    emit(event, about=account, unit_id=unit_of_account(account), by=HOUSE)
