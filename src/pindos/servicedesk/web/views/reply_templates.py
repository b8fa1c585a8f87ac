"""Ready texts: the list, one with its history and a try on a ticket, and writing them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.filtering import Condition, Op, list_page
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.servicedesk import commands
from pindos.servicedesk.models import ReplyTemplate
from pindos.servicedesk.queries import (
    Filled,
    acts_open_to,
    filled,
    reply_template_by,
    right_to_template,
    ticket_by,
    unit_tickets_for,
    wordings_of,
)
from pindos.servicedesk.queries.listed_work import REPLY_TEMPLATES
from pindos.servicedesk.queries.reply_templates import things_filled_in
from pindos.servicedesk.rules.placeholders import GREEK
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.reply_templates import (
    NewReplyTemplateForm,
    ReplyTemplateForm,
    owners_for,
)
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.reply_texts import reply_with_text
from pindos.servicedesk.web.ticket_page import ticket_page
from pindos.servicedesk.web.who import works

LONGEST_NUMBER = 40  # characters


@login_required
@require_GET
def reply_template_list(request: Request) -> HttpResponse:
    """What there is, by name; retired ones on their own page."""
    is_retired = request.GET.get("show") == "retired"

    def words(rows: Sequence[ReplyTemplate]) -> dict[str, object]:
        units = organisation.units_by_id({row.unit_id for row in rows if row.unit_id})
        return {
            "rows": [(row, units.get(row.unit_id or 0)) for row in rows],
            "is_retired": is_retired,
            "may_add": bool(owners_for(request.viewer)),
        }

    return list_page(
        request,
        REPLY_TEMPLATES,
        "servicedesk/reply_template_list.html",
        words,
        within=Condition("retired", Op.EQ, ("yes" if is_retired else "no",)),
    )


@login_required
@require_GET
def reply_template_show(request: Request, pk: int) -> HttpResponse:
    """One text, how it reads on a real ticket, and every wording that it has had."""
    template = reply_template_by(request.viewer, pk)
    number, tried, problem = _try_on(request, template)
    wordings = wordings_of(template)
    people = organisation.people_by_id({row.by_id for row in wordings if row.by_id})
    context = {
        "template": template,
        "unit": organisation.unit_facts(template.unit_id) if template.unit_id else None,
        "number": number,
        "tried": tried,
        "problem": problem,
        "wordings": [(row, people.get(row.by_id or 0)) for row in wordings],
        "may_edit": bool(right_to_template(request.viewer, template.unit_id)),
    }
    return render(request, "servicedesk/reply_template_show.html", context)


def _try_on(request: Request, template: ReplyTemplate) -> tuple[str, Filled | None, str]:
    """The ticket named, or the newest that the viewer sees; the text as it reads there."""
    number = request.GET.get("ticket", "").strip()[:LONGEST_NUMBER]
    if not number:
        ticket = unit_tickets_for(request.viewer).order_by("-id").first()
    else:
        try:
            ticket = ticket_by(request.viewer, number)
        except NotFound:
            return number, None, _("There is no such ticket, or it is not yours to see.")
    if ticket is None:
        return "", None, ""
    return ticket.number or "", filled(request.viewer, template.text, ticket), ""


@login_required
@require_http_methods(["GET", "POST"])
def reply_template_add(request: Request) -> HttpResponse:
    """A new text, for a unit or for everybody."""
    if not owners_for(request.viewer):
        raise Forbidden(_("Heads write the texts of their unit, administrators all."))
    form = NewReplyTemplateForm(request.viewer, request.POST or None)
    if form.is_valid():
        with put_on(form):
            template = commands.add_reply_template(viewer=request.viewer, **form.cleaned_data)
            messages.success(request, _("The text was added."))
            return redirect("servicedesk:reply-template-show", template.pk)
    return _form_page(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def reply_template_edit(request: Request, pk: int) -> HttpResponse:
    """Another wording; the old ones stay in its history."""
    template = reply_template_by(request.viewer, pk)
    if not right_to_template(request.viewer, template.unit_id):
        raise Forbidden(_("Heads write the texts of their unit, administrators all."))
    initial = {"name": template.name, "text": template.text}
    form = ReplyTemplateForm(request.POST or None, initial=initial)
    version = request.POST.get("version", "")
    if form.is_valid():
        with put_on(form):
            commands.edit_reply_template(
                viewer=request.viewer,
                template_id=pk,
                version=int(version) if version.isdecimal() and len(version) < 10 else None,
                **form.cleaned_data,
            )
            messages.success(request, _("The new wording was saved."))
            return redirect("servicedesk:reply-template-show", pk)
    return _form_page(request, form, template)


def _form_page(
    request: Request, form: ReplyTemplateForm, template: ReplyTemplate | None
) -> HttpResponse:
    context = {
        "form": form,
        "template": template,
        "things": things_filled_in(),
        "first": f"{{{GREEK['greeting']}}}",
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/reply_template_form.html", context, status=status)


@login_required
@require_POST
def ticket_reply_template(request: Request, number: str) -> HttpResponse:
    """Put a ready text into the reply, after what was typed; nothing is sent yet."""
    ticket = ticket_by(request.viewer, number)
    if Act.REPLY not in acts_open_to(request.viewer, ticket) or not works(request.viewer):
        raise Forbidden(_("Only those who work in the unit that answers for it can do this."))
    form = reply_with_text(request, ticket)
    if request.headers.get("HX-Request"):
        return render(request, "servicedesk/_reply_text.html", {"reply": form})
    return ticket_page(request, ticket, reply=form)


def _set(command: Callable[..., Any], said: Callable[[], str]) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, pk: int) -> HttpResponse:
        command(viewer=request.viewer, template_id=pk)
        messages.success(request, said())
        return redirect("servicedesk:reply-template-show", pk)

    return page


reply_template_retire = _set(
    commands.retire_reply_template, lambda: _("The text is offered no more.")
)
reply_template_restore = _set(
    commands.restore_reply_template, lambda: _("The text is offered again.")
)
