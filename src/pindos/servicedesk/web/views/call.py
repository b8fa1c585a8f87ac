"""Taking a call: find who it is, see what they have, write what they want."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import Forbidden
from pindos.kernel.once_only import once_only, token
from pindos.kernel.telephone import number_in
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.servicedesk.commands import take_call
from pindos.servicedesk.queries import CallerFacts, caller_facts, find_callers
from pindos.servicedesk.web.forms.call import CallForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.rows import rows_of
from pindos.servicedesk.web.who import works

LONGEST = 100  # characters of a search
FIELDS = {"description": "title", "requester": "title"}


@login_required
@require_http_methods(["GET", "POST"])
def call(request: Request) -> HttpResponse:
    """The search; with a person their facts and the form; one submit opens, notes or solves."""
    if not works(request.viewer):
        raise Forbidden(_("Only those who work at a desk take calls."))
    asked = request.POST if request.method == "POST" else request.GET
    person = asked.get("person", "")
    if person.isascii() and person.isdigit():
        return _with(request, caller_facts(request.viewer, int(person[:18])))
    if request.method == "POST" or "unknown" in request.GET:
        return _with(request, None)
    return _search(request)


def _search(request: Request) -> HttpResponse:
    """Who it may be; a number or name that only one person has goes straight to them."""
    text = without_invisible(request.GET.get("q", ""))[:LONGEST].strip()
    people = find_callers(request.viewer, text) if text else []
    context = {"q": text, "people": people, "is_number": bool(number_in(text))}
    if request.headers.get("HX-Request"):
        return render(request, "servicedesk/_callers.html", context)
    if len(people) == 1:
        return redirect(f"{request.path}?person={people[0].id}")
    return render(request, "servicedesk/call.html", context)


def _with(request: Request, who: CallerFacts | None) -> HttpResponse:
    """The form for one caller, known or not."""
    form = CallForm(request.viewer, who, request.POST or None, initial=_known_of(request))
    if request.method == "POST" and form.is_valid():
        with put_on(form, FIELDS):
            number = _taken(request, form)
            messages.success(request, _said(form) % {"number": number})
            return redirect("servicedesk:ticket-show", number)
    context = {
        "who": who,
        "form": form,
        "open": rows_of(who.open) if who else [],
        "solved": rows_of(who.solved) if who else [],
        "once": token(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/call_take.html", context, status=status)


def _said(form: CallForm) -> str:
    """What happened, in words."""
    if form.cleaned_data.get("answer"):
        return _("Ticket %(number)s is solved.")
    if form.cleaned_data.get("ticket"):
        return _("What they said stands on ticket %(number)s.")
    return _("Ticket %(number)s is open.")


def _known_of(request: Request) -> dict[str, str]:
    """What was searched for is the name or the telephone of somebody unknown."""
    text = without_invisible(request.GET.get("q", ""))[:LONGEST].strip()
    return {"caller_phone" if number_in(text) else "caller": text}


def _taken(request: Request, form: CallForm) -> str:
    """The number of the ticket; a second click finds that of the first."""
    words = form.arguments()

    def act() -> dict[str, Any]:
        return {"number": take_call(viewer=request.viewer, **words).number}

    return str(once_only(request, "call", words, act)["number"])
