"""Every answer is counted, with its status and how long it took."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pindos.kernel.meters import requests


class MeteringMiddleware:
    """Stands before all others, so that it counts what they refuse too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and count its answer."""
        began = time.perf_counter()
        response = self.get_response(request)
        requests.count(response.status_code, time.perf_counter() - began)
        return response
