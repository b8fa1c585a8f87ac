"""The HTTP API: one router per context that has one."""

from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from pindos.config.contexts import CONTEXTS
from pindos.config.tokens import PageAuth, TokenAuth
from pindos.kernel.errors import Invalid, Refused

api = NinjaAPI(title="Pindos", version="1", auth=[TokenAuth(), PageAuth()])

for name in CONTEXTS:
    if find_spec(f"pindos.{name}.api"):
        api.add_router("", import_module(f"pindos.{name}.api").router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A rule said no, in its own words."""
    answer: dict[str, object] = {"detail": str(error.words)}
    if isinstance(error, Invalid):
        answer["fields"] = {name: str(words) for name, words in error.fields.items()}
    return api.create_response(request, answer, status=error.status)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody has signed in."""
    words = _("Send a token (Authorization: Bearer …), or sign in on the web page first.")
    response = api.create_response(request, {"detail": words}, status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response
