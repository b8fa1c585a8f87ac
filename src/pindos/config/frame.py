"""What the page frame shows on every page: the menu, the person, how it looks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from pindos.identity.queries import account_names, looks_of
from pindos.kernel import menu
from pindos.kernel.access import NOBODY, Viewer
from pindos.notices.queries import unread_count
from pindos.shell.moments import minute_of

NAMES = {"el": "Ελληνικά", "en": "English"}  # each in its own language


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for ``shell/base.html``; lazy, so that partials do not pay for it."""
    viewer = getattr(request, "viewer", NOBODY)
    return {
        "viewer": viewer,
        "menu": lambda: menu.lines_for(viewer),
        "looks": lambda: looks_of(request.user),
        "unread_notices": lambda: unread_count(viewer),
        "account_name": lambda: name_of(viewer),
        "moment": lambda: minute_of(timezone.now()),
        "other_languages": [
            (code, NAMES[code]) for code, _ in settings.LANGUAGES if code != get_language()
        ],
    }


def name_of(viewer: Viewer) -> str:
    """How the person is called who has signed in."""
    return next(iter(account_names({viewer.account_id or 0}).values()), "")
