"""What people and programs are told while the database is away or the disk is full.

The page needs no database and keeps what was typed: one button sends it again.
"""

import logging
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error

from pindos.kernel.disk import FULL, room_at
from pindos.kernel.errors import Words
from pindos.kernel.outages import Outage, outage_in

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SMALL = ("/sign-in/", "/sign-out/", "/language/")  # whoever is to make room must come in
SECRET = re.compile(r"passw|secret|token|code", re.I)
FILES = re.compile(r"^multipart/form-data|^application/x-www-form-urlencoded", re.I)

logger = logging.getLogger(__name__)


class Told(NamedTuple):
    """What is said of an outage, with which status, and in how many seconds to come again."""

    title: Words
    words: Words
    status: int
    wait: int


TOLD = {
    Outage.AWAY: Told(
        _("The database does not answer"),
        _(
            "Nothing can be shown or saved at the moment. This usually passes within a minute or"
            " two. If you were sending something, look first whether it is there."
        ),
        503,
        10,
    ),
    Outage.BUSY: Told(
        _("The database is busy"),
        _("Too much was being written at once, so what you sent was not saved. Send it again."),
        503,
        2,
    ),
    Outage.FULL: Told(
        _("There is no room left"),
        _(
            "The disk of the server is full, so what you sent was not saved. What is there can"
            " still be read. Whoever administers the server must make room first."
        ),
        507,
        60,
    ),
}


class RoomMiddleware:
    """Takes nothing in when there is hardly any room: what is left keeps reading possible."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 507 to what would write; everything else goes on."""
        if request.method in SAFE or request.path_info.startswith(SMALL) or has_room(request):
            return self.get_response(request)
        return outage_answer(request, Outage.FULL)


class NoFiles(FileUploadHandler):
    """Reads over the files of a form and only notes that there were some."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Let it run out."""
        self.request.had_files = True  # type: ignore[union-attr]
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing of it is kept."""

    def file_complete(self, file_size: int) -> None:
        """There is none."""


def has_room(request: HttpRequest) -> bool:
    """Whether what is sent fits, twice, and leaves a reserve; files may lie on another disk."""
    needed = FULL + 2 * int(request.META.get("CONTENT_LENGTH") or 0)
    return all(room_at(place).free >= needed for place in (settings.HOME, settings.FILES))


def broken(request: HttpRequest) -> HttpResponse:
    """What became of an error that nobody caught: an outage in its words, else our fault."""
    error = sys.exc_info()[1]
    found = outage_in(error) if error else None
    if found is None:
        return server_error(request)
    logger.warning("%s (%s): %s %s", found.value, error, request.method, request.path)
    return outage_answer(request, found)


def outage_answer(request: HttpRequest, found: Outage) -> HttpResponse:
    """The answer; programs get JSON, a part of a page only the words."""
    told = TOLD[found]
    with translation.override(_language(request)):
        response = _answer(request, told)
    response.headers["Retry-After"] = str(told.wait)
    response._has_been_logged = True  # type: ignore[attr-defined]  # one line says it; no trace
    return response


def _answer(request: HttpRequest, told: Told) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": str(told.words)}, status=told.status)
    if request.headers.get("HX-Request"):
        words = {"words": told.words, "status": told.status}
        return render(None, "shell/_refused.html", words, status=told.status)
    context = {
        "title": told.title,
        "words": told.words,
        "path": escape_leading_slashes(request.get_full_path()),
        **_typed(request),
    }
    return render(None, "shell/outage.html", context, status=told.status)


def _language(request: HttpRequest) -> str:
    """The cookie's, else the house's: what an account has chosen stands in the database."""
    if request.path_info.startswith("/api/") and "Accept-Language" in request.headers:
        return translation.get_language_from_request(request)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _typed(request: HttpRequest) -> dict[str, object]:
    """The fields of a form that was ours, to be sent again; nothing secret is shown."""
    if request.method != "POST" or not FILES.match(request.content_type or ""):
        return {"is_form": False}
    if not hasattr(request, "_files"):  # not read yet: there may be no room for its files
        request.upload_handlers = [NoFiles(request)]
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        had_files = bool(request.FILES) or getattr(request, "had_files", False)
    except (UnreadablePostError, RequestDataTooBig, OSError):
        return {"is_form": False}
    shown = [each for each in fields if each[0] != "csrfmiddlewaretoken"]
    if any(SECRET.search(name) for name, _value in shown) or not _is_ours(request):
        return {"is_form": False}
    texts = [value for _name, value in shown if len(value) > 20 or "\n" in value]
    return {
        "is_form": True,
        "fields": shown,
        "texts": texts,
        "had_files": had_files,
        "csrf_token": request.POST.get("csrfmiddlewaretoken", ""),
    }


class Origin(CsrfViewMiddleware):
    """Only says no: the page that says it in words cannot be had now."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form came from a page of ours: nobody else's words are shown under our name."""
    check = Origin(_nothing)
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is None


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
