"""The pages on which people sign in."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pindos.identity import commands, passkeys
from pindos.identity.commands import NotSignedIn, TooSoon
from pindos.identity.queries import has_factor, provider_in_use, tryouts
from pindos.identity.web.entry import let_in, wait_for_factor
from pindos.identity.web.forms import SignInForm
from pindos.identity.web.proof import REFUSED
from pindos.identity.web.ways import way_on
from pindos.kernel.telling import is_posting
from pindos.kernel.web import Request


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask who comes, and let them in where they wanted to go."""
    if request.viewer.is_known:
        return HttpResponseRedirect(way_on(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if refused := request.session.pop(REFUSED, ""):
        return _ask(request, form, status=200, refused=refused)
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
    if has_factor(account):
        with transaction.atomic():
            wait_for_factor(request, account)
        wanted = urlencode({"next": way_on(request)})
        return HttpResponseRedirect(f"{reverse('identity:sign-in-factor')}?{wanted}")
    let_in(request, account)
    return HttpResponseRedirect(way_on(request))


def _ask(request: Request, form: SignInForm, *, status: int, refused: str = "") -> HttpResponse:
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "fits": passkeys.fits(request.get_host(), is_secure=request.is_secure()),
        "refused": refused,
        "can_renew": is_posting(),
        "provider": provider_in_use(),
        "tryouts": tryouts(),
    }
    return render(request, "identity/sign_in.html", context, status=status)
