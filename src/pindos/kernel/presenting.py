"""The part of a page that says who else has it open; asked for by the page itself."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render

from pindos.kernel.presence import be_here
from pindos.kernel.web import Request


def present(request: Request, subject: str, *, new: int = 0, url: str = "") -> HttpResponse:
    """Who is here and what is new; nothing (204) when it is as the page was told last.

    So a reader of the screen hears it once, and a slow line carries it once.
    """
    is_writing = bool(request.POST.get("writing"))
    here = be_here(request.viewer, subject, is_writing=is_writing)
    said = {
        "writing": [each.name for each in here if each.is_writing],
        "looking": [each.name for each in here if not each.is_writing],
        "new": new,
    }
    was = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    if was == request.POST.get("was"):
        return HttpResponse(status=204)
    return render(request, "shell/_present.html", {**said, "was": was, "url": url})
