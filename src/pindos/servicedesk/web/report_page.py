"""The page with the three questions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pindos.kernel.drafting import fill, restored
from pindos.kernel.errors import Refused
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.organisation.terms import Competence
from pindos.servicedesk.web.drafts import REPORT
from pindos.servicedesk.web.forms.report import ReportForm
from pindos.servicedesk.web.once_only import token
from pindos.servicedesk.web.speech import the_unit
from pindos.servicedesk.web.uploads import keep_for_next_try
from pindos.servicedesk.web.who import frame_of


def report_page(request: Request, form: ReportForm, **more: Any) -> HttpResponse:
    """The form as it stands; after a failure with all that was written and sent."""
    kept = keep_for_next_try(request, form) if form.is_bound else ()
    draft = restored(request, REPORT)
    fill(form, draft)
    context = {
        "form": form,
        "frame": frame_of(request.viewer),
        "kept": kept,
        "draft": draft,
        "once": token(request),
        "unit": _unit_of(form),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/report.html", context, status=status)


def _unit_of(form: ReportForm) -> str:
    """Who will have it, where that is clear before the form is sent."""
    if form.is_worker or form.me is None or form.me.prefecture_id is None:
        return ""
    try:
        unit = organisation.competent_unit(Competence.SUPPORT_USERS, form.me.prefecture_id)
    except Refused:
        return ""
    return the_unit(unit.unit_name)
