"""Keeping mailboxes: adding, changing, trying."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pindos.kernel import reaching
from pindos.kernel.access import Viewer
from pindos.kernel.cipher import told
from pindos.kernel.errors import Invalid, NotFound, Refused, Words
from pindos.kernel.events import emit
from pindos.kernel.text import clean
from pindos.kernel.versions import NOTHING_SEEN, Seen, refuse_touched, to_write
from pindos.mail.cipher import sealed
from pindos.mail.commands.permits import open_box
from pindos.mail.events import MailboxAdded, MailboxChanged, MailboxTried
from pindos.mail.imap import LOST, in_words
from pindos.mail.models import Mailbox
from pindos.mail.queries import mail_kept_by, mailbox_by
from pindos.mail.terms import After
from pindos.organisation.queries import unit_named
from pindos.organisation.terms import Role

SHOWN = (
    "address",
    "unit_id",
    "host",
    "port",
    "security",
    "username",
    "access",
    "token_url",
    "authorize_url",
    "client_id",
    "scope",
    "folder",
    "after",
    "moved_to",
    "is_on",
)
LINES = (
    *("address", "host", "username", "token_url", "authorize_url", "client_id", "scope"),
    *("folder", "moved_to"),
)
OF_TOKENS = frozenset(
    {"username", "access", "token_url", "client_id", "scope", "password", "client_secret"}
)


@transaction.atomic
def add_mailbox(
    *, viewer: Viewer, password: str = "", client_secret: str = "", **wanted: Any
) -> Mailbox:
    """Let a mailbox be read for a unit from now on; refuses what cannot be one (Invalid)."""
    unit_id = mail_kept_by(viewer)
    row = Mailbox()
    _write(row, _asked(wanted))
    changes: dict[str, tuple[Any, Any]] = {name: (None, getattr(row, name)) for name in SHOWN}
    changes |= _with_secrets(row, {"password": password, "client_secret": client_secret})
    row.save()
    emit(
        MailboxAdded(mailbox_id=row.pk),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes=_plain(changes),
    )
    return row


@transaction.atomic
def change_mailbox(
    *,
    viewer: Viewer,
    mailbox_id: int,
    password: str | None = None,
    client_secret: str | None = None,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **wanted: Any,
) -> Mailbox:
    """Read a mailbox in another way, or no more; a secret that is None stays as it is.

    Refuses what cannot be used (Invalid) and a field that somebody else changed meanwhile (Clash).
    """
    unit_id = mail_kept_by(viewer)
    row = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if row is None:
        raise NotFound
    before = {name: getattr(row, name) for name in SHOWN}
    secrets = {"password": password, "client_secret": client_secret}
    refuse_touched(row, [name for name, said in secrets.items() if said is not None], version)
    asked = _asked({**before, **wanted})
    _write(row, {**before, **to_write(row, asked, version, seen)})
    changes: dict[str, tuple[Any, Any]] = {
        name: (before[name], getattr(row, name)) for name in SHOWN
    }
    changes |= _with_secrets(row, secrets)
    moved = {name for name, (old, new) in changes.items() if old != new}
    if moved & OF_TOKENS:
        row.token, row.token_until = "", None
    if moved & {"host", "folder"}:
        row.uid_validity, row.last_uid = None, 0
    row.touch(sorted(moved))
    row.save()
    emit(
        MailboxChanged(mailbox_id=row.pk),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes=_plain(changes),
    )
    return row


def try_mailbox(*, viewer: Viewer, mailbox_id: int) -> tuple[bool, str]:
    """Open the saved mailbox and say what was found; nothing is read or marked there."""
    unit_id = mail_kept_by(viewer)
    row = mailbox_by(viewer, mailbox_id)
    try:
        box = open_box(row)
        found = int(box.selected[b"EXISTS"])
        words = ngettext(
            "%(n)s message in %(folder)s.", "%(n)s messages in %(folder)s.", found
        ) % {"n": found, "folder": row.folder}
        is_open = True
        box.close()
    except (*LOST, Refused) as error:
        is_open, words = False, reaching.said(in_words(error, row))
    with transaction.atomic():
        emit(
            MailboxTried(mailbox_id=row.pk, is_open=is_open, answer=str(words)),
            about=row,
            unit_id=unit_id,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
        )
    return is_open, str(words)


def _with_secrets(row: Mailbox, given: dict[str, str | None]) -> dict[str, tuple[Any, Any]]:
    """Give it other secrets; what the audit says of them."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, said in given.items():
        field = "secret" if name == "password" else name
        had = getattr(row, field)
        if said is not None and (had or said):
            changes[name] = told(had, said)
            setattr(row, field, sealed(said))
    return changes


def _asked(wanted: dict[str, Any]) -> dict[str, Any]:
    """What was asked for, a unit by its key or name found."""
    asked = {name: wanted[name] for name in SHOWN if name in wanted}
    if wanted.get("unit"):
        asked["unit_id"] = unit_named(wanted["unit"]).id
    return asked


def _write(row: Mailbox, wanted: dict[str, Any]) -> None:
    wrong: dict[str, Words] = {}
    for name, value in wanted.items():
        try:
            setattr(row, name, clean(value) if name in LINES else value)
        except ValidationError as error:
            wrong[name] = error.messages[0]
    row.address = row.address.casefold()
    try:
        row.full_clean(exclude=["secret", "version", "touched", "unit", *wrong])
    except ValidationError as error:
        wrong |= {name: said[0] for name, said in error.message_dict.items()}
    wrong |= {name: words for name, words in _missing(row).items() if name not in wrong}
    if wrong:
        raise Invalid({name.removesuffix("_id"): words for name, words in wrong.items()})


def _missing(row: Mailbox) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    if not row.unit_id:
        wrong["unit"] = _("Choose the unit whose mailbox it is.")
    if not 1 <= (row.port or 0) <= 65535:
        wrong["port"] = _("A port is a number from 1 to 65535.")
    if row.after == After.MOVE and not row.moved_to:
        wrong["moved_to"] = _("Name the folder to which messages are moved.")
    if row.is_by_token and not (row.token_url and row.client_id):
        wrong["token_url"] = _("OAuth needs the address for tokens and the client's id.")
    return wrong


def _plain(changes: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    return {name.removesuffix("_id"): pair for name, pair in changes.items()}
