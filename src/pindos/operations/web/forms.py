"""Forms of operations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from pindos.kernel.text import clean, without_invisible
from pindos.operations.terms import Asked
from pindos.operations.wording import EVENTS
from pindos.operations.wording_of_rooms import ROOMS


class Line(forms.CharField):
    """A line of text made clean; shown again without what no one can see."""

    def to_python(self, value: Any) -> str:
        """The text, or why it cannot be used."""
        return clean(super().to_python(value) or "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it can be shown."""
        return without_invisible(data) if isinstance(data, str) else data


class Day(forms.DateInput):
    """The browser's own calendar; it speaks ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _kinds(chosen: str) -> list[Any]:
    """The parts of the product, then each act of the one that is chosen: all would be too many."""
    parts = sorted(ROOMS.items(), key=lambda item: str(item[1]))
    acts = [(key, words) for key, words in EVENTS.items() if key.partition(".")[0] == chosen]
    if not acts:
        return parts
    return [*parts, (ROOMS[chosen], sorted(acts, key=lambda item: str(item[1])))]


class AskedForm(forms.Form):
    """The filters of the audit trail."""

    person = Line(label=_("Person"), required=False, max_length=200)
    subject = Line(label=_("Ticket or thing"), required=False, max_length=100)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(label=_("Act"), required=False)
    since = forms.DateField(
        label=_("From day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("To day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every_unit = [("", pgettext("units", "All"))]
        self.fields["unit"].choices = every_unit + units  # type: ignore[attr-defined]
        chosen = str(self.data.get("kind", "")).partition(".")[0]
        every_act = [("", pgettext("acts", "All"))]
        self.fields["kind"].choices = every_act + _kinds(chosen)  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is wanted."""
        return Asked(**self.cleaned_data)
