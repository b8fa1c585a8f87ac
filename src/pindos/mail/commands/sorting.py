"""Whose an unknown address is, and that nothing more is taken from it: the desk at the seat."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.events import emit
from pindos.mail.commands.arrivals import discard_arrival
from pindos.mail.commands.blocking import block_address
from pindos.mail.events import SenderTied, SenderUntied
from pindos.mail.models import Arrival, BlockedSender, KnownSender
from pindos.mail.queries import arrival_by, capacity_over, sorts_mail, unit_of_arrival
from pindos.organisation.queries import person_known_to


@transaction.atomic
def tie_sender(*, viewer: Viewer, arrival_id: int, person: str) -> KnownSender:
    """From now on a person of the register writes from the address of a message, too.

    Refuses an address that is tied already, and a message without one.
    """
    row = _sorted_by(viewer, arrival_id)
    found = person_known_to(viewer, person)
    tied, is_new = KnownSender.objects.get_or_create(
        address=row.sender, defaults={"person_id": found.id, "by_id": viewer.person_id}
    )
    if not is_new:
        raise Refused(_("This address is tied to a person already."))
    emit(
        SenderTied(sender_id=tied.pk),
        about=tied,
        unit_id=unit_of_arrival(row),
        by=viewer,
        capacity=capacity_over(viewer, unit_of_arrival(row)),
        changes={"address": (None, tied.address), "person": (None, tied.person_id)},
    )
    return tied


@transaction.atomic
def untie_sender(*, viewer: Viewer, arrival_id: int) -> None:
    """The address of a message is unknown again; what became of its messages stays."""
    row = _sorted_by(viewer, arrival_id)
    tied = KnownSender.objects.select_for_update().filter(address=row.sender).first()
    if tied is None:
        raise NotFound
    emit(
        SenderUntied(sender_id=tied.pk),
        about=tied,
        unit_id=unit_of_arrival(row),
        by=viewer,
        capacity=capacity_over(viewer, unit_of_arrival(row)),
        changes={"address": (tied.address, None), "person": (tied.person_id, None)},
    )
    tied.delete()


@transaction.atomic
def block_sender_of(*, viewer: Viewer, arrival_id: int) -> BlockedSender:
    """Take nothing more from the address of a message, which is set aside."""
    row = _sorted_by(viewer, arrival_id)
    capacity = capacity_over(viewer, unit_of_arrival(row))
    blocked = block_address(
        viewer=viewer,
        address=row.sender,
        reason=row.subject,
        unit_id=unit_of_arrival(row),
        capacity=capacity,
    )
    discard_arrival(viewer=viewer, arrival_id=row.pk)
    return blocked


def _sorted_by(viewer: Viewer, arrival_id: int) -> Arrival:
    row = arrival_by(viewer, arrival_id)
    if not sorts_mail(viewer):
        raise Forbidden(_("Only the desk at the seat sorts mail of unknown people."))
    if not row.sender:
        raise Refused(_("This message names no sender."))
    return row
