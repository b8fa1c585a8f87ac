"""What an act on many tickets asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.organisation import queries as organisation
from pindos.organisation.rights import IN_OWN_UNIT, units_worked_by
from pindos.servicedesk.queries.listed_work import VERBS
from pindos.servicedesk.terms import LEAST_SAID, Impact, Urgency
from pindos.servicedesk.web.fields import Words, line

LABELS = VERBS


class BulkForm(forms.Form):
    """An act that asks for nothing."""

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer


class BulkAssignForm(BulkForm):
    """Who does the work."""

    person_id = forms.TypedChoiceField(label=_("Who does the work?"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.viewer.posts_as(*IN_OWN_UNIT) or units_worked_by(self.viewer)
        people = {each.id: each.name for unit in units for each in organisation.workers_of(unit)}
        _choose(self, "person_id", sorted(people.items(), key=lambda each: each[1]))


class BulkPriorityForm(BulkForm):
    """Whom they hinder and how much."""

    impact = forms.ChoiceField(
        label=_("Whom does it hinder?"), choices=Impact.choices, widget=forms.RadioSelect
    )
    urgency = forms.ChoiceField(
        label=_("Can they work?"), choices=Urgency.choices[::-1], widget=forms.RadioSelect
    )


class BulkWordsForm(BulkForm):
    """What is written to all."""

    text = Words(label=_("Text"), widget=forms.Textarea(attrs={"rows": 6}))


class BulkResolveForm(BulkForm):
    """How all of them were solved."""

    answer = Words(label=_("What solved it?"), widget=forms.Textarea(attrs={"rows": 6}))


class BulkMoveForm(BulkForm):
    """To whom they belong, and why."""

    unit = forms.ChoiceField(label=_("To which unit?"))
    reason = Words(label=_("Why does it belong there?"), min_length=LEAST_SAID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = organisation.units_by_id(units_worked_by(self.viewer)).values()
        units = {
            unit.key: unit.name
            for administration in {each.administration_id for each in own}
            for unit in organisation.units_that_support(administration)
        }
        _choose(self, "unit", list(units.items()))


class BulkMergeForm(BulkForm):
    """Into which ticket they go."""

    into = line(
        label=_("Into which ticket?"),
        help_text=_("Its number. Each is dealt with there; undoing gives it back as it was."),
        max_length=100,
        error_messages={"required": _("Write the number of the other ticket.")},
    )


FORMS: dict[str, type[BulkForm]] = {
    "take": BulkForm,
    "assign": BulkAssignForm,
    "priority": BulkPriorityForm,
    "reply": BulkWordsForm,
    "note": BulkWordsForm,
    "resolve": BulkResolveForm,
    "move": BulkMoveForm,
    "merge": BulkMergeForm,
}


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Choose one")), *choices]
