"""Requests under a name that is not ours get words, not a crash."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pindos.config.refusals import plain_answer

ALIVE = "/healthz"
ASKED_BY_MACHINES = {ALIVE, "/readyz"}
ASKED_BY_NUMBER = ASKED_BY_MACHINES | {"/metrics"}
LONGEST = 100  # characters of a foreign name that we repeat

logger = logging.getLogger(__name__)


class HostMiddleware:
    """Answers 400 under a foreign name; health under any, as a load balancer asks by number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on if the name is ours."""
        if request.path_info in ASKED_BY_NUMBER:
            request.META["HTTP_HOST"] = "localhost"
        try:
            request.get_host()
        except DisallowedHost:
            return _foreign(request, request.META.get("HTTP_HOST", "")[:LONGEST])
        return self.get_response(request)


def _foreign(request: HttpRequest, name: str) -> HttpResponse:
    logger.warning("Asked for under %r; PINDOS_URL or PINDOS_HOSTS would make it ours", name)
    words = _(
        "Pindos does not answer to the name «%(name)s». Open %(url)s instead. "
        "If this name is right, the operator adds it with PINDOS_URL or PINDOS_HOSTS."
    ) % {"name": name, "url": settings.URL}
    return plain_answer(request, _("This address is not known here"), words, status=400)
