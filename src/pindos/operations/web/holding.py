"""The page on which one file is exempted from the rules of retention, or let go again."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.refusals import blame
from pindos.kernel.web import Request
from pindos.operations.commands import hold_file, release_file
from pindos.operations.queries import file_by, hold_on
from pindos.operations.web.forms import Line


class HoldForm(forms.Form):
    """Why a file is exempt."""

    reason = Line(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("For example a court case or a check that is under way."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_hold(request: Request, record_id: int) -> HttpResponse:
    """Whether a file is exempt; a POST exempts it."""
    file = file_by(request.viewer, record_id)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            hold_file(viewer=request.viewer, record=record_id, **form.cleaned_data)
        except Invalid as wrong:
            blame(form, wrong)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is exempt: no rule erases anything of it."))
            return redirect(file.page)
    words = {"form": form, "file": file, "hold": hold_on(record_id)}
    status = 422 if form.is_bound else 200
    return render(request, "operations/file_hold.html", words, status=status)


@login_required
@require_POST
def file_release(request: Request, record_id: int) -> HttpResponse:
    """Let the rules hold for a file again."""
    file = file_by(request.viewer, record_id)
    release_file(viewer=request.viewer, record=record_id)
    messages.success(request, _("The file is exempt no more: the rules hold for it again."))
    return redirect(file.page)
