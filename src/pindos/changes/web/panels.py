"""What planned work adds to pages of the floors below."""

from django.template.loader import render_to_string
from django.utils import timezone

from pindos.changes.queries import aims_at_problem, planned_now, ties_of_ticket
from pindos.changes.web import calendar
from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel

__all__ = ["calendar"]  # it registers itself when it is loaded


@panel("servicedesk.ticket", of="changes")
def changes_of_ticket(viewer: Viewer, ticket_id: int) -> str:
    """The changes of a ticket that the viewer reads; one query."""
    ties = ties_of_ticket(viewer, ticket_id)
    return render_to_string("changes/_ticket_changes.html", {"ties": ties}) if ties else ""


@panel("problems.problem")
def changes_of_problem(viewer: Viewer, problem_id: int) -> str:
    """The changes that are to solve a problem and that the viewer reads; one query."""
    aims = aims_at_problem(viewer, problem_id)
    return render_to_string("changes/_problem_changes.html", {"aims": aims}) if aims else ""


@panel("servicedesk.today")
def planned_for_me(viewer: Viewer, pk: int) -> str:
    """What is announced to the viewer for now and the week to come; one query."""
    return _planned(viewer, is_report=False)


@panel("servicedesk.report")
def planned_while_reporting(viewer: Viewer, pk: int) -> str:
    """The same where a problem is reported: what is under way may be its cause; one query."""
    return _planned(viewer, is_report=True)


def _planned(viewer: Viewer, *, is_report: bool) -> str:
    now = timezone.now()
    found = planned_now(viewer, now)
    if not found:
        return ""
    lines = [(each, each.is_now(now)) for each in found]
    context = {
        "lines": lines,
        "now": any(is_now for _each, is_now in lines),
        "is_report": is_report,
    }
    return render_to_string("changes/_planned.html", context)
