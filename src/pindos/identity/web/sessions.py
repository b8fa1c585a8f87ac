"""The pages on which people sign in and out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pindos.identity import commands
from pindos.identity.commands import NotSignedIn, TooSoon
from pindos.identity.web.forms import SignInForm
from pindos.kernel.web import Request


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask who comes, and let them in where they wanted to go."""
    if request.viewer.is_known:
        return HttpResponseRedirect(_way_on(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form, status=422 if form.is_bound else 200)
    try:
        account = commands.sign_in(
            viewer=request.viewer,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
        )
    except (NotSignedIn, TooSoon) as refusal:
        form.add_error(None, str(refusal))
        response = _ask(request, form, status=refusal.status)
        if isinstance(refusal, TooSoon):
            response.headers["Retry-After"] = str(refusal.seconds)
        return response
    with transaction.atomic():
        login(request, account)
    return HttpResponseRedirect(_way_on(request))


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session; nobody is led out by a link on another site."""
    commands.sign_out(viewer=request.viewer)
    with transaction.atomic():
        logout(request)
    messages.success(request, _("You have signed out."))
    return redirect("identity:sign-in")


def _ask(request: Request, form: SignInForm, *, status: int) -> HttpResponse:
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "identity/sign_in.html", context, status=status)


def _way_on(request: Request) -> str:
    """The page somebody wanted, if it is one of ours and not the way out."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if is_ours and not wanted.startswith((reverse("identity:sign-out"), "/api/")):
        return wanted
    return settings.LOGIN_REDIRECT_URL
