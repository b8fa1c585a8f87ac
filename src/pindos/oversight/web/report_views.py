"""Pages of the monthly reports."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from pindos.kernel.errors import Invalid
from pindos.kernel.filtering.days import months_on
from pindos.kernel.pages import page_of
from pindos.kernel.refusals import blame
from pindos.kernel.web import Request
from pindos.oversight.commands import ask_report, take_report
from pindos.oversight.queries import overseeing, reports_for
from pindos.oversight.serving import file_of
from pindos.oversight.words import month_of

MOST = 24  # months to choose from


class ReportForm(forms.Form):
    """Which month is wanted."""

    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, data: object, today: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        firsts = [months_on(today.replace(day=1), -count) for count in range(MOST)]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (f"{first:%Y-%m}", month_of(first)) for first in firsts
        ]
        self.fields["month"].initial = f"{firsts[1]:%Y-%m}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_list(request: Request) -> HttpResponse:
    """The reports there are; a POST asks for that of a month."""
    unit = overseeing(request.viewer)[0]
    form = ReportForm(request.POST or None, timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            ask_report(viewer=request.viewer, month=form.cleaned_data["month"])
        except Invalid as wrong:
            blame(form, wrong)
        else:
            messages.success(request, _("The report is being made. It is here within minutes."))
            return redirect("oversight:report-list")
    after = request.GET.get("after", "")
    page = page_of(reports_for(request.viewer), by=("-month", "-id"), after=after)
    context: dict[str, object] = {
        "form": form,
        "page": page,
        "unit": unit.name,
        "lines": [(row, month_of(row.month)) for row in page.items],
        "is_made_now": any(row.state == "asked" for row in page.items),
    }
    return render(
        request, "oversight/reports/list.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@login_required
def report_download(request: Request, report_id: int) -> HttpResponse:
    """The file; that it was taken is in the audit trail."""
    return file_of(take_report(viewer=request.viewer, report_id=report_id))
