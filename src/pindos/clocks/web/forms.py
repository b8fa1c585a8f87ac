"""Working hours as a form: a name and seven days."""

import hashlib
import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.clocks.queries import HoursFacts
from pindos.clocks.terms import NAME_LENGTH, SHIPPED, WEEKDAYS
from pindos.kernel.errors import Clash
from pindos.kernel.terms import Sides
from pindos.kernel.versions import Seen, seen_in

DAYS = tuple(f"day_{weekday}" for weekday in range(len(WEEKDAYS)))


class HoursForm(forms.Form):
    """A name, the hours of each weekday, and whether holidays are kept."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    keeps_holidays = forms.BooleanField(
        label=_("Nobody works on holidays"),
        help_text=_("Those of the State, and those of the prefecture in which the matter lies."),
        required=False,
    )
    is_retired = forms.BooleanField(label=_("No longer on offer"), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    looked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(DAYS, WEEKDAYS, strict=True):
            self.fields[name] = forms.CharField(label=label, required=False, strip=True)
        if not key or key in SHIPPED:
            del self.fields["is_retired"]
        self.order_fields(["name", *DAYS, "keeps_holidays", "is_retired"])

    def week(self) -> list[str]:
        """The seven days as they were written."""
        return [self.cleaned_data[name] for name in DAYS]

    def asked(self) -> dict[str, Any]:
        """The arguments of the command."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "week": self.week(),
            "keeps_holidays": said["keeps_holidays"],
            "is_retired": said.get("is_retired", False),
            "seen": _as_columns(seen_in(said["shown"])),
        }

    @property
    def digest(self) -> str:
        """What was looked at: hours that are changed again are looked at again."""
        said = [*self.week(), self.cleaned_data["keeps_holidays"]]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def values_of(hours: HoursFacts) -> dict[str, Any]:
    """Hours in the form's own words."""
    days = dict(zip(DAYS, hours.week, strict=True))
    values = {"name": hours.name, "keeps_holidays": hours.keeps_holidays, **days}
    values |= {"is_retired": hours.is_retired}
    shown = {**values, "week": list(hours.week)}
    return {
        **values,
        "version": str(hours.version) if hours.version else "",
        "shown": json.dumps(shown, ensure_ascii=False),
    }


def now_of(hours: HoursFacts) -> dict[str, str]:
    """What stands there, as the form would send it."""
    flags = {"keeps_holidays": hours.keeps_holidays, "is_retired": hours.is_retired}
    days = dict(zip(DAYS, hours.week, strict=True))
    return {"name": hours.name, **days, **{name: "on" if on else "" for name, on in flags.items()}}


def by_days(clash: Clash, seen: Seen) -> Clash:
    """The same with each weekday for itself: one that only others changed since is no clash."""
    fields, kept = dict(clash.fields), set(clash.kept)
    if week := fields.pop("week", None):
        for day, yours, theirs in zip(DAYS, week.yours, week.theirs, strict=True):
            if seen.get(day) == yours:
                kept.add(day)
            elif yours != theirs:
                fields[day] = Sides(yours, theirs, week.by, week.at)
    return Clash(clash.row, fields, str(clash), kept)


def _as_columns(seen: Any) -> dict[str, Any]:
    return {name: value for name, value in seen.items() if name not in DAYS}
