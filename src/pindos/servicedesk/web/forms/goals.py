"""After how many hours a ticket of each priority counts as late."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pindos.kernel.clashes import Side, sides_of, with_values
from pindos.kernel.errors import Clash
from pindos.kernel.versions import seen_in
from pindos.servicedesk.queries import goals
from pindos.servicedesk.terms import MOST_HOURS, Priority


class GoalsForm(forms.Form):
    """Hours for each priority, the most urgent first."""

    clash: Clash | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Choose from 1 to %(most)s hours.") % {"most": MOST_HOURS}
        for priority, hours in goals().items():
            self.fields[f"hours_{priority.value}"] = forms.IntegerField(
                label=str(priority.label),
                initial=hours,
                min_value=1,
                max_value=MOST_HOURS,
                error_messages={
                    "required": words,
                    "invalid": words,
                    "min_value": words,
                    "max_value": words,
                },
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

        self.stands = {name: field.initial for name, field in self.fields.items()}
        self.fields["shown"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=json.dumps(self.stands)
        )

    def seen(self, priority: Priority) -> int | None:
        """The hours that the form showed."""
        hours = seen_in(self.data.get("shown", "")).get(f"hours_{priority.value}")
        return hours if isinstance(hours, int) else None

    def sides(self) -> list[Side]:
        """Both sides of what clashed; from now on the form stands against what is there."""
        if self.clash is None:
            return []
        sides = sides_of(self, self.clash.fields)
        self.data = with_values(self.data, {"shown": json.dumps(self.stands)})
        return sides

    def hours(self) -> dict[Priority, int]:
        """What was chosen."""
        return {priority: self.cleaned_data[f"hours_{priority.value}"] for priority in Priority}
