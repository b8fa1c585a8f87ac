"""What the page frame shows on every page: the menu, the person, how it looks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from pindos.identity.queries import looks_of
from pindos.kernel import menu
from pindos.kernel.access import NOBODY


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for ``shell/base.html``; lazy, so that partials do not pay for it."""
    viewer = getattr(request, "viewer", NOBODY)
    return {
        "viewer": viewer,
        "menu": lambda: menu.lines_for(viewer),
        "looks": lambda: looks_of(request.user),
        "language": get_language(),
        "languages": settings.LANGUAGES,
    }
