"""Signing in by an OpenID provider, and the page on which it is set."""

from collections.abc import Sequence
from hmac import compare_digest

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.identity import commands
from pindos.identity.commands.openid import SHOWN
from pindos.identity.directory import Step
from pindos.identity.models import Provider
from pindos.identity.queries import has_factor, policy_unit_of, the_provider
from pindos.identity.terms import Proof
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.entry import KEPT, let_in, wait_for_factor
from pindos.identity.web.forms import note_refusal
from pindos.identity.web.openid_form import ProviderForm
from pindos.identity.web.proof import REFUSED
from pindos.identity.web.ways import way_on
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash, Invalid, NotFound, Refused
from pindos.kernel.versions import shown
from pindos.kernel.web import Request

ASKED = "openid"  # the secrets of the sign-in under way, and where it leads


@never_cache
@require_safe
def sign_in_openid(request: Request) -> HttpResponse:
    """Send the browser to the provider."""
    back = settings.URL + reverse("identity:sign-in-openid-back")
    try:
        asked = commands.ask_provider(viewer=request.viewer, back=back)
    except NotFound:
        raise
    except Refused as refusal:
        return _refused(request, refusal)
    with transaction.atomic():
        request.session[ASKED] = {**asked.state, "next": way_on(request)}
    return HttpResponseRedirect(asked.url)


@never_cache
@require_safe
def come_back(request: Request) -> HttpResponse:
    """Take what the provider says, once, and only in the browser that asked for it."""
    state: dict[str, str] = request.session.pop(ASKED, {})
    said, code = request.GET.get("state", ""), request.GET.get("code", "")
    is_ours = bool(state) and compare_digest(said.encode(), state.get("state", "").encode())
    if not is_ours or not code or len(code) > 4096:
        words = _("The provider did not let you in, or this sign-in is too old. Begin anew.")
        return _refused(request, Refused(words))
    try:
        came = commands.sign_in_by_provider(viewer=request.viewer, code=code, state=state)
    except Refused as refusal:
        return _refused(request, refusal)
    if not came.has_factor and has_factor(came.account):
        with transaction.atomic():
            wait_for_factor(request, came.account)
            request.session[KEPT] = came.kept
        return redirect("identity:sign-in-factor")
    let_in(request, came.account, str(Proof.OUTSIDE) if came.has_factor else "")
    with transaction.atomic():
        request.session[KEPT] = came.kept
    return HttpResponseRedirect(state["next"])


@sensitive_post_parameters("secret")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def provider_set(request: Request) -> HttpResponse:
    """Which provider, what its claims mean, and whether its second factor counts."""
    policy_unit_of(request.viewer)
    return _set(request)


@confirmed
def _set(request: Request) -> HttpResponse:
    row = the_provider()
    if request.method != "POST":
        return _page(request, _form_of(row))
    form = ProviderForm(with_choices(request.POST))
    sides: list[Side] = []
    if form.is_valid():
        try:
            row = commands.set_provider(viewer=request.viewer, **form.asked())
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = show_both(form, clash, _now(clash.row), shown(clash.row, SHOWN))
        except Invalid as wrong:
            note_refusal(form, wrong)
        else:
            messages.success(request, _("The provider is saved. Try whether it answers."))
            say_meanwhile(request, form, row)
            return redirect("identity:provider-set")
    return _page(request, form, sides, status=422)


@login_required
@require_POST
def provider_try(request: Request) -> HttpResponse:
    """Ask the provider and say in words what worked."""
    steps = commands.try_provider(viewer=request.viewer)
    return _page(request, _form_of(the_provider()), steps=steps)


def _page(
    request: Request,
    form: ProviderForm,
    sides: Sequence[Side] = (),
    status: int = 200,
    steps: Sequence[Step] = (),
) -> HttpResponse:
    row = the_provider()
    context = {
        "form": form,
        "sides": sides,
        "provider": row,
        "steps": steps,
        "has_secret": bool(row and row.secret),
        "back": settings.URL + reverse("identity:sign-in-openid-back"),
        "out": settings.URL + reverse("identity:sign-out-back"),
    }
    return render(request, "identity/provider_set.html", context, status=status)


def _form_of(row: Provider | None) -> ProviderForm:
    values = {name: getattr(row or Provider(), name) for name in SHOWN}
    return ProviderForm(initial=to_edit(row, SHOWN, values) if row else values)


def _now(row: Provider) -> dict[str, str]:
    """Its values as the form has them; a box that is not ticked sends nothing."""
    fields = ProviderForm.base_fields
    values = {name: str(fields[name].prepare_value(getattr(row, name))) for name in SHOWN}
    boxes = {name: "on" if getattr(row, name) else "" for name in ("is_on", "signs_out")}
    return {**values, **boxes}


def _refused(request: Request, refusal: Refused) -> HttpResponse:
    """Back on the page of the sign-in, with the reason."""
    with transaction.atomic():
        request.session[REFUSED] = str(refusal)
    return redirect("identity:sign-in")
