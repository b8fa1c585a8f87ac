"""The pages on which a copy of all that is kept about somebody is asked for and fetched."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pindos.identity.queries import has_just_proved
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import list_page
from pindos.kernel.personal import holdings
from pindos.kernel.web import Request
from pindos.operations.commands import own_export, person_export, take_person_export
from pindos.operations.listings import PERSON_EXPORTS
from pindos.operations.options import EXPORT_DAYS
from pindos.operations.queries import (
    lines_of,
    own_exports_for,
    own_takings_for,
    person_exports_for,
    taken,
)
from pindos.operations.serving import archive_of
from pindos.operations.terms import CopyState
from pindos.operations.web.forms import Line

TAKINGS = 10  # downloads and exports that one's own page shows
MOST = 5  # of one's own copies that the page shows
SOON = gettext_lazy("The copy is being made. It is here within minutes.")


class WhoseForm(forms.Form):
    """Whose data is wanted."""

    person = Line(
        label=gettext_lazy("Person"),
        max_length=200,
        help_text=gettext_lazy("E-mail, key or number of the person."),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_export_page(request: Request) -> HttpResponse:
    """What is kept about whoever looks, and a copy of it; a POST asks for one."""
    if request.method == "POST":
        if not has_just_proved(request.session):
            return to_proof(request)
        own_export(viewer=request.viewer)
        messages.success(request, SOON)
        return redirect("operations:own-export")
    rows = list(own_exports_for(request.viewer)[:MOST])
    took = list(own_takings_for(request.viewer)[:TAKINGS])
    words = {
        "rows": rows,
        "newest": rows[0] if rows else None,
        "now": timezone.now(),
        "days": EXPORT_DAYS.now(),
        "kept": by_reason(),
        "takings": [(line, taken(row)) for row, line in zip(took, lines_of(took), strict=True)],
        "here": "identity:me",
    }
    return render(request, "operations/own_export.html", words)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_export_list(request: Request) -> HttpResponse:
    """The copies that were made for whom, by whom; a POST asks for one."""
    person_exports_for(request.viewer)
    form = WhoseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not has_just_proved(request.session):
            return to_proof(request)
        try:
            person_export(viewer=request.viewer, person=form.cleaned_data["person"])
        except Invalid as wrong:
            form.add_error("person", str(wrong.fields["person"]))
        else:
            messages.success(request, SOON)
            return redirect("operations:person-export-list")
    words = {"form": form, "now": timezone.now(), "days": EXPORT_DAYS.now(), "tab": "copies"}
    return list_page(
        request,
        PERSON_EXPORTS,
        "operations/person_export_list.html",
        lambda rows: {**words, "rows": rows, "ready": CopyState.MADE},
        status=422 if form.is_bound else 200,
        dressed=lambda rows: rows.select_related("person", "asked_by__person"),
    )


@never_cache
@login_required
@require_safe
def person_export_take(request: Request, export_id: int) -> FileResponse:
    """The archive, for whoever asked for it; that it was taken is in the audit trail."""
    return archive_of(take_person_export(viewer=request.viewer, export_id=export_id))


def by_reason() -> list[tuple[str, list[str]]]:
    """What is kept about people, under the reason for it."""
    found: dict[str, list[str]] = {}
    for each in holdings():
        if each.shown:
            found.setdefault(str(each.why), []).append(str(each.label))
    return list(found.items())


def to_proof(request: Request, back: str = "", *args: int) -> HttpResponse:
    """To the page that asks who sits there, and back here or to the page named."""
    here = urlencode({"next": reverse(back, args=args) if back else request.path})
    messages.info(request, _("First prove once more that it is you; then ask again."))
    return redirect(f"{reverse('identity:confirm')}?{here}")
