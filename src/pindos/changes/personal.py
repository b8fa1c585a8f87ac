"""What planned work keeps about people: who plans it, who does it, who said yes."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.changes.commands.reading import searchable
from pindos.changes.models import Approval, Change
from pindos.changes.terms import ABOUT, COMING
from pindos.kernel.keeping import FileKind, keeps
from pindos.kernel.personal import Holding, Values, Whom, by_person, holds, near

WHOSE = by_person("planned_by", "responsible")
WHY = _("To know who plans and does the work, and who approved it.")


def _afresh(row: Change) -> Values:
    return {"search_text": searchable(row)}


@near
def _planned(whom: Whom) -> QuerySet[Change, int]:
    decided = Approval.objects.filter(by_person("asked_by", "decided_by")(whom)).values("change")
    rows = Change.objects.filter(WHOSE(whom) | Q(pk__in=decided))
    return rows.values_list("record_id", flat=True)


keeps(
    FileKind(
        key=ABOUT,
        label=_("Planned work"),
        ended="ended_at",
        over=lambda before: Q(ended_at__lt=before) & ~Q(state__in=COMING),
        page=lambda row: reverse("changes:change-show", args=[row.pk]),
        drafts=lambda pk: f"change:{pk}:",
    )
)
holds(
    Holding(
        table="changes.change",
        label=_("Planned work that you plan or do"),
        why=WHY,
        about=WHOSE,
        shown=(
            "number",
            "title",
            "state",
            "kind",
            "risk",
            "unit",
            "planned_by",
            "responsible",
            "starts_at",
            "ends_at",
            "service",
            "downtime",
            "units",
            "sites",
            "assets",
            "ended_at",
        ),
        held=("touched", "search_text"),
        texts=("title", "reason", "plan", "back_out", "service"),
        record="record",
        afresh=_afresh,
    ),
    Holding(
        table="changes.approval",
        label=_("Planned work whose approval you asked for or decided"),
        why=WHY,
        about=by_person("asked_by", "decided_by"),
        shown=("change", "unit", "asked_at", "decision", "reason", "decided_at"),
        held=("asked_by", "decided_by"),
        texts=("reason",),
        record="change__record",
    ),
)
