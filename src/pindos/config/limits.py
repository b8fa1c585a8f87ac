"""Nobody takes the house for themselves: a limit for each account, and one for each address."""

import hashlib
import time
from collections.abc import Callable
from math import ceil
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.config.hosts import ASKED_BY_MACHINES
from pindos.config.refusals import plain_answer
from pindos.config.visitors import address_of
from pindos.kernel.pacing import Pace
from pindos.kernel.web import Request

AT_ONCE = 4  # the part of a minute's requests that may come at once: a quarter
OF_AN_ADDRESS = 10  # an office stands behind one address: so many accounts' worth


class LimitMiddleware:
    """Answers 429 with the seconds to wait; each process counts for itself.

    An account is known by its session or its token, everybody else by their address alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        of_account = settings.REQUESTS_PER_MINUTE
        of_address = of_account * OF_AN_ADDRESS
        self.accounts = Pace(of_account, max(of_account // AT_ONCE, 1))
        self.addresses = Pace(of_address, max(of_address // AT_ONCE, 1))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on unless its account or its address goes too fast."""
        if request.path_info in ASKED_BY_MACHINES:
            return self.get_response(request)
        now = time.monotonic()
        wait = self.addresses.wait(address_of(request), now)
        caller = caller_of(request)
        wait = wait or (self.accounts.wait(caller, now) if caller else 0.0)
        return _too_fast(request, ceil(wait)) if wait else self.get_response(request)


def caller_of(request: HttpRequest) -> str:
    """Whose account it is; a token is known before it is looked up, by its digest."""
    if given := request.headers.get("Authorization", ""):
        return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
    account_id = cast(Request, request).viewer.account_id
    return str(account_id) if account_id is not None else ""


def _too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    words = ngettext(
        "Too many requests came from you. Wait %(n)s second, then go on; nothing is lost.",
        "Too many requests came from you. Wait %(n)s seconds, then go on; nothing is lost.",
        seconds,
    ) % {"n": seconds}
    response = plain_answer(request, _("A little slower, please"), words, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
