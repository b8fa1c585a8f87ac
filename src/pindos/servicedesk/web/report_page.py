"""The page with the three questions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pindos.kernel.drafting import fill, restored
from pindos.kernel.drafts import Kept
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.once_only import token
from pindos.kernel.slots import render as render_slot
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.knowledge.queries import suggested_instructions
from pindos.organisation.terms import Competence
from pindos.records.commands import keep_for_next_try
from pindos.servicedesk.queries import Offered, category_named, unit_competent_for
from pindos.servicedesk.web.drafts import REPORT
from pindos.servicedesk.web.forms.report import ReportForm
from pindos.servicedesk.web.speech import the_unit
from pindos.servicedesk.web.who import frame_of

CATEGORY = "category"


def report_form(request: Request, *, is_worker: bool = False) -> ReportForm:
    """The form with what was sent; before that with the draft, and the category of a link."""
    draft = restored(request, REPORT)
    chosen = _chosen(request, draft)
    form = ReportForm(request.viewer, request.POST or None, is_worker=is_worker, category=chosen)
    form.draft = draft
    fill(form, draft)
    if chosen and draft and draft.get(CATEGORY) != chosen.key:
        # How bad it is was not meant for this category when the draft was kept.
        form.initial.update(urgency=chosen.content.urgency, impact=chosen.content.impact)
    return form


def _chosen(request: Request, draft: Kept | None) -> Offered | None:
    """The category that was chosen, in the form, by a link or in the draft; None without one."""
    asked = request.POST if request.method == "POST" else request.GET
    key = asked.get(CATEGORY, draft.get(CATEGORY) if draft else "")
    if not key:
        return None
    try:
        return category_named(request.viewer, key)
    except Invalid:
        return None


def report_page(request: Request, form: ReportForm, **more: Any) -> HttpResponse:
    """The form as it stands; after a failure with all that was written and sent."""
    kept = keep_for_next_try(request, form) if form.is_bound else ()
    context = {
        "form": form,
        "frame": frame_of(request.viewer),
        "kept": kept,
        "draft": form.draft,
        "once": token(request),
        "panels": render_slot("servicedesk.report", request.viewer, request.viewer.person_id or 0),
        **_of_category(form),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/report.html", context, status=status)


def suggesting_page(request: Request, sent: ReportForm) -> HttpResponse:
    """The form with all that was written and sent so far, and the instructions that may help."""
    kept = keep_for_next_try(request, sent)
    form = ReportForm(request.viewer, is_worker=sent.is_worker, category=sent.chosen)
    fill(form, Kept({name: request.POST.getlist(name) for name in request.POST}, timezone.now()))
    words = without_invisible(request.POST.get("what", ""))
    found = suggested_instructions(request.viewer, words)
    return report_page(request, form, kept=kept, suggested=found, is_asked=True)


def category_part(request: Request, form: ReportForm) -> HttpResponse:
    """What changes on the page when a category is chosen: its form, its weight, who gets it."""
    context = {"form": form, "is_part": True, **_of_category(form)}
    return render(request, "servicedesk/_report_category.html", context)


def _of_category(form: ReportForm) -> dict[str, Any]:
    return {"chosen": form.chosen, "unit": _unit_of(form)}


def _unit_of(form: ReportForm) -> str:
    """Who will have it, where that is clear before the form is sent."""
    if form.is_worker or form.me is None or form.me.prefecture_id is None:
        return ""
    duty = form.chosen.content.competence if form.chosen else Competence.SUPPORT_USERS
    try:
        unit = unit_competent_for(duty, form.me.prefecture_id)
    except Refused:
        return ""
    return the_unit(unit.unit_name)
