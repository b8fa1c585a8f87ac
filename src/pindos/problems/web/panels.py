"""What problems add to the pages of tickets; one query each."""

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel
from pindos.organisation.rights import units_worked_by
from pindos.problems.queries import OnTicket, problems_on_ticket, workarounds_on_ticket


def nothing_on_ticket(viewer: Viewer, ticket_id: int) -> str:
    """That there is none yet, for those who may open one."""
    return _on_ticket(viewer, ticket_id, OnTicket([], []))


@panel("servicedesk.ticket", of="problems", without=nothing_on_ticket)
def problems_of_ticket(viewer: Viewer, ticket_id: int) -> str:
    """The problems behind it and known errors of its category, for the service."""
    return _on_ticket(viewer, ticket_id, problems_on_ticket(viewer, ticket_id))


def _on_ticket(viewer: Viewer, ticket_id: int, found: OnTicket) -> str:
    may_open = bool(units_worked_by(viewer))
    if not (found.linked or found.suggested or may_open):
        return ""
    words = {
        "linked": found.linked,
        "suggested": found.suggested,
        "may_open": may_open,
        "ticket_id": ticket_id,
    }
    return render_to_string("problems/_on_ticket.html", words)


@panel("servicedesk.queue")
def problem_of_chosen(viewer: Viewer, _nothing: int) -> str:
    """A button beside the acts on the tickets that are ticked: they have one cause."""
    return render_to_string("problems/_in_queue.html") if units_worked_by(viewer) else ""


@panel("servicedesk.ticket.own")
def workarounds_of_ticket(viewer: Viewer, ticket_id: int) -> str:
    """How one can work until then, for whoever asked; where that is published."""
    found = workarounds_on_ticket(viewer, ticket_id)
    if not found:
        return ""
    return render_to_string("problems/_workaround.html", {"workarounds": found})
