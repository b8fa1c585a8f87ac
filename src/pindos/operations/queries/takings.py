"""Who took which data out of the house as a file."""

from django.db.models import Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.models import Event
from pindos.kernel.takings import takings
from pindos.operations.queries.audit import audit_for
from pindos.operations.queries.person_exports import person_exports_about


def takings_for(viewer: Viewer) -> QuerySet[Event]:
    """All downloads and exports that the viewer may see in the trail, newest first."""
    return audit_for(viewer).filter(name__in=takings())


def own_takings_for(viewer: Viewer) -> QuerySet[Event]:
    """What somebody took themself, and what others took about them, newest first."""
    about = person_exports_about(viewer.person_id or 0)
    subjects = [f"operations.personexport:{pk}" for pk in about.values_list("pk", flat=True)]
    theirs = Q(actor_id=viewer.account_id or 0) | Q(subject__in=subjects)
    return Event.objects.filter(theirs, name__in=takings()).order_by("-pk")


def taken(row: Event) -> str:
    """What was taken, as far as the event says it: which list or number, and how many rows."""
    said = row.payload or {}
    what = said.get("list_key") or said.get("table") or said.get("number")
    what = what or str(said.get("month") or "")
    rows = said.get("rows", said.get("events"))
    parts = [str(what or ""), "" if rows is None else f"({rows})", str(said.get("filter") or "")]
    return " ".join(part for part in parts if part)
