"""What there is on a ticket beside its timeline: the names by which its page asks for it."""

from typing import Any

from django.db.models import QuerySet

from pindos.kernel.traces import trace, traces_of
from pindos.records.queries import has_files
from pindos.servicedesk.models import Approval, Effort, Leg, Link, Merge, Share, Task, Ticket
from pindos.servicedesk.terms import ABOUT

LEGS, APPROVALS, TASKS, TIME = "legs", "approvals", "tasks", "time"
LINKS, MEMBERS, SHARES, FILES = "links", "members", "shares", "files"


def found_on(ticket: Ticket) -> frozenset[str]:
    """The names of what there is, also of what rooms above keep about it; one query."""
    return traces_of(ABOUT, ticket.pk)


def _files(ticket_id: int) -> QuerySet[Any]:
    return has_files(Ticket.objects.filter(pk=ticket_id).values("record"))


def _merged_here(ticket_id: int) -> QuerySet[Merge]:
    return Merge.objects.filter(root=ticket_id, undone_at=None)


trace(ABOUT, LEGS, lambda pk: Leg.objects.filter(ticket=pk))
trace(ABOUT, APPROVALS, lambda pk: Approval.objects.filter(ticket=pk))
trace(ABOUT, TASKS, lambda pk: Task.objects.filter(ticket=pk))
trace(ABOUT, TIME, lambda pk: Effort.objects.filter(ticket=pk))
trace(ABOUT, LINKS, lambda pk: Link.objects.filter(ticket=pk))
trace(ABOUT, LINKS, lambda pk: Link.objects.filter(other=pk))
trace(ABOUT, MEMBERS, _merged_here)
trace(ABOUT, FILES, _files)
trace(ABOUT, SHARES, lambda pk: Share.objects.filter(ticket=pk))
