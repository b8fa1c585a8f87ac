"""One act on many tickets: what it asks, what it would do, how it went, and undoing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.filtering import Asked, list_page
from pindos.kernel.pages import page_of
from pindos.kernel.text import id_in, without_invisible
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.servicedesk import commands
from pindos.servicedesk.models import BulkAct, Ticket
from pindos.servicedesk.queries import (
    TICKETS,
    bulk_act_by,
    items_of,
    outcomes_of,
    tickets_for,
)
from pindos.servicedesk.queries.listed_work import BULK_ACTS
from pindos.servicedesk.telling.bulk import people_told_of
from pindos.servicedesk.terms import BulkOutcome, BulkState
from pindos.servicedesk.web.forms.bulk import FORMS, LABELS
from pindos.servicedesk.web.queue import asked_in, tickets_asked_for
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.who import works

LONGEST_LIST = 10_000  # characters of the address of a list
ROWS = 100  # a page of tickets under 50 kB
UNDER_WAY = (BulkState.RUNNING, BulkState.UNDOING)
ENDED = (BulkState.DONE, BulkState.UNDONE)


@login_required
@require_GET
def bulk_act_list(request: Request) -> HttpResponse:
    """One's own, and those of the units that one heads."""

    def words(rows: Sequence[BulkAct]) -> dict[str, object]:
        people = organisation.people_by_id({row.person_id for row in rows})
        return {
            "rows": [
                (row, LABELS.get(row.verb, row.verb), people[row.person_id].name, outcomes_of(row))
                for row in rows
            ]
        }

    return list_page(request, BULK_ACTS, "servicedesk/bulk_act_list.html", words)


@login_required
@require_POST
def bulk_act_preview(request: Request) -> HttpResponse:
    """Ask for what the act needs, then look at what it would do."""
    if not works(request.viewer):
        raise NotFound
    verb = request.POST.get("do", "")
    if verb not in FORMS:
        raise Refused(_("Choose what to do with the tickets."))
    ids = _chosen(request)
    is_sent = "asked" in request.POST or not FORMS[verb].base_fields
    form = FORMS[verb](request.viewer, request.POST if is_sent else None)
    if form.is_valid():
        with put_on(form):
            bulk = commands.preview_bulk_act(
                viewer=request.viewer, verb=verb, ticket_ids=ids, arguments=form.cleaned_data
            )
            return redirect("servicedesk:bulk-act-show", bulk.pk)
    context = {
        "form": form,
        "verb": verb,
        "label": LABELS[verb],
        "count": len(ids),
        "ids": ",".join(map(str, ids)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/bulk_act_form.html", context, status=status)


def _chosen(request: Request) -> list[int]:
    """The tickets that were ticked, or all that the list found."""
    if request.POST.get("ids"):
        texts = request.POST["ids"].split(",")[: commands.MOST_AT_ONCE + 1]
        return [ticket_id for ticket_id in map(id_in, texts) if ticket_id is not None]
    if request.POST.get("all"):
        found = _all_of(request, QueryDict(request.POST.get("list", "")[:LONGEST_LIST]))
    else:
        found = tickets_for(request.viewer).filter(
            number__in=[
                without_invisible(each)
                for each in request.POST.getlist("ticket")[: commands.MOST_AT_ONCE]
            ]
        )
    ids = list(found.order_by("id").values_list("pk", flat=True)[: commands.MOST_AT_ONCE + 1])
    if not ids:
        raise Refused(_("Choose at least one ticket first."))
    if len(ids) > commands.MOST_AT_ONCE:
        words = _("The list finds %(n)s tickets, and at most %(most)s go at once. Narrow it.")
        raise Refused(words % {"n": found.count(), "most": commands.MOST_AT_ONCE})
    return ids


def _all_of(request: Request, parameters: QueryDict) -> QuerySet[Ticket]:
    """All that the list of this address finds, its filter too; of a faulty one, nothing."""
    now = timezone.now()
    found = tickets_asked_for(
        request.viewer, asked_in({name: str(value) for name, value in parameters.items()}), now
    )
    return Asked(TICKETS, request.viewer, parameters, now).among(found).rows


@login_required
@require_GET
def bulk_act_show(request: Request, pk: int) -> HttpResponse:
    """What it would do, how far it is, or how it went: always ticket by ticket."""
    bulk = bulk_act_by(request.viewer, pk)
    counts = outcomes_of(bulk)
    shown = request.GET.get("show", "")
    items = items_of(request.viewer, bulk)
    if shown in BulkOutcome.values:
        items = items.filter(outcome=shown)
    page = page_of(items, by=("id",), after=request.GET.get("after", ""), size=ROWS)
    is_own = bulk.person_id == request.viewer.person_id
    is_previewed = bulk.state == BulkState.PREVIEWED
    context: dict[str, Any] = {
        "bulk": bulk,
        "label": LABELS.get(bulk.verb, bulk.verb),
        "page": page,
        "shown": shown,
        "counts": [(value, BulkOutcome(value).label, n) for value, n in sorted(counts.items())],
        "total": sum(counts.values()),
        "is_own": is_own,
        "under_way": bulk.state in UNDER_WAY,
        "ended": ENDED,
        "changes_nothing": is_previewed and not counts.get(BulkOutcome.WANTED),
        "is_written": bulk.verb in commands.IRREVOCABLE,
        "person": organisation.person_facts(bulk.person_id).name,
        **{f"n_{value}": counts.get(value, 0) for value in BulkOutcome.values},
    }
    if is_previewed:
        context["told"] = people_told_of(bulk)
    return render(request, "servicedesk/bulk_act_show.html", context)


@login_required
@require_POST
def bulk_act_carry_out(request: Request, pk: int) -> HttpResponse:
    """Do it."""
    return _after(request, commands.carry_out_bulk_act(viewer=request.viewer, bulk_id=pk))


@login_required
@require_POST
def bulk_act_undo(request: Request, pk: int) -> HttpResponse:
    """Undo it, where nobody has changed anything since."""
    return _after(request, commands.undo_bulk_act(viewer=request.viewer, bulk_id=pk))


def _after(request: Request, bulk: BulkAct) -> HttpResponse:
    if bulk.state in UNDER_WAY:
        messages.success(request, _("It has begun. You may leave this page; it goes on."))
    return redirect("servicedesk:bulk-act-show", bulk.pk)
