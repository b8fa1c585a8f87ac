"""The page on which somebody says how they want to hear."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.web import Request
from pindos.notices.commands import set_preferences
from pindos.notices.queries import Choice, choices_of
from pindos.notices.terms import How, Kind, kinds

SHOWN, BY_MAIL = "shown", "how"  # a field is called by what it says and the kind


class Line(NamedTuple):
    """A kind with the viewer's choice."""

    kind: Kind
    choice: Choice


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences_set(request: Request) -> HttpResponse:
    """For each kind of notice: under the bell or not, by mail at once, together or never."""
    if request.viewer.person_id is None:
        raise NotFound
    mistakes: dict[str, str] = {}
    choices: dict[str, Choice] = {}
    if request.method == "POST":
        choices = _chosen(request.POST)
        try:
            set_preferences(viewer=request.viewer, choices=choices)
        except Invalid as error:
            mistakes = {kinds()[key].label: words for key, words in error.fields.items()}  # type: ignore[misc]
        else:
            messages.success(request, _("From now on you hear as you have chosen."))
            group = _group_of(request, choices)
            return redirect(f"{reverse('notices:preferences-set')}?group={group}")
    groups = _groups(choices_of(request.viewer) | choices)
    group = _group_of(request, choices)
    words = {
        "groups": [name for name, _lines in groups],
        "group": group,
        "name": groups[group][0],
        "lines": groups[group][1],
        "ways": How.choices,
        "mistakes": mistakes,
        "here": "notices:notice-list",
    }
    return render(request, "notices/preferences_set.html", words, status=422 if mistakes else 200)


def _chosen(sent: QueryDict) -> dict[str, Choice]:
    """What the form says of each kind that it holds."""
    return {
        key: Choice(f"{SHOWN}:{key}" in sent, str(sent[f"{BY_MAIL}:{key}"]))
        for key in kinds()
        if f"{BY_MAIL}:{key}" in sent
    }


def _group_of(request: Request, choices: dict[str, Choice]) -> int:
    """Which group is shown: that of what was sent, else the one that was asked for."""
    names = [name for name, _lines in _groups(choices)]
    if sent := next(iter(choices), None):
        return names.index(str(kinds()[sent].group))
    asked = request.GET.get("group", "")
    return int(asked) if asked in map(str, range(len(names))) else 0


def _groups(choices: dict[str, Choice]) -> list[tuple[str, list[Line]]]:
    """The lines under their headings: first those under which there is most to choose."""
    found: dict[str, list[Line]] = {}
    for key, kind in kinds().items():
        line = Line(kind, choices.get(key, Choice(how=kind.how)))
        found.setdefault(str(kind.group), []).append(line)
    return sorted(found.items(), key=lambda item: -len(item[1]))
