"""What becomes of a message: noted by the room that used it, or by a person."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.harm import refuse_harmful
from pindos.kernel.joining import Groups
from pindos.kernel.updating import updated
from pindos.mail import spool
from pindos.mail.events import MailDownloaded, MailSettled
from pindos.mail.models import Arrival
from pindos.mail.options import ARRIVAL_DAYS
from pindos.mail.queries import (
    Kept,
    arrival_by,
    arrivals_for,
    capacity_over,
    kept,
    unit_of_arrival,
)
from pindos.mail.queries.beside import harm_of
from pindos.mail.reading import read
from pindos.mail.terms import NEEDS_A_PERSON, OPEN_FATES, Fate, Why

SETTLED = (
    *("fate", "why", "detail", "about", "entry_id", "settled_at", "person_id", "to_sort"),
    "answer",
)
AT_ONCE = 500  # messages forgotten in one transaction


@transaction.atomic(savepoint=False)
def settle(
    *,
    row: Arrival,
    fate: str,
    why: str,
    detail: str = "",
    about: str = "",
    entry_id: int | None = None,
    person_id: int | None = None,
    by: Viewer = HOUSE,
    capacity: str = "",
    to_sort: bool = False,
    answer: str = "",
    beside: Groups = (),
) -> Arrival:
    """Note what became of a message, in the transaction of the act that holds its row and used it.

    With ``to_sort`` it is in the inbox of the unassigned: the desk at the seat decides on it.
    Without ``answer`` its sender heard nothing new. ``beside`` are new rows of the same act.
    """
    before = {name: getattr(row, name) for name in ("fate", "why", "about")}
    row.fate, row.why, row.detail = fate, why, detail[:2000]
    row.about, row.entry_id, row.settled_at = about, entry_id, timezone.now()
    row.person_id = person_id or row.person_id
    row.to_sort = row.to_sort or to_sort
    row.answer = answer or row.answer
    emit(
        MailSettled(arrival_id=row.pk, fate=fate),
        about=row,
        unit_id=unit_of_arrival(row),
        by=by,
        capacity=capacity,
        changes={name: (old, getattr(row, name)) for name, old in before.items()},
        beside=beside,
        also=[updated(row, SETTLED)],
    )
    return row


@transaction.atomic
def letter_by_hand(*, viewer: Viewer, arrival_id: int) -> Kept:
    """A message for a person who decides now; refuses one that nobody has to decide on."""
    return kept(_held(viewer, arrival_id))


def _held(viewer: Viewer, arrival_id: int) -> Arrival:
    row = arrivals_for(viewer).select_for_update(of=("self",)).filter(pk=arrival_id).first()
    if row is None:
        raise NotFound
    if row.fate not in OPEN_FATES:
        raise Refused(_("This message has had its fate already: nobody has to decide on it."))
    return row


@transaction.atomic
def discard_arrival(*, viewer: Viewer, arrival_id: int) -> Arrival:
    """Set a message aside for good; it stays on the list and can still be made a ticket."""
    row = _held(viewer, arrival_id)
    return settle(
        row=row,
        fate=Fate.DISCARDED,
        why=Why.BY_HAND,
        by=viewer,
        capacity=capacity_over(viewer, unit_of_arrival(row)),
    )


@transaction.atomic
def restore_arrival(*, viewer: Viewer, arrival_id: int) -> Arrival:
    """Let a message that was set aside wait for a decision again; refuses any other."""
    row = _held(viewer, arrival_id)
    if row.fate != Fate.DISCARDED:
        raise Refused(_("This message is not set aside."))
    return settle(
        row=row,
        fate=Fate.UNASSIGNED if row.to_sort else Fate.QUARANTINED,
        why=Why.UNKNOWN if row.to_sort else Why.BY_HAND,
        by=viewer,
        capacity=capacity_over(viewer, unit_of_arrival(row)),
    )


def raw_of(*, viewer: Viewer, arrival_id: int) -> tuple[str, bytes]:
    """A message as it came and a name for its file; noted in the audit.

    Refuses what is gone, and what carries a virus. Files of a message that no ticket has were not
    scanned yet: where there is a scanner it is asked now, before the transaction.
    """
    row = arrival_by(viewer, arrival_id)
    try:
        raw = spool.read(row.sha256)
    except OSError as error:
        raise Refused(_("The bytes of this message are no longer here.")) from error
    letter = read(raw)
    if found := harm_of(letter):
        words = _("A file of this message holds a virus (%(name)s): it is given to nobody.")
        raise Refused(words % {"name": found})
    refuse_harmful(raw, [file.content for file in letter.files])
    with transaction.atomic():
        emit(
            MailDownloaded(arrival_id=row.pk),
            about=row,
            unit_id=unit_of_arrival(row),
            by=viewer,
            capacity=capacity_over(viewer, unit_of_arrival(row)),
        )
    return f"mail-{row.pk}.eml", raw


def forget_arrivals() -> int:
    """Forget messages whose time is over and on which nobody has to decide; return how many.

    The bytes go after the row: what a crash leaves is found by nobody and named by nothing.
    """
    before = timezone.now() - timedelta(days=ARRIVAL_DAYS.now())
    old = Arrival.objects.filter(at__lt=before).exclude(fate__in=(Fate.WAITING, *NEEDS_A_PERSON))
    done = 0
    while rows := list(old.order_by("id").values_list("pk", "sha256")[:AT_ONCE]):
        with transaction.atomic():
            Arrival.objects.filter(pk__in=[pk for pk, _sha in rows]).delete()
        kept = Arrival.objects.filter(sha256__in=[sha256 for _pk, sha256 in rows])
        still = set(kept.values_list("sha256", flat=True))
        for sha256 in {sha256 for _pk, sha256 in rows} - still:
            spool.remove(sha256)
        done += len(rows)
    return done
