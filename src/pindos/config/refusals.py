"""One place that turns a Refused into an answer."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pindos.kernel.errors import Invalid, Refused

NO_PAGE = 405  # what a view answers that takes only what is sent


class RefusalMiddleware:
    """A rule that says no is an answer in its own words, not a crash."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; who opens an address that has no page reads that it has none."""
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != NO_PAGE or response.content:
            return response
        words = _("There is no page at this address: it takes what a form sends.")
        response.content = refusal_page(request, words, status=NO_PAGE).content
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a Refused; leave all else alone."""
        if not isinstance(error, Refused):
            return None
        fields = error.fields.values() if isinstance(error, Invalid) else ()
        reasons = [str(words) for words in fields]
        return refusal_page(request, str(error.words), status=error.status, reasons=reasons)


def refusal_page(
    request: HttpRequest, words: str, *, status: int, reasons: Sequence[str] = ()
) -> HttpResponse:
    """The page that says what is wrong and what to do; for htmx only its words."""
    whole = not getattr(request, "htmx", False)
    name = "shell/refused.html" if whole else "shell/_refused.html"
    context = {"words": words, "reasons": reasons, "status": status}
    return render(request, name, context, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the sign-in, or came from elsewhere."""
    words = _("The page was open too long. Go back, reload it and send it again.")
    return refusal_page(request, words, status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is broken: too many fields, too large, or not what a browser sends."""
    words = _("What your browser sent could not be read, so nothing was changed.")
    return plain_answer(request, _("This could not be read"), words, status=400)


def plain_answer(request: HttpRequest, title: str, words: str, *, status: int) -> HttpResponse:
    """Words when the page frame cannot be had: who asks is not known yet. The API gets JSON."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": words}, status=status)
    return render(None, "shell/plain.html", {"title": title, "words": words}, status=status)
