"""Where somebody goes on to after a sign-in."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pindos.kernel.web import Request


def way_on(request: Request) -> str:
    """The page somebody wanted, if it is one of ours and not the way out."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if is_ours and not wanted.startswith((reverse("identity:sign-out"), "/api/")):
        return wanted
    return settings.LOGIN_REDIRECT_URL
