"""What planned work keeps about people: who planned it, answers for it and approved it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.changes.commands.reading import searchable
from pindos.changes.models import Change
from pindos.kernel.personal import Holding, Whom, by_person, holds, near

WORK = _("To know who did what and how long it took.")


@near
def _changes(whom: Whom) -> QuerySet[Change, int]:
    rows = Change.objects.filter(by_person("planned_by", "responsible")(whom))
    return rows.values_list("record_id", flat=True)


holds(
    Holding(
        table="changes.change",
        label=_("Changes that you planned or answer for"),
        why=WORK,
        about=by_person("planned_by", "responsible"),
        shown=("number", "title", "unit", "state"),
        held=(
            "touched",
            "search_text",
            "planned_by",
            "responsible",
            "service",
            "units",
            "sites",
            "assets",
        ),
        texts=("title", "reason", "plan", "back_out"),
        record="record",
        afresh=lambda row: {"search_text": searchable(row)},
    ),
    Holding(
        table="changes.approval",
        label=_("Approvals of changes that you asked for or gave"),
        why=_("To know who approved what."),
        about=by_person("asked_by", "decided_by"),
        shown=("change", "unit", "asked_at", "decision", "reason", "decided_at"),
        held=("asked_by", "decided_by"),
        texts=("reason",),
        record="change__record",
    ),
)
