"""The page of one ticket: for those who work on it, and for whoever asked."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pindos.kernel.drafting import restored
from pindos.kernel.once_only import token
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.records.commands import keep_for_next_try
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.options import DAYS_UNTIL_CLOSED
from pindos.servicedesk.queries import (
    Glance,
    Moment,
    acts_open_to,
    found_on,
    glance_at,
    reply_templates_on,
    sight_of_ticket,
    story_of,
)
from pindos.servicedesk.queries.found import LEGS
from pindos.servicedesk.rules import is_late
from pindos.servicedesk.terms import (
    OPEN,
    Act,
    Came,
    Outcome,
    State,
    Step,
)
from pindos.servicedesk.web import chips, deeds
from pindos.servicedesk.web.approvals import approvals_context
from pindos.servicedesk.web.asked import asked_context, asset_context, caller_context
from pindos.servicedesk.web.drafts import REPLY, draft_name
from pindos.servicedesk.web.forms.reply import ReplyForm, with_draft
from pindos.servicedesk.web.legs import LegLine, leg_lines
from pindos.servicedesk.web.linked import linked_context
from pindos.servicedesk.web.matrix import matrix_of
from pindos.servicedesk.web.merging import merged_context
from pindos.servicedesk.web.timeline import FEWEST_LEFT_OUT, timeline_shown, wanted_of
from pindos.servicedesk.web.watching import watched_context
from pindos.shell.drawing.addresses import address_of

SHOWN = [
    ("all", gettext_lazy("All")),
    ("public", gettext_lazy("What the person who asked sees")),
    ("internal", gettext_lazy("Internal only")),
]


class Button(NamedTuple):
    """A verb on top of the page; at most one stands out."""

    label: Promise | str
    url: str
    icon: str
    is_at_once: bool = False
    is_first: bool = False


def ticket_page(
    request: Request, ticket: Ticket, *, reply: ReplyForm | None = None
) -> HttpResponse:
    """The page as the viewer may see it; with a reply that failed, what was written stays."""
    is_inside = sight_of_ticket(request.viewer, ticket) == Sight.ALL
    has = found_on(ticket)
    wanted = wanted_of(request.GET, may_choose=is_inside)
    glance = glance_at(request.viewer, ticket, wanted, has, fewest=FEWEST_LEFT_OUT)
    context = _shared(request, ticket, reply, has)
    context |= watched_context(request.viewer, ticket, context["acts"])
    context |= approvals_context(request.viewer, ticket, context["acts"], has)
    if is_inside:
        context |= _for_workers(request, ticket, context, glance)
        template = "servicedesk/ticket_show.html"
    else:
        context |= _for_requester(request, ticket, glance)
        template = "servicedesk/ticket_own.html"
    context["timeline"] = timeline_shown(glance, wanted, context)
    return render(
        request, template, context, status=422 if reply is not None and reply.is_bound else 200
    )


def _shared(
    request: Request, ticket: Ticket, reply: ReplyForm | None, has: frozenset[str]
) -> dict[str, Any]:
    """What both pages show."""
    units = organisation.units_by_id({ticket.unit_id, ticket.with_unit_id})
    people = organisation.people_by_id(
        {pk for pk in (ticket.requester_id, ticket.assignee_id) if pk is not None}
    )
    now = timezone.now()
    kept = keep_for_next_try(request, reply) if reply is not None else ()
    draft = restored(request, draft_name(ticket, REPLY))
    form = with_draft(reply, draft)
    return {
        "ticket": ticket,
        "is_open": ticket.state in OPEN,
        "acts": acts_open_to(request.viewer, ticket),
        "has": has,
        "legs": leg_lines(ticket) if LEGS in has else [],
        "unit": units[ticket.unit_id],
        "with_unit": units[ticket.with_unit_id],
        "requester": people.get(ticket.requester_id or 0),
        "assignee": people.get(ticket.assignee_id or 0),
        "since_length": chips.length_of(now - ticket.state_since),
        "closes_on": ticket.state_since + timedelta(days=DAYS_UNTIL_CLOSED.now()),
        "reply": form,
        "draft": draft,
        "kept": kept,
        "to_user": pgettext("button", "Send"),
        "once": token(request),
        **asked_context(ticket),
    }


def _for_requester(request: Request, ticket: Ticket, glance: Glance) -> dict[str, Any]:
    """What the person who asked has to do now; whoever was let in reads the same, and nothing."""
    is_mine = ticket.requester_id == request.viewer.person_id
    is_asked = is_mine and ticket.state == State.WAITING
    return {
        "panels": render_slot("servicedesk.ticket.own", request.viewer, ticket.pk),
        "is_own": True,
        "is_mine": is_mine,
        "is_solved": is_mine and ticket.state == State.SOLVED,
        "question": _question(request, ticket, glance) if is_asked else None,
    }


def _question(request: Request, ticket: Ticket, glance: Glance) -> Moment | None:
    """The last that was asked; it stands at the end, or was said long ago."""
    asked = [moment for moment in [*glance.begin, *glance.end] if moment.asks]
    if not asked and glance.older:
        asked = [moment for moment in story_of(request.viewer, ticket) if moment.asks]
    return asked[-1] if asked else None


def _for_workers(
    request: Request, ticket: Ticket, shared: dict[str, Any], glance: Glance
) -> dict[str, Any]:
    """The facts beside it, and all that the viewer may do."""
    now = timezone.now()
    has: frozenset[str] = shared["has"]
    legs: list[LegLine] = shared["legs"]
    acts: frozenset[str] = shared["acts"]
    requester = shared["requester"]
    shown = request.GET.get("show", "all")
    return {
        "presence": address_of("servicedesk:ticket-presence", ticket.number),
        "panels": render_slot("servicedesk.ticket", request.viewer, ticket.pk, has),
        "last_leg": legs[-1] if legs else None,
        "buttons": buttons_of(ticket, acts, legs),
        "may_take": Act.TAKE in acts and ticket.state != State.NEW,
        "shown": shown,
        "shown_choices": SHOWN,
        "seen": glance.newest,
        "age": chips.age(ticket.state, ticket.opened_at, ticket.late_at, now),
        "is_late": is_late(ticket.state, ticket.late_at, now),
        "came": Came(ticket.came_by).label if ticket.came_by else "",
        "matrix": matrix_of(ticket),
        "prefecture": organisation.prefecture_facts(ticket.prefecture_id),
        "site": organisation.site_facts(ticket.site_id) if ticket.site_id else None,
        "why_unit": why_unit(glance.came),
        "to_user": _("Send to: %(who)s") % {"who": requester.name}
        if requester
        else pgettext("button", "Send"),
        "templates": reply_templates_on(request.viewer, ticket) if Act.REPLY in acts else (),
        **linked_context(request.viewer, ticket, has=has),
        **merged_context(request.viewer, ticket, acts, has),
        **caller_context(ticket),
        **asset_context(request.viewer, ticket),
        "is_for_requester": requester is not None and requester.id == request.viewer.person_id,
    }


def why_unit(story: Iterable[Moment]) -> str:
    """Why this unit answers for it: what the timeline said when it came here."""
    came = [
        moment.words
        for moment in story
        if moment.step in (Step.ROUTED, Step.MOVED) and moment.words and not moment.origin
    ]
    return came[-1] if came else ""


def buttons_of(ticket: Ticket, acts: frozenset[str], legs: list[LegLine]) -> list[Button]:
    """The verbs on top, the most likely one last and standing out."""
    ranked = [name for name in _order(ticket.state, acts, legs) if name in acts]
    buttons = [_button(name, ticket, is_first=rank == 0) for rank, name in enumerate(ranked)]
    return buttons[::-1]


def _order(state: str, acts: frozenset[str], legs: list[LegLine]) -> list[str]:
    """The acts in the order in which they are likely to come next."""
    if state == State.NEW:
        return [Act.TAKE, Act.REPLY, Act.RESOLVE, Act.REFER, Act.CONFIRM]
    if state == State.REFERRED:
        theirs = [Act.ACCEPT, Act.HAND_BACK, Act.RETURN]
        rest = [] if Act.HAND_BACK in acts else [Act.REPLY]
        return [*theirs, *rest, Act.RECALL, Act.CONFIRM]
    if state == State.RETURNED and legs and legs[-1].outcome == Outcome.QUESTION:
        return [Act.REFER, Act.REPLY, Act.RESOLVE]
    if state == State.RETURNED:
        return [Act.RESOLVE, Act.REPLY, Act.REFER]
    if state in (State.SOLVED, State.CLOSED):
        return [Act.CONFIRM, Act.REOPEN]
    return [Act.REPLY, Act.RESOLVE, Act.REFER, Act.CONFIRM]


def _button(name: str, ticket: Ticket, *, is_first: bool) -> Button:
    if name == Act.REPLY:
        return Button(gettext_lazy("Reply"), "#reply", "speech", is_first=is_first)
    if name == Act.REFER:
        url = address_of("servicedesk:ticket-refer", ticket.number)
        label = gettext_lazy("Refer to the Directorate")
        return Button(label, url, "refer", is_first=is_first)
    deed = deeds.BY_ACT[name]
    return Button(deed.button, deed.url(ticket), deed.icon, deed.is_at_once, is_first)
