"""Acts that are only for whoever has just proved who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from pindos.identity.web.entry import is_confirmed
from pindos.kernel.web import Request

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """Ask for the proof first, then come back to the page where the act begins."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('identity:confirm')}?{urlencode({'next': _place(request)})}")

    return guarded


def _place(request: Request) -> str:
    """The page itself, or the one from which a form was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path or reverse("identity:me")
