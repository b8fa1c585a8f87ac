"""Reporting a problem, and the receipt for it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pindos.kernel.drafting import kept_instead
from pindos.kernel.drafts import drop_draft
from pindos.kernel.once_only import once_only
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.records.commands import digest_of_files, sent_with
from pindos.servicedesk.commands import open_ticket
from pindos.servicedesk.queries import (
    acts_open_to,
    categories_for,
    open_approval,
    shelves_of,
    ticket_by,
)
from pindos.servicedesk.terms import Act, Impact
from pindos.servicedesk.web.choosing import choosing_template
from pindos.servicedesk.web.drafts import REPORT
from pindos.servicedesk.web.forms.questions import answers_in, names_of_answers
from pindos.servicedesk.web.forms.report import ReportForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.report_page import (
    category_part,
    report_form,
    report_page,
    suggesting_page,
)
from pindos.servicedesk.web.ticket_page import why_unit
from pindos.servicedesk.web.titles import title_of
from pindos.servicedesk.web.told import told_to
from pindos.servicedesk.web.who import frame_of, works

FIELDS = {"title": "what", "description": "what", "prefecture": "place", "site": "place"}


@login_required
@require_http_methods(["GET", "POST"])
def report(request: Request) -> HttpResponse:
    """Three questions; a second click finds the ticket of the first."""
    if kept := kept_instead(request, REPORT):
        return kept
    is_worker = works(request.viewer)
    form = report_form(request, is_worker=is_worker)
    if request.method == "GET" and request.headers.get("HX-Request"):
        return category_part(request, form)
    if request.method == "POST" and "suggest" in request.POST:
        return suggesting_page(request, form)
    if request.method == "POST" and form.is_valid():
        with put_on(form, {**FIELDS, **names_of_answers(form)}):
            number = _opened(request, form)
            drop_draft(request.viewer, REPORT)
            if is_worker:
                messages.success(request, _("Ticket %(number)s is open.") % {"number": number})
                return redirect("servicedesk:ticket-show", number)
            return redirect("servicedesk:report-sent", number)
    return report_page(request, form)


@login_required
@require_GET
def category_choose(request: Request) -> HttpResponse:
    """The catalogue to choose from: by group, or those that hold the words that were typed."""
    words = request.GET.get("q", "")
    context = {
        "frame": frame_of(request.viewer),
        "shelves": shelves_of(categories_for(request.viewer), words),
        "q": words[:100],
        "to": reverse("servicedesk:report"),
    }
    return render(request, choosing_template(request), context)


def _opened(request: Request, form: ReportForm) -> str:
    """The number of the ticket that this form opened, now or by the first click."""

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        ticket = open_ticket(
            viewer=request.viewer,
            title=title_of(data["what"]) if data["what"] else _name_of(form),
            description=data["what"],
            impact=data["impact"] or Impact.PERSON,
            urgency=data["urgency"],
            prefecture=data["at"].prefecture,
            site=data["at"].site,
            requester=data.get("requester_id"),
            category=data["category"] or None,
            answers=answers_in(form) or None,
            files=sent_with(request),
        )
        return {"number": ticket.number}

    asked = {**form.sent(), "files": digest_of_files(request)}
    return str(once_only(request, "report", asked, act)["number"])


def _name_of(form: ReportForm) -> str:
    return form.chosen.name if form.chosen else ""


@login_required
@require_GET
def report_sent(request: Request, number: str) -> HttpResponse:
    """The receipt: the number, who has it and why, and what happens next."""
    ticket = ticket_by(request.viewer, number)
    story = told_to(request.viewer, ticket)
    approval = open_approval(ticket)
    context = {
        "ticket": ticket,
        "frame": frame_of(request.viewer),
        "unit": organisation.unit_facts(ticket.unit_id),
        "asked": organisation.unit_facts(approval.unit_id) if approval else None,
        "why": why_unit(item.moment for item in story),
        "files": sum(len(item.moment.files) for item in story),
        "may_withdraw": Act.CONFIRM in acts_open_to(request.viewer, ticket),
    }
    return render(request, "servicedesk/report_sent.html", context)
