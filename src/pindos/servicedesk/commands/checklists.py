"""Keeping checklists ready: an administrator for all, a head for their own department."""

from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.events import emit
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.events import ChecklistSet
from pindos.servicedesk.models import Checklist
from pindos.servicedesk.queries import checklist_by
from pindos.servicedesk.rules import may_set_checklist
from pindos.servicedesk.terms import MOST_TASKS, TITLE_LENGTH

FOLLOWED = ("name", "lines", "unit_id", "is_hidden")


@transaction.atomic
def set_checklist(
    *,
    viewer: Viewer,
    name: str,
    lines: str,
    key: str = "",
    unit_id: int | None = None,
    is_hidden: bool = False,
) -> Checklist:
    """Keep a checklist ready; without a key it is a new one, and its unit never changes after.

    One for all is an administrator's, one of a unit its head's. Refuses an empty one, and a line
    that is too long (Invalid).
    """
    sent = Sent()
    name = sent.line("name", name, most=TITLE_LENGTH)
    written = [line.strip() for line in sent.text("lines", lines).splitlines() if line.strip()]
    for line in written:
        sent.line("lines", line, most=TITLE_LENGTH)
    if len(written) > MOST_TASKS:
        sent.faults["lines"] = _("A checklist has at most %(most)s lines.") % {"most": MOST_TASKS}
    sent.check()
    unit_id = checklist_by(viewer, key).unit_id if key else unit_id
    capacity = _right(viewer, unit_id)
    row = Checklist.objects.filter(key=key).first() if key else None
    before = {field: getattr(row, field) if row else None for field in FOLLOWED}
    row = row or Checklist(key=key or token_hex(6), unit_id=unit_id)
    row.name, row.lines, row.is_hidden = name, "\n".join(written), is_hidden
    after = {field: getattr(row, field) for field in FOLLOWED}
    if after == before:
        return row
    row.save()
    emit(
        ChecklistSet(key=row.key),
        about=row,
        unit_id=unit_id,
        by=viewer,
        capacity=capacity,
        changes={field.removesuffix("_id"): (before[field], after[field]) for field in FOLLOWED},
    )
    return row


def _right(viewer: Viewer, unit_id: int | None) -> str:
    capacity = may_set_checklist(viewer, unit_id)
    if not capacity and unit_id is None:
        raise Forbidden(_("Only an administrator changes a checklist that is for all."))
    if not capacity:
        raise Forbidden(_("Only the head of the department changes its checklists."))
    return capacity
