"""Exempting one file from the rules of retention, and letting go of it again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.text import clean
from pindos.operations.events import FileHeld, FileReleased
from pindos.operations.models import RetentionHold
from pindos.operations.queries.retention import file_by, hold_on

LONGEST = 500


@transaction.atomic
def hold_file(*, viewer: Viewer, record: int | str, reason: str) -> RetentionHold:
    """Exempt a file (its number, or the id of its record) from all rules, and say why.

    For a head, director or administrator over its unit; others do not find it. Refuses no
    reason (Invalid), and a file that is exempt.
    """
    file = file_by(viewer, record)
    said = clean(reason)
    if not said or len(said) > LONGEST:
        words = _("Say why, in at most %(most)s characters.") % {"most": LONGEST}
        raise Invalid({"reason": words})
    if hold_on(file.record_id):
        raise Refused(_("This file is exempt already."))
    row = RetentionHold.objects.create(
        record_id=file.record_id, reason=said, by_id=viewer.account_id, at=timezone.now()
    )
    event = FileHeld(record_id=file.record_id, number=file.number)
    emit(
        event,
        about=row,
        unit_id=file.unit_id,
        by=viewer,
        capacity=file.capacity,
        changes={"reason": (None, said)},
    )
    return row


@transaction.atomic
def release_file(*, viewer: Viewer, record: int | str) -> RetentionHold:
    """Let the rules hold for a file again; refuses one that is not exempt."""
    file = file_by(viewer, record)
    rows = RetentionHold.objects.select_for_update()
    row = rows.filter(record=file.record_id, lifted_at=None).first()
    if row is None:
        raise Refused(_("This file is not exempt."))
    row.lifted_by_id, row.lifted_at = viewer.account_id, timezone.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    event = FileReleased(record_id=file.record_id, number=file.number)
    emit(event, about=row, unit_id=file.unit_id, by=viewer, capacity=file.capacity)
    return row
