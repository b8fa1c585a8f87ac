"""What the desk keeps about people: what they asked for, did, approved and gave out."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.keeping import FileKind, keeps
from pindos.kernel.personal import End, Holding, Values, Whom, by_person, holds, near, nobody
from pindos.servicedesk.commands.editing import asked_by
from pindos.servicedesk.commands.opening import searchable
from pindos.servicedesk.models import Approval, Effort, Leg, Merge, Task, Ticket
from pindos.servicedesk.terms import ABOUT, State

HELP = _("To help you, and to find again how it was solved.")
WORK = _("To know who did what and how long it took.")
OF_TICKET = "ticket__record"
OF_PEOPLE: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Task, ("who", "done_by")),
    (Effort, ("who", "by")),
    (Leg, ("owner",)),
    (Approval, ("asked_by", "decided_by")),
)


def _afresh(row: Ticket) -> Values:
    return {"search_text": searchable(row, asked_by(row))}


@near
def _tickets(whom: Whom) -> QuerySet[Ticket, int]:
    me = Q(requester=whom.person_id) | Q(assignee=whom.person_id)
    for model, columns in OF_PEOPLE:
        theirs = model.objects.filter(by_person(*columns)(whom))
        me |= Q(pk__in=theirs.values("ticket"))
    return Ticket.objects.filter(me).values_list("record_id", flat=True)


def _over(before: datetime) -> Q:
    """What was closed; what was merged ends with the ticket on which the work was done."""
    closed = {"state": State.CLOSED, "closed_at__lt": before}
    roots = Ticket.objects.filter(**closed)
    merges = Merge.objects.filter(undone_at=None, root__in=roots).values("ticket")
    return Q(**closed) | Q(state=State.MERGED, pk__in=merges)


keeps(
    FileKind(
        key=ABOUT,
        label=_("Tickets"),
        ended="state_since",
        over=_over,
        page=lambda row: reverse("servicedesk:ticket-show", args=[row.number]),
        drafts=lambda pk: f"ticket:{pk}:",
        category="category",
    )
)
holds(
    Holding(
        table="servicedesk.ticket",
        label=_("Tickets that you asked for or worked on"),
        why=HELP,
        about=by_person("requester", "assignee"),
        shown=(
            "number",
            "title",
            "state",
            "priority",
            "prefecture",
            "site",
            "unit",
            "requester",
            "assignee",
            "category",
            "opened_at",
            "solved_at",
            "closed_at",
        ),
        held=("touched", "search_text"),
        texts=("title",),
        record="record",
        afresh=_afresh,
    ),
    Holding(
        table="servicedesk.caller",
        label=_("Who called in your tickets"),
        why=HELP,
        about=by_person("ticket__requester"),
        shown=("ticket", "name", "phone"),
        texts=("name", "phone"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.answered",
        label=_("What you answered to the questions of a category"),
        why=HELP,
        about=by_person("ticket__requester"),
        shown=("ticket", "answers", "at"),
        texts=("answers",),
        typed=("answers",),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.approval",
        label=_("Approvals that you asked for or gave"),
        why=_("To know who approved what."),
        about=by_person("asked_by", "decided_by"),
        shown=("ticket", "unit", "question", "asked_at", "decision", "reason", "decided_at"),
        held=("asked_by", "decided_by"),
        texts=("question", "reason"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.calendarfeed",
        label=_("Secret addresses of your calendar"),
        why=_("To show your due work in another calendar, until you revoke it."),
        about=by_person("person"),
        shown=("unit", "made_at", "revoked_at"),
        held=("account", "person", "digest"),
        end=End.ERASED,
    ),
    Holding(
        table="servicedesk.leg",
        label=_("Referrals that you accepted"),
        why=WORK,
        about=by_person("owner"),
        shown=("ticket", "from_unit", "unit", "began_at", "accepted_at", "ended_at", "outcome"),
        held=("owner",),
        texts=("tried", "reason", "answer"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.effort",
        label=_("Time that you noted"),
        why=WORK,
        about=by_person("who", "by"),
        shown=("ticket", "unit", "minutes", "on", "note"),
        held=("who", "by"),
        texts=("note",),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.task",
        label=_("Tasks that were yours"),
        why=WORK,
        about=by_person("who", "done_by"),
        shown=("ticket", "group", "title", "due_at", "done_at"),
        held=("who", "done_by"),
        texts=("title", "group"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.bulkact",
        label=_("What you did to many tickets at once"),
        why=WORK,
        about=by_person("person"),
        shown=("verb", "arguments", "unit", "state", "made_at", "ended_at"),
        held=("account", "person"),
        texts=("arguments",),
        record="items__ticket__record",
    ),
    Holding(
        table="servicedesk.bulkitem",
        label=_("What that did to single tickets"),
        why=WORK,
        about=nobody,
        held=("before",),
        texts=("reason", "said", "before"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.mailed",
        label=_("From where messages came onto tickets, and to whom they went"),
        why=_("To let rules ask how a ticket came, and whether its sender may be forged."),
        about=nobody,
        held=("domain", "written_to"),
        texts=("domain", "written_to"),
        record=OF_TICKET,
    ),
    Holding(
        table="servicedesk.merge",
        label=_("Tickets that you merged"),
        why=WORK,
        about=by_person("by"),
        shown=("ticket", "into", "state", "at", "undone_at"),
        held=("by",),
    ),
    Holding(
        table="servicedesk.categoryversion",
        label=_("Categories that you changed"),
        why=WORK,
        about=by_person("made_by"),
        shown=("category", "number", "made_at"),
        held=("made_by", "said"),
    ),
    Holding(
        table="servicedesk.replywording",
        label=_("Ready-made replies that you wrote"),
        why=WORK,
        about=by_person("by"),
        shown=("name", "text", "at"),
        held=("by",),
        texts=("name", "text"),
    ),
)
