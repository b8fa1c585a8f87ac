"""The referral to the Directorate, and the list of all that are referred."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pindos.kernel.drafting import as_sent, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Refused
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.web import Request
from pindos.records.commands import sent_with
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import acts_open_to, referral_unit, ticket_by
from pindos.servicedesk.queries.listed_work import REFERRALS, WAYS
from pindos.servicedesk.queries.referrals import referral_counts
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.act_page import act_page, version_of
from pindos.servicedesk.web.deeds import Deed
from pindos.servicedesk.web.drafts import draft_name
from pindos.servicedesk.web.forms.refer import ReferForm
from pindos.servicedesk.web.referrals import referral_lines
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.told import told_to
from pindos.servicedesk.web.who import reads

REFER = Deed(
    act=Act.REFER,
    command=commands.refer_ticket,
    form=ReferForm,
    icon="refer",
    button=gettext_lazy("Refer to the Directorate"),
    title=gettext_lazy("Referral to the Directorate"),
    lead=gettext_lazy(
        "Write what you tried and what you found, so that nobody does the same work again."
    ),
    done=gettext_lazy("The referral was sent. You see it under Referrals and can recall it."),
)
FIELDS = {"tried": "more", "reason": "found"}


@login_required
@require_http_methods(["GET", "POST"])
def ticket_refer(request: Request, number: str) -> HttpResponse:
    """Ask what was tried and found, then refer; a form that fails keeps every word."""
    ticket = ticket_by(request.viewer, number)
    name = draft_name(ticket, Act.REFER)
    if kept := kept_instead(request, name):
        return kept
    data = request.POST if request.method == "POST" else None
    story = told_to(request.viewer, ticket)
    ticked = as_sent(restored(request, name))
    form = ReferForm(request.viewer, ticket, data, story=story, ticked=ticked)
    if form.is_valid():
        with put_on(form, FIELDS):
            commands.refer_ticket(
                viewer=request.viewer,
                ticket_id=ticket.pk,
                version=version_of(request),
                files=sent_with(request),
                **form.arguments(),
            )
            drop_draft(request.viewer, name)
            messages.success(request, str(REFER.done))
            return redirect("servicedesk:ticket-show", ticket.number)
    return _page(request, ticket, form)


def _page(request: Request, ticket: Ticket, form: ReferForm) -> HttpResponse:
    if request.method == "GET" and Act.REFER not in acts_open_to(request.viewer, ticket):
        raise Refused(_("This cannot be done to the ticket now, or not by you. Open it again."))
    asked = referral_unit(ticket)
    template = "servicedesk/ticket_refer.html"
    return act_page(request, ticket, REFER, form, template, asked=asked)


@login_required
@require_GET
def referral_list(request: Request) -> HttpResponse:
    """What is referred from here and to here, open and come back."""
    if not reads(request.viewer):
        return redirect("servicedesk:ticket-mine")
    way = request.GET.get("show", "")
    way = way if way in WAYS else ""
    counts = referral_counts(request.viewer)
    words = {
        "open": counts[""],
        "ways": [(key, label, counts[key]) for key, label in WAYS.items()],
        "way": way,
        "counts": counts,
    }
    is_all = not way and bool(request.GET.get("filter"))
    return list_page(
        request,
        REFERRALS,
        "servicedesk/referral_list.html",
        lambda rows: {**words, "lines": referral_lines(rows)},
        within=EVERYTHING if is_all else Condition("way", Op.EQ, (way or "open",)),
        dressed=lambda rows: rows.select_related("ticket"),
    )
