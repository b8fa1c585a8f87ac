"""The HTTP API: one router per context that has one, and the feed of what happened."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from pindos.config import feed
from pindos.config.answers import ObjectParser, say_no_in_words
from pindos.config.contexts import CONTEXTS
from pindos.config.tokens import PageAuth, TokenAuth


class Utf8Renderer(BaseRenderer):
    """Greek as it is written: escaped, each letter takes three times its bytes."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The bytes of an answer; what JSON does not know goes as its text."""
        return to_json(data, fallback=str)


api = NinjaAPI(
    title="Pindos",
    version="1",
    auth=[TokenAuth(), PageAuth()],
    parser=ObjectParser(),
    renderer=Utf8Renderer(),
)
api.add_router("", feed.router)

for name in CONTEXTS:
    if find_spec(f"pindos.{name}.api"):
        api.add_router("", import_module(f"pindos.{name}.api").router)

say_no_in_words(api)
