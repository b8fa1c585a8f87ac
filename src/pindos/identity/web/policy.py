"""The page on which an administrator says how people sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.identity import commands
from pindos.identity.queries import policy_unit_of, sign_in_policy
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.forms import PolicyForm, note_refusal
from pindos.kernel.errors import Refused
from pindos.kernel.web import Request
from pindos.organisation.terms import Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy_set(request: Request) -> HttpResponse:
    """Which roles must have a second factor, and how long they may put it off."""
    policy_unit_of(request.viewer)
    return _policy_page(request)


@confirmed
def _policy_page(request: Request) -> HttpResponse:
    policy = sign_in_policy()
    shown = {
        "roles": policy.roles,
        "grace_days": policy.grace_days,
        "version": policy.version,
    }
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            commands.set_sign_in_policy(viewer=request.viewer, **form.cleaned_data)
        except Refused as refusal:
            note_refusal(form, refusal)
        else:
            messages.success(request, _("The sign-in rules are saved."))
            return redirect("identity:sign-in-policy-set")
    context = {"form": form, "names": [Role(role).label for role in policy.roles]}
    status = 422 if form.is_bound else 200
    return render(request, "identity/policy_set.html", context, status=status)
