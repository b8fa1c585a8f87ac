"""Tokens: made once, shown once, revoked for ever."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity.events import TokenCreated, TokenRevoked
from pindos.identity.models import Account, Token
from pindos.identity.queries import accounts_for, digest_of, unit_of_account
from pindos.identity.rules import new_token
from pindos.identity.terms import LONGEST_TOKEN, TOKEN_NAME_LENGTH, Scope
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import emit
from pindos.kernel.outages import if_there_is_room
from pindos.kernel.text import clean, fold
from pindos.organisation.terms import Role


@transaction.atomic
def create_token(
    *, viewer: Viewer, username: str, scope: str, name: str, days: int | None = None
) -> str:
    """A token of the viewer's own account; its text is returned now and never again.

    ``days`` is how long it is good; None for ever. The house may make one for any account.
    """
    account = Account.objects.filter(folded=fold(username), is_active=True).first()
    if account is None or (viewer is not HOUSE and account.pk != viewer.account_id):
        raise NotFound
    if scope not in Scope.values:
        raise Invalid({"scope": _("The scope is one of read, write and all.")})
    if days is not None and not 1 <= days <= LONGEST_TOKEN:
        raise Invalid({"days": _("Give a number of days from 1 to 3650.")})
    text = new_token()
    token = Token.objects.create(
        account=account,
        name=_name(name),
        scope=scope,
        prefix=text[:12],
        digest=digest_of(text),
        expires_at=None if days is None else timezone.now() + timedelta(days=days),
    )
    event = TokenCreated(account_id=account.pk, token_id=token.pk, scope=scope)
    changes = {"name": (None, token.name), "expires_at": (None, token.expires_at)}
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer, changes=changes)
    return text


@transaction.atomic
def revoke_token(*, viewer: Viewer, token_id: int) -> None:
    """End a token of one's own, or of an account that one rules; NotFound for all others."""
    theirs = Q(account=viewer.account_id) | Q(account__in=accounts_for(viewer).values("pk"))
    token = Token.objects.filter(theirs, pk=token_id, revoked_at=None).first()
    if token is None:
        raise NotFound
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    event = TokenRevoked(account_id=token.account_id, token_id=token.pk)
    unit_id = unit_of_account(token.account)
    emit(
        event,
        about=token.account,
        unit_id=unit_id,
        by=viewer,
        capacity="" if token.account_id == viewer.account_id else str(Role.ADMINISTRATOR),
        changes={"revoked_at": (None, token.revoked_at)},
    )


def note_token_use(*, token_id: int, on: date) -> None:
    """Write down the day of a token's last use; once a day, so that reading stays reading."""
    with if_there_is_room("the use of a token"), transaction.atomic():
        Token.objects.filter(pk=token_id).update(last_used_on=on)


def _name(text: str) -> str:
    try:
        name = clean(text)
    except ValidationError as error:
        raise Invalid({"name": error.messages[0]}) from error
    if not name or len(name) > TOKEN_NAME_LENGTH:
        raise Invalid({"name": _("Give the token a name of up to 100 characters.")})
    return name
