"""Signing out: here at once, and then at the OpenID provider by which somebody came."""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pindos.identity import commands
from pindos.identity.web.entry import KEPT
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.oauth import Asked
from pindos.kernel.web import Request

LEFT = "openid_left"  # by which the browser is known that comes back from signing out there


@never_cache
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session; nobody is led out by a link on another site."""
    viewer, kept = request.viewer, request.session.get(KEPT)
    commands.sign_out(viewer=viewer)
    with transaction.atomic():
        commands.forget_sitting(key=request.session.session_key or "")
        logout(request)
    try:
        asked = _asked(viewer, kept)
    except Refused as refusal:
        messages.warning(request, _still_there(refusal))
        return redirect("identity:sign-in")
    if asked is None:
        messages.success(request, _("You have signed out."))
        return redirect("identity:sign-in")
    with transaction.atomic():
        request.session[LEFT] = asked.state["state"]
    return render(request, "identity/sign_out.html", {"address": asked.url})


@never_cache
@require_safe
def come_back(request: Request) -> HttpResponse:
    """Back from the provider: say so to the browser that was sent there, and to no other."""
    wanted, said = request.session.pop(LEFT, ""), request.GET.get("state", "")
    if wanted and compare_digest(said.encode(), wanted.encode()):
        messages.success(request, _("You have signed out, here and at the provider."))
    return redirect("identity:sign-in")


def _asked(viewer: Viewer, kept: Mapping[str, Any] | None) -> Asked | None:
    """Where the provider is left; the page leads there, as ``form-action`` lets no form do it."""
    if not kept:
        return None
    back = settings.URL + reverse("identity:sign-out-back")
    return commands.leave_provider(viewer=viewer, kept=kept, back=back)


def _still_there(refusal: Refused) -> str:
    return _(
        "You have signed out here, but perhaps not at the provider: %(why)s Close the browser if "
        "others use this computer."
    ) % {"why": refusal}
