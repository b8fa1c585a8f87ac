"""The start page of the administration: what can be kept here, by group, to be searched."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.kernel.errors import NotFound
from pindos.kernel.menu import GROUPS, Group, lines_for
from pindos.kernel.text import fold
from pindos.kernel.web import Request
from pindos.organisation.terms import Role
from pindos.shell.menus import Shown, shown


@login_required
@require_safe
def administration_show(request: Request) -> HttpResponse:
    """Cards by group, a sentence for each page; those that fit what is sought."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound
    sought = request.GET.get("q", "")[:100]
    lines = [each for each in lines_for(request.viewer) if isinstance(each.entry.group, Group)]
    found = [each for each in shown(lines, path=request.path) if fits(each, sought)]
    words = {
        "groups": [
            (group, [each for each in found if each.entry.group is group])
            for group in GROUPS
            if any(each.entry.group is group for each in found)
        ],
        "count": len(found),
        "q": sought,
    }
    return render(request, "operations/administration_show.html", words)


def fits(line: Shown, sought: str) -> bool:
    """Whether every word that is sought stands in the words of the line or of its group."""
    text = fold(f"{line.label} {line.entry.says} {line.group} {line.entry.group.says}")
    return all(word in text for word in fold(sought).split())
