"""Where one is signed in and how to end it, and the list of one's tokens."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pindos.identity import commands
from pindos.identity.models import Sitting
from pindos.identity.queries.listed import SESSIONS, TOKENS
from pindos.identity.rules import browser_and_system
from pindos.identity.store import kept_as
from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request


class Sight(NamedTuple):
    """A session in words."""

    row: Sitting
    device: str
    is_here: bool


@login_required
@require_GET
def session_list(request: Request) -> HttpResponse:
    """The browsers in which one is signed in, this one marked."""
    here = kept_as(request.session.session_key or "")
    return list_page(
        request,
        SESSIONS,
        "identity/session_list.html",
        lambda rows: {"rows": [as_words(each, here) for each in rows], "here": "identity:me"},
    )


@login_required
@require_GET
def token_list(request: Request) -> HttpResponse:
    """One's own tokens, as a list that can be asked anything."""
    return list_page(
        request,
        TOKENS,
        "identity/token_list.html",
        lambda rows: {"rows": rows, "here": "identity:me"},
    )


@login_required
@require_POST
def end(request: Request, sitting_id: int) -> HttpResponse:
    """Sign one browser out."""
    commands.end_session(viewer=request.viewer, sitting_id=sitting_id)
    messages.success(request, _("That session has ended."))
    return redirect("identity:session-list")


@login_required
@require_POST
def end_others(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    key = request.session.session_key or ""
    count = commands.end_other_sessions(viewer=request.viewer, key=key)
    words = ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", count)
    messages.success(request, words % {"n": count})
    return redirect("identity:session-list")


def as_words(row: Sitting, here: str = "") -> Sight:
    """A session as people know it: Firefox on Windows."""
    browser, system = browser_and_system(row.browser)
    if browser and system:
        device = _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    else:
        device = browser or system or _("Unknown browser")
    return Sight(row, device, row.key == here)
