"""How the API says no: in words, in the caller's language, never with a stack trace."""

import logging
from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from pindos.config.outages import TOLD
from pindos.kernel.errors import Clash, Invalid, NotFound, Refused, Words
from pindos.kernel.events import plain
from pindos.kernel.outages import outage_in

logger = logging.getLogger(__name__)

REASONS: dict[str, Words] = {
    "missing": gettext_lazy("This is missing: send it."),
    "string_type": gettext_lazy("This must be a text."),
    "string_unicode": gettext_lazy("This holds half characters. Send it as UTF-8."),
    "string_too_long": gettext_lazy("Write at most %(max_length)s characters."),
    "string_too_short": gettext_lazy("Write at least %(min_length)s characters."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "bool_type": gettext_lazy("This must be true or false."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "greater_than_equal": gettext_lazy("This must be at least %(ge)s."),
    "less_than_equal": gettext_lazy("This must be at most %(le)s."),
    "greater_than": gettext_lazy("This must be more than %(gt)s."),
    "less_than": gettext_lazy("This must be less than %(lt)s."),
    "enum": gettext_lazy("Choose one of these: %(expected)s."),
    "literal_error": gettext_lazy("Choose one of these: %(expected)s."),
    "list_type": gettext_lazy("This must be a list."),
    "too_long": gettext_lazy("Send at most %(max_length)s."),
    "dict_type": gettext_lazy("This must be an object with named fields."),
    "model_type": gettext_lazy("This must be an object with named fields."),
    "model_attributes_type": gettext_lazy("This must be an object with named fields."),
    "date_from_datetime_parsing": gettext_lazy("This must be a date such as 2026-11-23."),
    "date_parsing": gettext_lazy("This must be a date such as 2026-11-23."),
    "datetime_parsing": gettext_lazy("This must be a time such as 2026-11-23T10:18:00Z."),
    "datetime_from_date_parsing": gettext_lazy(
        "This must be a time such as 2026-11-23T10:18:00Z."
    ),
    "extra_forbidden": gettext_lazy("There is no such field."),
}
CANNOT_BE_USED = gettext_lazy("This cannot be used. Look at the API's description.")
SOURCES = frozenset({"body", "query", "path", "header", "form", "file", "cookie"})
UNION = frozenset({"str", "int", "constrained-str", "function-after", "bool", "float"})


class ObjectParser(Parser):
    """Reads JSON objects only: a text would pass for one, since it has a ``title`` of its own."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The fields of a body; whatever is raised here is answered as 400."""
        fields = super().parse_body(request)
        if not isinstance(fields, dict):
            raise TypeError("not an object")
        return fields


def say_no_in_words(api: NinjaAPI) -> None:
    """Give an API the house's answers to all that can go wrong."""
    for error, answer in (
        (Refused, _refused),
        (ValidationError, _invalid),
        (HttpError, _http_error),
        (Http404, _not_found),
        (RequestDataTooBig, _too_large),
        (UnreadablePostError, _broken_off),
        (Exception, _broken),
    ):
        api.add_exception_handler(error, _with(api, answer))


def reason_for(kind: str, values: Mapping[str, Any]) -> str:
    """Why a value cannot be used, by pydantic's name for the fault and its figures."""
    words = str(REASONS.get(kind, CANNOT_BE_USED))
    try:
        return words % values if values else words
    except (KeyError, ValueError, TypeError):
        return str(CANNOT_BE_USED)


def field_of(place: tuple[int | str, ...]) -> str:
    """The field's name from where pydantic found the fault: body, body, title -> title."""
    names = [str(part) for part in place]
    if names and names[0] in SOURCES:
        names = names[1:]
    if len(names) > 1 and names[0] == "body":
        names = names[1:]
    while len(names) > 1 and names[-1].partition("[")[0] in UNION:
        names = names[:-1]
    return ".".join(names) or "body"


def _with(api: NinjaAPI, answer: Any) -> Any:
    def handler(request: HttpRequest, error: Exception) -> HttpResponse:
        status, body = answer(error)
        response = api.create_response(request, body, status=status)
        if found := outage_in(error):
            response.headers["Retry-After"] = str(TOLD[found].wait)
        if status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response

    return handler


def _refused(error: Refused) -> tuple[int, dict[str, Any]]:
    """A rule said no, in its own words."""
    answer: dict[str, Any] = {"detail": str(error.words)}
    if isinstance(error, Invalid):
        answer["fields"] = {name: str(words) for name, words in error.fields.items()}
    if isinstance(error, Clash):
        answer["fields"] = {name: plain(sides._asdict()) for name, sides in error.fields.items()}
    return error.status, answer


def _invalid(error: ValidationError) -> tuple[int, dict[str, Any]]:
    """What was sent has the wrong shape; the first reason for each field."""
    reasons: dict[str, Words] = {}
    for fault in error.errors:
        reason = reason_for(fault.get("type", ""), fault.get("ctx", {}))
        reasons.setdefault(field_of(tuple(fault.get("loc", ()))), reason)
    return _refused(Invalid(reasons))


def _http_error(error: HttpError) -> tuple[int, dict[str, Any]]:
    """The framework said no."""
    words = {
        400: _("What you sent is not JSON that can be read. Send an object in UTF-8."),
        401: _("Send a token (Authorization: Bearer …), or sign in on the web page first."),
        403: _("This is not yours to do."),
        429: _("Too many requests. Wait a little."),
    }
    return error.status_code, {"detail": words.get(error.status_code, str(error))}


def _too_large(error: RequestDataTooBig) -> tuple[int, dict[str, Any]]:
    """More than the settings let in; it was not read."""
    return 413, {"detail": _("What you sent is too large. Send less at once.")}


def _broken_off(error: UnreadablePostError) -> tuple[int, dict[str, Any]]:
    """The line broke before all of it was here."""
    return 400, {"detail": _("The connection broke while you were sending. Send it again.")}


def _not_found(error: Http404) -> tuple[int, dict[str, Any]]:
    """There is no such address."""
    return _refused(NotFound())


def _broken(error: Exception) -> tuple[int, dict[str, Any]]:
    """Our fault: the log has the whole of it under a number, the caller has the number.

    Unless the database is away or the disk full: then it says so, and when to come again.
    """
    if found := outage_in(error):
        logger.warning("%s (%s)", found.value, error)
        return TOLD[found].status, {"detail": str(TOLD[found].words)}
    reference = token_hex(4)
    logger.error("Reference %s", reference, exc_info=error)
    words = _(
        "Something broke on our side and nothing was changed. Try again; if it stays so, tell"
        " your administrator this number: %(reference)s."
    ) % {"reference": reference}
    return 500, {"detail": words, "reference": reference}
