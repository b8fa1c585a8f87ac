"""Taking a message in: on disk first, then a row and an event in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.inserting import insert_one
from pindos.kernel.prepared import prepared
from pindos.mail import spool
from pindos.mail.commands.blocking import revive_address
from pindos.mail.events import MailArrived
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries.senders import mailbox_of
from pindos.mail.reading import Read, read
from pindos.mail.rules import essence_of, head_of
from pindos.mail.terms import LARGEST, Arrived, Fate, Source, Why

LINE = 300  # characters of a subject that is kept


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
        raise TooLarge(str(Why.TOO_LARGE.label))
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
    copy = _note_copy(essence, mailbox, uid)
    if copy is not None:
        return copy
    sha256 = spool.keep(raw)
    head = read(head_of(raw))
    if mailbox is None:
        written_to = (*head.delivered_to, *head.to, *head.cc)
        mailbox = mailbox_of([*recipients, *(each.address for each in written_to)])
    try:
        return _note(essence, sha256, size, source, mailbox, uid, head)
    except IntegrityError:  # another process took the same message in at this moment
        copy = _note_copy(essence, mailbox, uid)
        if copy is None:
            raise
        return copy


@transaction.atomic
def _note_copy(essence: str, mailbox: Mailbox | None, uid: int | None) -> Arrived | None:
    """Count a message that is here already; None when it is not."""
    pk = _known.first(essence)
    if pk is None:
        return None
    Arrival.objects.filter(pk=pk).update(copies=F("copies") + 1)
    _note_uid(mailbox, uid, is_new=False)
    return Arrived(pk, is_new=False)


@prepared
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
    found: Read,
) -> Arrived:
    row = Arrival(
        essence=essence,
        sha256=sha256,
        size=size,
        source=source,
        mailbox=mailbox,
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
    )
    revive_address(viewer=None, address=row.sender)  # whoever writes from it can be reached
    _note_uid(mailbox, uid, is_new=True)
    return Arrived(row.pk, is_new=True)


def _note_uid(mailbox: Mailbox | None, uid: int | None, *, is_new: bool) -> None:
    if mailbox is None or uid is None:
        return  # it was handed in: nothing of the mailbox has been read
    told = {"arrived_at": timezone.now(), "taken": F("taken") + 1} if is_new else {}
    rows = Mailbox.objects.filter(pk=mailbox.pk)
    rows.update(last_uid=Greatest("last_uid", uid), **told)


def _moment(date: datetime | None) -> datetime | None:
    """When it says it was written; a moment without a zone, or beyond the years, is none."""
    if date is None or timezone.is_naive(date) or not 1990 <= date.year <= 2200:
        return None
    return date
