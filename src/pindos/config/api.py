"""The HTTP API: one router per context that has one."""

from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import django_auth

from pindos.config.contexts import CONTEXTS
from pindos.config.tokens import TokenAuth
from pindos.kernel.errors import Invalid, Refused

api = NinjaAPI(title="Pindos", version="1", auth=[TokenAuth(), django_auth])

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
