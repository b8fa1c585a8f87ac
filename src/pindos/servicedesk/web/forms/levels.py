"""What is promised for which tickets, as a form."""

import json
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.clocks.queries import all_hours
from pindos.kernel.versions import seen_in
from pindos.organisation.queries import prefectures
from pindos.servicedesk.queries import all_categories
from pindos.servicedesk.queries.spans import in_words
from pindos.servicedesk.rules import LevelFacts
from pindos.servicedesk.terms import Priority
from pindos.servicedesk.web.spans import Span

TIMES = ("answer", "solution", "leg")
Choices = list[tuple[str, str | Promise]]


class LevelForm(forms.Form):
    """Three times and the hours by which they are counted."""

    answer = Span(label=_("First answer within"), required=False)
    solution = Span(label=_("Solution within"), required=False)
    leg = Span(label=_("The unit that is asked answers within"), required=False)
    hours = forms.ChoiceField(label=_("Working hours"), required=False)
    is_retired = forms.BooleanField(label=_("It holds no more"), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, level: LevelFacts | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_basic = level is not None and not (level.category_id or level.prefecture_id)
        offered = [(each.key, each.name) for each in all_hours().values() if not each.is_retired]
        empty: Choices = [] if is_basic else [("", _("As the more general level"))]
        self.fields["hours"].choices = [*empty, *offered]  # type: ignore[attr-defined]
        if is_basic or level is None:
            del self.fields["is_retired"]

    def asked(self) -> dict[str, Any]:
        """The arguments of the command, without what the level is for."""
        said = self.cleaned_data
        return {
            **{name: said[name] for name in TIMES},
            "hours": said["hours"],
            "is_retired": said.get("is_retired", False),
            "seen": seen_in(said["shown"]),
        }


class NewLevelForm(LevelForm):
    """The same, with the tickets it is for."""

    category = forms.ChoiceField(label=_("Category"), required=False)
    prefecture = forms.ChoiceField(label=_("Prefecture"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        any_of_them: Choices = [("", _("Any"))]
        named = [(each.key, each.name) for each in all_categories()]
        places = [(each.key, each.name) for each in prefectures()]
        names = [(str(each.value), each.label) for each in reversed(Priority)]
        for field, offered in (("category", named), ("prefecture", places), ("priority", names)):
            self.fields[field].choices = [*any_of_them, *offered]  # type: ignore[attr-defined]
        self.order_fields(["category", "prefecture", "priority", *TIMES, "hours"])

    def asked(self) -> dict[str, Any]:
        """The arguments of the command."""
        said = self.cleaned_data
        scope = {name: said[name] for name in ("category", "prefecture", "priority")}
        return {**super().asked(), **scope}


def now_of(level: LevelFacts) -> dict[str, str]:
    """What stands there, as the form would send it."""
    times = {name: getattr(level, name) for name in TIMES}
    return {
        **{name: in_words(minutes) if minutes else "" for name, minutes in times.items()},
        "hours": level.hours,
        "is_retired": "on" if level.is_retired else "",
    }


def values_of(level: LevelFacts) -> dict[str, Any]:
    """A level in the form's own words."""
    said = level._asdict()
    values = {name: said[name] for name in (*TIMES, "hours", "is_retired")}
    return {
        **values,
        "version": str(level.version) if level.version else "",
        "shown": json.dumps(values),
    }
