"""Trying a row as somebody, and undoing whatever it did."""

import inspect
import json
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.db import transaction
from django.urls import get_resolver, reverse
from tests.cast import viewer_of
from tests.house.access.table import filled

from pindos.config.contexts import CONTEXTS
from pindos.kernel.access import NOBODY
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused

API = "/api/v1"
OPENAPI = Path(__file__).parents[1] / "openapi.json"
GONE = 987_654_321  # the id of nothing
GONE_NUMBER = "FLO-2026-9876"


class Undone(Exception):
    """Ends a try."""


def address_names():
    """Every address of the house that has a name, those of the API apart."""

    def walk(resolver, prefix=""):
        for each in resolver.url_patterns:
            if not hasattr(each, "url_patterns"):
                yield f"{prefix}{each.name}"
            elif not str(each.namespace or "").startswith("api-"):
                yield from walk(each, prefix + (f"{each.namespace}:" if each.namespace else ""))

    return set(walk(get_resolver()))


def operations():
    """Every operation of the API as it is described: ``GET /tickets/{ticket}``."""
    paths = json.loads(OPENAPI.read_text())["paths"]
    return {
        f"{verb.upper()} {path.removeprefix(API)}"
        for path, verbs in paths.items()
        for verb in verbs
    }


@cache
def commands():
    """Every command of the house that somebody gives: room and name -> function."""
    found = {}
    for room in CONTEXTS:
        if find_spec(f"pindos.{room}.commands"):
            module = import_module(f"pindos.{room}.commands")
            for name in module.__all__:
                function = getattr(module, name)
                if (
                    inspect.isfunction(function)
                    and "viewer" in inspect.signature(function).parameters
                ):
                    found[f"{room}.{name}"] = function
    return found


def outcome(client, world, who, row):
    """``in`` or how it was refused; whatever it did is undone."""
    account = world.people.get(who)
    signed_in = dict(client.cookies)
    try:
        with transaction.atomic():
            said = (
                _call(account, world, row) if row.kind == "command" else _ask(client, world, row)
            )
            raise Undone(said)
    except Undone as done:
        return str(done)
    finally:
        client.cookies.clear()  # signing out is undone, too
        client.cookies.update(signed_in)


def answer(client, world, row, gone=False):
    """The answer to a row's request; with ``gone`` about a thing that is not there."""
    values = [_gone(getattr(world, name)) if gone else getattr(world, name) for name in row.args]
    fields = dict(filled(world, row.fields))
    for value in fields.values():
        if hasattr(value, "seek"):  # a file may have been sent before
            value.seek(0)
    if row.kind != "api":
        path = reverse(row.name, args=values)
        return client.get(path, fields) if row.kind == "page" else client.post(path, fields)
    verb, path = row.name.split(" ", 1)
    for value in values:
        path = re.sub(r"\{\w+\}", str(value), path, count=1)
    if verb == "GET":
        return client.get(f"{API}{path}", fields)
    if files := fields.get("files", []) or [fields[name] for name in ("file",) if name in fields]:
        for file in files:
            file.seek(0)
        return client.post(f"{API}{path}", fields)
    send = getattr(client, verb.lower())
    return send(f"{API}{path}", json.dumps(fields), content_type="application/json")


def text_of(response):
    """The whole of an answer."""
    if not hasattr(response, "whole"):  # a stream can be read once
        streamed = response.streaming_content if response.streaming else [response.content]
        response.whole = b"".join(streamed).decode(errors="replace")
    return response.whole


def _gone(value):
    if isinstance(value, int):
        return GONE
    return GONE_NUMBER if re.fullmatch(r"[A-Z]{3}-\d{4}-\d+", value) else "den-yparxei"


def _ask(client, world, row):
    response = answer(client, world, row)
    if response.status_code == 302 and "/sign-in/?next=" in response.headers["Location"]:
        return "sign in"
    if response.status_code < 400:
        return "in"
    if response.status_code in {401, 403, 404, 409, 422}:
        said = text_of(response)[:200] if row.kind == "api" else ""
        return f"{response.status_code} {said}"
    return f"answered {response.status_code}"


def _call(account, world, row):
    words = dict(row.words(world)) if row.words else {}
    try:
        commands()[row.name](viewer=viewer_of(account) if account else NOBODY, **words)
    except NotFound:
        return "404"
    except Forbidden:
        return "403"
    except Invalid as refusal:
        return f"422 {refusal}"
    except Refused as refusal:
        return f"{refusal.status} {refusal}"
    except Exception as error:  # noqa: BLE001  the matrix is read whole, so one fault hides no other
        return f"answered {type(error).__name__}: {error}"
    return "in"
