"""Pages that everybody may read: what is kept about people, and how accessible the pages are."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.kernel.kinds import spoken
from pindos.kernel.options import KEEPING, options
from pindos.kernel.web import Request
from pindos.operations.options import ACCESS_CONTACT, OFFICER
from pindos.operations.queries import kinds_kept, promises
from pindos.operations.web.person_exports import by_reason

LOOKED_AT = date(2026, 11, 27)  # when the statement was last compared with the pages


@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is kept, why, how long, who sees it and whom to ask (GDPR art. 13).

    It is made of what the rooms say of their tables and of the settings, so it cannot grow old.
    """
    words = {
        "kept": by_reason(),
        "times": [
            (each.label, each.words(each.now())) for each in options() if each.section is KEEPING
        ],
        "promises": promises(),
        "kept_kinds": kinds_kept(),
        "officer": spoken(OFFICER.now()),
    }
    return render(request, "operations/privacy.html", words)


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The statement that the law asks for (Decision (EU) 2018/1523, law 4727/2020)."""
    words = {"contact": spoken(ACCESS_CONTACT.now()), "looked_at": LOOKED_AT}
    return render(request, "operations/accessibility.html", words)
