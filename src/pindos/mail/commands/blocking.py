"""Blocking senders, and taking their mail again."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import emit
from pindos.kernel.prepared import prepared
from pindos.mail.events import AddressDied, AddressRevived, SenderBlocked, SenderReleased
from pindos.mail.models import BlockedSender, DeadAddress
from pindos.mail.queries import mail_kept_by
from pindos.mail.rules import blockable
from pindos.organisation.terms import Role


@transaction.atomic
def block_sender(*, viewer: Viewer, address: str, reason: str = "") -> BlockedSender:
    """Take nothing more from an address or a domain (``@example.gr``)."""
    unit_id = mail_kept_by(viewer)
    return block_address(
        viewer=viewer,
        address=address,
        reason=reason,
        unit_id=unit_id,
        capacity=Role.ADMINISTRATOR,
    )


@transaction.atomic
def block_address(
    *, viewer: Viewer, address: str, reason: str, unit_id: int | None, capacity: str
) -> BlockedSender:
    """Block it, whoever may; the right was looked at before."""
    found = blockable(address)
    row, is_new = BlockedSender.objects.get_or_create(
        address=found,
        defaults={"reason": " ".join(reason.split())[:300], "by_id": viewer.person_id},
    )
    if not is_new:
        raise Invalid({"address": _("This sender is blocked already.")})
    emit(
        SenderBlocked(sender_id=row.pk),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=capacity,
        changes={"address": (None, row.address), "reason": (None, row.reason)},
    )
    return row


@transaction.atomic
def release_sender(*, viewer: Viewer, sender_id: int) -> None:
    """Take mail from them again."""
    unit_id = mail_kept_by(viewer)
    row = BlockedSender.objects.select_for_update().filter(pk=sender_id).first()
    if row is None:
        raise NotFound
    emit(
        SenderReleased(sender_id=row.pk),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes={"address": (row.address, None)},
    )
    row.delete()


@transaction.atomic
def note_failure(*, arrival_id: int, address: str, status: str, words: str) -> bool:
    """A letter to an address came back; for good (5.x.x, RFC 3463) nothing more is sent there."""
    found = address.strip().casefold()[:250]
    if not found or not status.startswith("5"):
        return False
    row, is_new = DeadAddress.objects.get_or_create(
        address=found,
        defaults={"status": status[:20], "words": words[:2000], "arrival_id": arrival_id},
    )
    if is_new:
        emit(
            AddressDied(address_id=row.pk),
            about=row,
            unit_id=None,
            changes={"address": (None, found), "status": (None, row.status)},
        )
    return is_new


@transaction.atomic(savepoint=False)
def revive_address(*, viewer: Viewer | None, address: str) -> bool:
    """Send to an address again: a person says so, or a message proved it (no viewer)."""
    unit_id = mail_kept_by(viewer) if viewer else None
    row = _dead.first(address.strip().casefold())
    if row is None:
        return False
    emit(
        AddressRevived(address_id=row.pk),
        about=row,
        unit_id=unit_id,
        by=viewer or HOUSE,
        capacity=Role.ADMINISTRATOR if viewer else "",
        changes={"address": (row.address, None)},
    )
    row.delete()
    return True


@prepared
def _dead(address: str) -> QuerySet[DeadAddress]:
    return DeadAddress.objects.filter(address=address)
