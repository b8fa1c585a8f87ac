"""Exporting checkpoints of the audit trail."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.models import Event
from pindos.operations.checkpoints import keep, new_checkpoint, newest_checkpoint
from pindos.operations.events import CheckpointExported
from pindos.operations.queries import house_unit_of


def export_checkpoint(*, viewer: Viewer = HOUSE, to: Path | None = None) -> Path:
    """Sign how far the chain has come and write it to a file; return where.

    Refused when nothing is sealed, and when the chain no longer holds what the newest
    checkpoint here says: it must not be covered up by a new signature. For administrators.
    """
    if viewer is not HOUSE:
        house_unit_of(viewer)
    last = Event.objects.filter(seq__isnull=False).order_by("-seq").first()
    if last is None or last.seq is None or last.hash is None:
        raise Refused(_("Nothing is sealed yet: let the worker run first (pindos work --once)."))
    before = newest_checkpoint()
    if before and not Event.objects.filter(seq=before.seq, hash=before.hash).exists():
        raise Refused(
            _("The chain does not hold event %(seq)s of the newest checkpoint. Run: %(command)s")
            % {"seq": before.seq, "command": "pindos audit verify --checkpoint FILE"}
        )
    path = keep(new_checkpoint(seq=last.seq, head=last.hash, at=timezone.now()), to)
    with transaction.atomic():
        emit(CheckpointExported(seq=last.seq, hash=last.hash), about=last, unit_id=None, by=viewer)
    return path
