"""Work that comes round as a form: what is opened, for whom, and how often."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.automation.models import Routine
from pindos.automation.queries.rhythms import NTH
from pindos.automation.rules.titles import KNOWN
from pindos.automation.terms import NAME_LENGTH, Every, Shift
from pindos.automation.web.fields import Words
from pindos.automation.web.form import HIDDEN, lists_for
from pindos.automation.web.gone import keep_gone
from pindos.clocks.terms import WEEKDAYS
from pindos.kernel.access import Viewer
from pindos.organisation.queries import heads_of, workers_of
from pindos.servicedesk.queries import all_categories
from pindos.servicedesk.terms import TITLE_LENGTH

PEOPLE = ("requester", "assign_to")
WHOLE = ("weekday", "nth")
WHAT = ("name", "title", "description", "category", "checklist", "tasks", "requester", "assign_to")
HOW_OFTEN = ("every", "step", "weekday", "nth", "day", "shift", "begins", "ends")


class RoutineForm(forms.Form):
    """All of it but its unit; the version and the values it was begun on go with it."""

    name = Words(label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput())
    title = Words(
        label=_("Title of the ticket"),
        help_text=" ".join(KNOWN),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(),
    )
    description = Words(label=_("What is to be done"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    checklist = forms.ChoiceField(label=_("Checklist"), required=False)
    tasks = Words(label=_("Tasks"), help_text=_("One a line."), required=False)
    requester = forms.ChoiceField(label=_("It opens in the name of"))
    assign_to = forms.ChoiceField(label=_("Give it to"), required=False)
    every = forms.ChoiceField(label=_("How often"), choices=Every.choices)
    step = forms.IntegerField(label=_("Every so many"), min_value=1, max_value=400)
    weekday = forms.ChoiceField(label=_("Weekday"), choices=list(enumerate(WEEKDAYS)))
    nth = forms.ChoiceField(label=_("Which one of the month"), choices=NTH)
    day = forms.IntegerField(
        label=_("Day of the month"),
        help_text=_("31 means the last one of each month."),
        min_value=1,
        max_value=31,
    )
    shift = forms.ChoiceField(label=_("If nobody works on that day"), choices=Shift.choices)
    begins = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, viewer: Viewer, unit_id: int, *args: Any, row: Routine | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        working = [(str(each.id), each.name) for each in workers_of(unit_id)]
        heads = [(str(each.id), each.name) for each in heads_of(unit_id)]
        offered: dict[str, list[tuple[str, Any]]] = {
            "category": [("", _("no category")), *((c.key, c.name) for c in all_categories())],
            "checklist": lists_for(viewer, unit_id),
            "requester": list(dict([*working, *heads]).items()),
            "assign_to": [("", _("nobody")), *working],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        keep_gone(self.fields, row)

    def asked(self) -> dict[str, Any]:
        """The arguments of the command: people by their ids, numbers as numbers."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in HIDDEN}
        for name in PEOPLE:
            chosen = said.pop(name)
            said[f"{name}_id"] = int(chosen) if chosen else None
        return {**said, **{name: int(said[name]) for name in WHOLE}}

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        """The parts of the page."""
        named = {"what": WHAT, "often": HOW_OFTEN, "hidden": HIDDEN}
        return {part: [self[name] for name in names] for part, names in named.items()}


def values_of(row: Routine) -> dict[str, str]:
    """A routine in the form's own words."""
    plain = ("name", "title", "description", "category", "checklist", "tasks", "every", "shift")
    numbers = ("step", "weekday", "nth", "day")
    return {
        **{name: str(getattr(row, name)) for name in (*plain, *numbers)},
        "requester": str(row.requester_id or ""),
        "assign_to": str(row.assign_to_id or ""),
        "begins": row.begins.isoformat(),
        "ends": row.ends.isoformat() if row.ends else "",
    }
