"""After how many hours a ticket of each priority counts as late."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pindos.servicedesk.queries import goals
from pindos.servicedesk.terms import MOST_HOURS, Priority


class GoalsForm(forms.Form):
    """Hours for each priority, the most urgent first."""

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

    def hours(self) -> dict[Priority, int]:
        """What was chosen."""
        return {priority: self.cleaned_data[f"hours_{priority.value}"] for priority in Priority}
