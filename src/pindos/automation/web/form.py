"""A rule as a form: when, only where, and what then."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.automation.models import Rule
from pindos.automation.terms import NAME_LENGTH, When
from pindos.automation.web.fields import Words
from pindos.automation.web.gone import keep_gone
from pindos.kernel.access import Viewer
from pindos.organisation.queries import heads_of, workers_of
from pindos.servicedesk.queries import all_categories, checklists_for
from pindos.servicedesk.terms import Impact, Urgency

Choices = list[tuple[str, Any]]
LEAVE: Choices = [("", _("leave as it is"))]
NOBODY: Choices = [("", _("nobody"))]
PEOPLE = ("assign_to", "tell_person")
HIDDEN = ("version", "shown")
WHEN = ("name", "when", "is_once", "place")
WORK = ("category", "impact", "urgency", "assign_to", "assign_least", "checklist", "tasks")
WORDS = ("note", "reply", "asks")
TOLD = ("tell_unit", "tell_heads", "tell_person", "tell_text")


class RuleForm(forms.Form):
    """All of a rule but its unit; the version and the values it was begun on go with it."""

    name = Words(
        label=_("Name"),
        help_text=_("It stands on the timeline of each ticket; whoever asked reads it, too."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(),
    )
    when = forms.ChoiceField(label=pgettext_lazy("rule", "When"), choices=When.choices)
    is_once = forms.BooleanField(label=_("Only once on each ticket"), required=False)
    place = forms.IntegerField(
        label=pgettext_lazy("rule", "Order"),
        help_text=_("Of several rules the one with the smaller number acts first."),
        min_value=1,
        max_value=999,
    )
    condition = Words(label=_("Only where"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    impact = forms.ChoiceField(label=_("Whom it hinders"), required=False)
    urgency = forms.ChoiceField(label=_("How much it hinders"), required=False)
    assign_to = forms.ChoiceField(label=_("Give it to"), required=False)
    assign_least = forms.BooleanField(
        label=_("Give it to whoever of the unit has the fewest open tickets"), required=False
    )
    checklist = forms.ChoiceField(label=_("Checklist"), required=False)
    tasks = Words(label=_("Tasks"), help_text=_("One a line."), required=False)
    note = Words(
        label=_("Internal note"),
        help_text=_("What stands in braces is filled in from the ticket, as in ready texts."),
        required=False,
    )
    reply = Words(
        label=_("Message to the requester"),
        help_text=_("What stands in braces is filled in from the ticket, as in ready texts."),
        required=False,
    )
    asks = forms.BooleanField(
        label=_("It is a question: the ticket waits for the answer"), required=False
    )
    tell_unit = forms.BooleanField(label=_("Tell those who work in the unit"), required=False)
    tell_heads = forms.BooleanField(label=_("Tell the heads of the unit"), required=False)
    tell_person = forms.ChoiceField(label=_("Tell"), required=False)
    tell_text = Words(label=_("What they are told"), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, viewer: Viewer, unit_id: int, *args: Any, row: Rule | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        working = [(str(each.id), each.name) for each in workers_of(unit_id)]
        heads = [(str(each.id), each.name) for each in heads_of(unit_id)]
        offered: dict[str, Choices] = {
            "category": [*LEAVE, *((each.key, each.name) for each in all_categories())],
            "impact": [*LEAVE, *Impact.choices],
            "urgency": [*LEAVE, *Urgency.choices],
            "assign_to": [*LEAVE, *working],
            "checklist": lists_for(viewer, unit_id),
            "tell_person": [*NOBODY, *dict([*working, *heads]).items()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        keep_gone(self.fields, row)

    def asked(self) -> dict[str, Any]:
        """The arguments of the command: people by their ids."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in HIDDEN}
        for name in PEOPLE:
            chosen = said.pop(name)
            said[f"{name}_id"] = int(chosen) if chosen else None
        return said

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Some of its fields, for a part of the page."""
        return [self[name] for name in names]

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        """The parts of the page."""
        return {
            "when": self.group(WHEN),
            "work": self.group(WORK),
            "words": self.group(WORDS),
            "told": self.group(TOLD),
            "hidden": self.group(HIDDEN),
        }


def lists_for(viewer: Viewer, unit_id: int) -> Choices:
    """The checklists that a unit may use, and none."""
    none: Choices = [("", pgettext_lazy("checklist", "none"))]
    known = [each for each in checklists_for(viewer) if each.unit_id in (None, unit_id)]
    return [*none, *((each.key, each.name) for each in known)]


def values_of(rule: Rule) -> dict[str, str]:
    """A rule in the form's own words."""
    texts = ("name", "when", "condition", "category", "impact", "urgency", "checklist")
    more = ("tasks", "note", "reply", "tell_text")
    ticks = ("is_once", "assign_least", "asks", "tell_unit", "tell_heads")
    return {
        **{name: str(getattr(rule, name)) for name in (*texts, *more)},
        **{name: "on" if getattr(rule, name) else "" for name in ticks},
        "place": str(rule.place),
        "assign_to": str(rule.assign_to_id or ""),
        "tell_person": str(rule.tell_person_id or ""),
    }
