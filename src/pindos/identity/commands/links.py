"""Links in mails: made with a secret that is kept nowhere, ended by use, time or hand."""

from datetime import timedelta
from secrets import token_urlsafe
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Account, EntryLink
from pindos.identity.queries import digest_of, open_link
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.telling import is_posting

BYTES = 32  # random ones in a secret


class Made(NamedTuple):
    """A new link with its address, which stands in one mail and nowhere else."""

    link: EntryLink
    url: str


def make_link(account: Account, kind: str, good_for: timedelta, by: Viewer) -> Made:
    """A new link; the one of this kind before it opens nothing any more. Part of a transaction."""
    revoke_links(account, kind)
    secret = token_urlsafe(BYTES)
    now = timezone.now()
    link = EntryLink.objects.create(
        account=account,
        kind=kind,
        digest=digest_of(secret),
        made_at=now,
        made_by_id=by.account_id,
        expires_at=now + good_for,
    )
    return Made(link, reverse("identity:link-open", args=[secret]))


def revoke_links(account: Account, *kinds: str) -> int:
    """End the open links of an account, of these kinds or all; part of what gave the reason."""
    waiting = account.links.filter(used_at=None, revoked_at=None)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(revoked_at=timezone.now())


def use_link(secret: str, kind: str) -> EntryLink:
    """Spend a link: of two who come at once, one is let in. NotFound when it opens nothing."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("use_link() outside a transaction: the link could be spent for nothing")
    link = open_link(secret, kind)
    now = timezone.now()
    unused = EntryLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    if link is None or not unused.filter(pk=link.pk).update(used_at=now):
        raise NotFound
    return link


def refuse_without_post(account: Account) -> None:
    """Refused when no mail could reach the person, with what to do about it."""
    if not is_posting():
        raise Refused(_("No mail leaves at present. Set the mail server first."))
    if account.person is None or not account.person.email:
        raise Refused(_("No e-mail address is known for this person. Enter one on their page."))
