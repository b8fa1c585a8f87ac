"""The pages on which a pseudonym is let stand for somebody, after a look at what that does."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pindos.identity.queries import has_just_proved
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.operations.commands import plan_pseudonym, pseudonymise_person
from pindos.operations.listings import PSEUDONYMS
from pindos.operations.queries import pseudonyms_for
from pindos.operations.web.forms import Line
from pindos.operations.web.person_exports import WhoseForm, to_proof
from pindos.organisation.queries import person_known_to


class ConfirmForm(forms.Form):
    """The full name, typed."""

    confirm = Line(
        label=gettext_lazy("Full name"),
        max_length=200,
        help_text=gettext_lazy("Type the name as it stands above. This cannot be undone."),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pseudonym_list(request: Request) -> HttpResponse:
    """The pseudonyms that were given; a POST names a person and leads to the look."""
    pseudonyms_for(request.viewer)
    form = WhoseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = person_known_to(request.viewer, form.cleaned_data["person"])
            plan_pseudonym(viewer=request.viewer, person_id=found.id)
        except Invalid as wrong:
            form.add_error("person", str(next(iter(wrong.fields.values()))))
        except Refused as refusal:
            form.add_error("person", str(refusal))
        else:
            return redirect("operations:person-pseudonymise", found.id)
    words = {"form": form, "tab": "pseudonyms"}
    return list_page(
        request,
        PSEUDONYMS,
        "operations/pseudonym_list.html",
        lambda rows: {**words, "rows": rows},
        status=422 if form.is_bound else 200,
        dressed=lambda rows: rows.select_related("person", "by__person"),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_pseudonymise(request: Request, person_id: int) -> HttpResponse:
    """What would be erased and changed; with the name typed it is done."""
    plan = plan_pseudonym(viewer=request.viewer, person_id=person_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not has_just_proved(request.session):
            return to_proof(request)
        try:
            row = pseudonymise_person(
                viewer=request.viewer, person_id=person_id, **form.cleaned_data
            )
        except Invalid as wrong:
            form.add_error("confirm", str(wrong.fields["confirm"]))
        else:
            said = _("From now on a pseudonym stands for this person: no. %(number)s.")
            messages.success(request, said % {"number": row.number})
            return redirect("operations:pseudonym-list")
    words = {"form": form, "plan": plan, "here": "operations:person-export-list"}
    status = 422 if form.is_bound else 200
    return render(request, "operations/person_pseudonymise.html", words, status=status)
