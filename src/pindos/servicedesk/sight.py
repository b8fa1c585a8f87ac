"""How much of a ticket's record somebody may see: records ask before they show a file."""

from collections.abc import Collection

from django.urls import reverse

from pindos.clocks.about import Kind, Named, runs_for
from pindos.kernel.access import Viewer
from pindos.kernel.called import Called, calls
from pindos.kernel.sight import shared_of, sight_of
from pindos.records.terms import Sight
from pindos.servicedesk.commands import late_again
from pindos.servicedesk.queries import is_shared_with, sight_of_ticket, tickets_for
from pindos.servicedesk.queries.levels import retold
from pindos.servicedesk.terms import ABOUT, PROMISES


@sight_of(ABOUT)
def sight_of_record(viewer: Viewer, record_id: int) -> str:
    """All for its units, what is public for its requester, nothing for everybody else."""
    ticket = tickets_for(viewer).filter(record=record_id).first()
    return sight_of_ticket(viewer, ticket) if ticket else Sight.NONE


@shared_of(ABOUT)
def is_shared_entry(viewer: Viewer, entry_id: int, is_internal: bool) -> bool:  # noqa: FBT001
    """An entry of another ticket that is read on one that the viewer sees."""
    return is_shared_with(viewer, entry_id, is_internal=is_internal)


@calls(ABOUT)
def those_read(viewer: Viewer, ids: Collection[int]) -> dict[int, Called]:
    """Those that the viewer reads."""
    rows = tickets_for(viewer).filter(pk__in=ids)
    return {
        row.pk: Called(
            row.number or "", row.title, reverse("servicedesk:ticket-show", args=[row.number])
        )
        for row in rows
    }


def _names(viewer: Viewer, ids: Collection[int]) -> dict[int, Named]:
    rows = tickets_for(viewer).filter(pk__in=ids)
    return {
        row.pk: Named(f"{row.number} {row.title}", f"/tickets/{row.number}/deadlines/")
        for row in rows
    }


runs_for(ABOUT, Kind(_names, PROMISES, late_again, retold))
