"""Whom we believe where a request came from: the proxies that were named, and nobody else."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SAID_BY_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)


class ProxyMiddleware:
    """Takes away what only a proxy may say when the caller is none of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, without what cannot be believed."""
        if not (settings.TRUSTED_PROXIES and is_proxy(str(request.META.get("REMOTE_ADDR", "")))):
            for name in SAID_BY_PROXIES:
                request.META.pop(name, None)
        return self.get_response(request)


def is_proxy(address: str) -> bool:
    """Whether one of our proxies stands at the address."""
    try:
        there = ip_address(address)
    except ValueError:
        return False
    return any(there in network for network in settings.PROXY_NETWORKS)
