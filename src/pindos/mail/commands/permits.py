"""Tokens of mailboxes: kept sealed, renewed before they run out, asked for by one process only."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from imapclient.exceptions import LoginError

from pindos.kernel.access import Viewer
from pindos.kernel.cipher import told
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.leases import is_over
from pindos.kernel.oauth import Asked
from pindos.kernel.reaching import Unpermitted
from pindos.mail import oauth
from pindos.mail.cipher import opened, sealed
from pindos.mail.events import MailboxPermitted
from pindos.mail.imap import Box
from pindos.mail.models import Mailbox
from pindos.mail.queries import mail_kept_by, mailbox_by
from pindos.organisation.terms import Role

EARLY = 300  # seconds before its end at which a token is renewed; of a short one a fifth
LEASE = timedelta(seconds=2 * oauth.PATIENCE)  # for which one process asks the provider
PAUSE = 0.1  # seconds between two looks at what the other process was given
STILL_ASKING = gettext_noop("Another process is still asking the provider for a token.")
NONE_ANY_MORE = gettext_noop("The mailbox by whose permit mail leaves has none any more.")
KEPT = ("access", "secret", "client_secret", "client_id", "token_url", "scope")


def token_of(row: Mailbox, *, instead_of: str = "") -> str:
    """An access token that opens the mailbox now; ``instead_of`` one that was turned away.

    Providers that give a new refresh token each time take a second one who uses the old for a
    thief: whoever comes second waits for what the first is given.
    """
    until = time.monotonic() + LEASE.total_seconds()
    while True:
        if found := _looked_up(row, instead_of):
            return found
        if _is_ours(row):
            if found := _looked_up(row, instead_of):  # the first was done before our lease began
                Mailbox.objects.filter(pk=row.pk).update(renewing_until=None)
                return found
            return _renewed(row)
        if time.monotonic() > until:
            raise Unpermitted(STILL_ASKING)
        time.sleep(PAUSE)


def token_of_mailbox(mailbox_id: int, *, instead_of: str = "") -> tuple[str, str]:
    """For who sends by the account of a mailbox: its user name and a token."""
    row = Mailbox.objects.filter(pk=mailbox_id).first()
    if row is None or not row.is_by_token:
        raise Unpermitted(NONE_ANY_MORE)
    return row.username, token_of(row, instead_of=instead_of)


def open_box(row: Mailbox) -> Box:
    """The mailbox, signed in to; a kept token that is turned away is renewed once."""
    if not row.is_by_token:
        return Box(row)
    token = token_of(row)
    try:
        return Box(row, token)
    except LoginError:
        return Box(row, token_of(row, instead_of=token))


def ask_permit(*, viewer: Viewer, mailbox_id: int, back: str) -> Asked:
    """Begin to ask for the permit of a mailbox: where the person goes to give it."""
    row = mailbox_by(viewer, mailbox_id)
    if row.access != Mailbox.Access.OAUTH2 or not row.authorize_url:
        raise Refused(_("Save first where permits are asked for."))
    asked = oauth.begun(row.authorize_url, _client_of(row), row.username, back)
    return Asked(asked.url, {**asked.state, "mailbox": str(row.pk)})


def keep_permit(*, viewer: Viewer, code: str, state: Mapping[str, str]) -> Mailbox:
    """Exchange what a person brought back for a permit and keep it sealed.

    The network is used before the transaction: no lock waits for a distant server.
    """
    unit_id = mail_kept_by(viewer)
    row = mailbox_by(viewer, int(state["mailbox"]))
    got = oauth.by_code(_client_of(row), code, state)
    with transaction.atomic():
        locked = Mailbox.objects.select_for_update().filter(pk=row.pk).first()
        if locked is None:
            raise NotFound
        had = locked.secret
        locked.secret = sealed(got.refresh)
        locked.token, locked.token_until = sealed(got.access), _until(got.seconds)
        locked.touch(["password"])
        locked.save()
        emit(
            MailboxPermitted(mailbox_id=locked.pk),
            about=locked,
            unit_id=unit_id,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
            changes={"password": told(had, got.refresh)},
        )
    return locked


def _looked_up(row: Mailbox, instead_of: str) -> str:
    """The token that is kept now, when it holds and is not the one that was turned away."""
    row.refresh_from_db(fields=[*KEPT, "token", "token_until"])
    found = _good(row)
    return found if found != instead_of else ""


def _good(row: Mailbox) -> str:
    """The kept token, while it holds."""
    now = timezone.now()
    if row.token_until is None or not now < row.token_until <= now + timedelta(seconds=oauth.DAY):
        return ""
    return opened(row.token)


def _is_ours(row: Mailbox) -> bool:
    now = timezone.now()
    free = Mailbox.objects.filter(is_over("renewing_until", now, LEASE), pk=row.pk)
    return bool(free.update(renewing_until=now + LEASE))


def _renewed(row: Mailbox) -> str:
    """Ask the provider and keep what it gives; what a person typed meanwhile stays."""
    mine = Mailbox.objects.filter(pk=row.pk)
    try:
        if row.access == Mailbox.Access.APPLICATION:
            got = oauth.by_client(_client_of(row))
        else:
            got = oauth.by_refresh(_client_of(row), opened(row.secret))
    except BaseException:
        mine.update(renewing_until=None)
        raise
    given: dict[str, object] = {"token": sealed(got.access), "token_until": _until(got.seconds)}
    if got.refresh and row.access == Mailbox.Access.OAUTH2:
        given["secret"] = sealed(got.refresh)
    with transaction.atomic():
        mine.filter(secret=row.secret, client_secret=row.client_secret).update(**given)
        mine.update(renewing_until=None)
    return got.access


def _until(seconds: int) -> datetime:
    return timezone.now() + timedelta(seconds=seconds - min(EARLY, seconds // 5))


def _client_of(row: Mailbox) -> oauth.Client:
    return oauth.Client(row.token_url, row.client_id, opened(row.client_secret), row.scope)
