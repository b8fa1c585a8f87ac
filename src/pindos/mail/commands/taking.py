"""Taking a message in: on disk first, then a row and an event in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.inserting import insert_one
from pindos.kernel.joining import Said
from pindos.kernel.prepared import keyed
from pindos.kernel.rows import new
from pindos.kernel.straight import rows_of
from pindos.mail import spool
from pindos.mail.commands.blocking import revive_address
from pindos.mail.events import MailArrived
from pindos.mail.handing import LARGEST
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries import receiving_server
from pindos.mail.queries.senders import mailbox_of
from pindos.mail.reading import Head, read_head
from pindos.mail.rules import essence_of, head_of, is_proven
from pindos.mail.terms import Arrived, Fate, Source, Why

LINE = 300  # characters of a subject that is kept
READ = """"last_uid" = CASE WHEN "last_uid" < %s THEN %s ELSE "last_uid" END
    WHERE "id" = %s RETURNING "id"
"""
SEEN = f'UPDATE "mail_mailbox" SET {READ}'
NEW = f'UPDATE "mail_mailbox" SET "arrived_at" = %s, "taken" = "taken" + 1, {READ}'


class TooLarge(Refused):
    """A message above the limit: only its head is kept."""


def take_in(
    raw: bytes,
    *,
    source: str = Source.PIPE,
    mailbox: Mailbox | None = None,
    uid: int | None = None,
    recipients: Sequence[str] = (),
) -> Arrived:
    """Keep a message and say that it is here; it may be acknowledged when this has returned.

    A message that is here already, by whichever way, only counts as a copy. With ``uid`` the
    mailbox is noted as read up to it, in the same transaction. What came by no mailbox belongs to
    the one it was written to: ``recipients`` of its envelope, else those of its head. Refuses
    what is larger than 40 MB.
    """
    if len(raw) > LARGEST:
        raise TooLarge(_("It is larger than 40 MB and was not taken."))
    return _keep(raw, len(raw), source, mailbox, uid, recipients)


def take_in_head(head: bytes, size: int, *, mailbox: Mailbox, uid: int) -> Arrived:
    """Keep the head of a message that is too large, so that a person sees whom to answer."""
    return _keep(head, size, Source.IMAP, mailbox, uid)


def _keep(
    raw: bytes,
    size: int,
    source: str,
    mailbox: Mailbox | None,
    uid: int | None,
    recipients: Sequence[str] = (),
) -> Arrived:
    essence = essence_of(raw)
    pk = _known.first(essence)
    if pk is not None:
        return _note_copy(pk, mailbox, uid)
    sha256 = spool.keep(raw)
    head = read_head(head_of(raw), receiving=receiving_server())
    if mailbox is None:
        written_to = (*head.delivered_to, *head.to, *head.cc)
        mailbox = mailbox_of([*recipients, *(each.address for each in written_to)])
    try:
        return _note(essence, sha256, size, source, mailbox, uid, head)
    except IntegrityError:  # another process took the same message in at this moment
        pk = _known.first(essence)
        if pk is None:
            raise
        return _note_copy(pk, mailbox, uid)


@transaction.atomic
def _note_copy(pk: int, mailbox: Mailbox | None, uid: int | None) -> Arrived:
    """Count a message that is here already."""
    Arrival.objects.filter(pk=pk).update(copies=F("copies") + 1)
    if mailbox is not None and uid is not None:
        rows_of(SEEN, [uid, uid, mailbox.pk])
    return Arrived(pk, is_new=False)


@keyed
def _known(essence: str) -> QuerySet[Arrival, int]:
    return Arrival.objects.filter(essence=essence).values_list("pk", flat=True)[:1]


@transaction.atomic
def _note(
    essence: str,
    sha256: str,
    size: int,
    source: str,
    mailbox: Mailbox | None,
    uid: int | None,
    found: Head,
) -> Arrived:
    row = new(
        Arrival,
        essence=essence,
        sha256=sha256,
        size=size,
        source=source,
        mailbox_id=mailbox.pk if mailbox else None,
        sent_at=_moment(found.date),
        message_id=found.message_id[:250],
        sender=found.sender.address.casefold()[:250],
        sender_name=found.sender.name[:200],
        subject=found.subject[:LINE],
        written_to=", ".join(each.address for each in (*found.to, *found.cc))[:500],
        signs=list(found.machine)[:20],
        **({"fate": Fate.TOO_LARGE, "why": Why.TOO_LARGE} if size > LARGEST else {}),
    )
    insert_one(row)
    emit(
        MailArrived(arrival_id=row.pk),
        about=row,
        unit_id=mailbox.unit_id if mailbox else None,
        by=HOUSE,
        changes={},
        also=_counted(mailbox, uid),
    )
    if is_proven(found.authentication):  # whoever writes from it can be reached
        revive_address(viewer=None, address=row.sender)
    return Arrived(row.pk, is_new=True)


def _counted(mailbox: Mailbox | None, uid: int | None) -> list[Said]:
    """How the mailbox that a new message came by is noted as read up to it."""
    if mailbox is None or uid is None:
        return []  # it was handed in: nothing of the mailbox has been read
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return [Said(NEW, [now, uid, uid, mailbox.pk])]


def _moment(date: datetime | None) -> datetime | None:
    """When it says it was written; a moment without a zone, or beyond the years, is none."""
    if date is None or timezone.is_naive(date) or not 1990 <= date.year <= 2200:
        return None
    return date
