"""What the page frame shows on every page: the menu, the person, how it looks."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from pindos.identity.queries import looks_of, name_of
from pindos.kernel import menu
from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.demonstration import told
from pindos.notices.queries import announcement_for
from pindos.organisation.queries import office, unit_facts
from pindos.organisation.terms import Role
from pindos.records.queries import largest_file
from pindos.shell.menus import BELL
from pindos.shell.moments import minute_of

NAMES = {"el": "Ελληνικά", "en": "English"}  # each in its own language
NEAREST = [
    Role.DIRECTOR,
    Role.HEAD,
    Role.TECHNICIAN,
    Role.DIRECTORATE_STAFF,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for ``shell/base.html``; asked once a page, and not at all for partials."""
    viewer = getattr(request, "viewer", NOBODY)
    lines = cache(lambda: menu.lines_for(viewer))
    return {
        "viewer": viewer,
        "menu": lines,
        "looks": cache(lambda: looks_of(request.user)),
        "account_name": cache(lambda: short(name_of(request.user))),
        "unit_name": cache(lambda: unit_of(viewer)),
        "unread_notices": lambda: menu.count_beside(lines(), BELL),
        "unread_said": lambda: menu.said_beside(menu.count_beside(lines(), BELL)),
        "office": office,
        "demonstration": told,
        "largest_file": largest_file,
        "announcement": lambda: announcement_for(viewer),
        "moment": lambda: minute_of(timezone.now()),
        "other_languages": [
            (code, NAMES[code]) for code, _ in settings.LANGUAGES if code != get_language()
        ],
    }


def short(name: str) -> str:
    """Δ. Κορυφίδου: who has signed in, short enough for the header."""
    given, _, family = name.partition(" ")
    return f"{given[0]}. {family}" if family else given


def unit_of(viewer: Viewer) -> str:
    """The unit for which the viewer works; empty for those who only ask for help."""
    for role in NEAREST:
        if found := viewer.posts_as(role):
            return unit_facts(min(found)).name
    return ""
