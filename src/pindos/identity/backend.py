"""Whose session it is: asked on every request."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from pindos.identity.models import Account
from pindos.identity.queries.accounts import CALLED, called
from pindos.kernel.prepared import keyed


class Accounts(ModelBackend):
    """Django's own way to sign in by name and password; a session's account is found faster."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session with the name of its person, unless it is deactivated."""
        account = _account.first(user_id)
        return account if account is not None and account.is_active else None


@keyed
def _account(account_id: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=account_id).annotate(**{CALLED: called()})
