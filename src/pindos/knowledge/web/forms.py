"""What the pages of instructions ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.knowledge.about import topics_offered
from pindos.knowledge.terms import FIELDS, NOTE_LENGTH, TITLE_LENGTH, Audience, Kind
from pindos.knowledge.web.fields import Words
from pindos.organisation import queries as organisation
from pindos.organisation.rights import units_worked_by

HIDDEN = ("version", "shown")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class InstructionForm(forms.Form):
    """An instruction as it is written; the version and the values it was begun on go with it."""

    title = Words(
        label=FIELDS["title"],
        help_text=gettext_lazy("As somebody who needs it would say it: I forgot my password."),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(),
        error_messages={"required": gettext_lazy("Write a title, if only in a few words.")},
    )
    text = Words(
        label=FIELDS["text"],
        help_text=gettext_lazy(
            "One step a line, with its number: 1. Press Start. A line with ## before it is a "
            "heading, **so** is bold. A picture: ![What it shows](its-file.png). Files are "
            "attached on the page of the instruction."
        ),
        rows=18,
        error_messages={"required": gettext_lazy("Write what is to be done, step by step.")},
    )
    kind = forms.ChoiceField(label=FIELDS["kind"], choices=Kind.choices, widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=FIELDS["audience"],
        help_text=gettext_lazy("A runbook is read by technicians only, whatever stands here."),
        choices=Audience.choices,
    )
    audience_unit = forms.ChoiceField(
        label=FIELDS["audience_unit"],
        help_text=gettext_lazy("Only where a unit and those below it read it."),
        required=False,
    )
    categories = forms.MultipleChoiceField(
        label=FIELDS["categories"],
        help_text=gettext_lazy("It is offered to whoever reports something of these."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    review_on = forms.DateField(
        label=FIELDS["review_on"],
        help_text=gettext_lazy("Its unit is told on this day. Empty: by the setting."),
        required=False,
        widget=DAY,
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [key for key in self.initial.get("categories") or () if isinstance(key, str)]
        offered = topics_offered(viewer)
        known = {key for key, _name in offered}
        _choose(self, "categories", [*offered, *((key, key) for key in kept if key not in known)])
        _choose(self, "audience_unit", [("", pgettext("unit", "None")), *_every_unit()])


class DraftForm(InstructionForm):
    """A new instruction: whose it is, too."""

    unit = forms.ChoiceField(label=FIELDS["unit"])

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        del self.fields["version"], self.fields["shown"]
        _choose(self, "unit", _own_units(viewer))


class PublishForm(forms.Form):
    """What is new in this version, and when it is looked at again."""

    note = Words(
        label=gettext_lazy("What is new in it?"),
        help_text=gettext_lazy("For those who write; readers do not see it."),
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(),
        required=False,
    )
    review_on = forms.DateField(
        label=FIELDS["review_on"],
        help_text=gettext_lazy("Empty: at first the day that you wrote, later by the setting."),
        required=False,
        widget=DAY,
    )


class ReviewForm(forms.Form):
    """When it is looked at next."""

    review_on = forms.DateField(
        label=pgettext_lazy("review", "Next time on"),
        help_text=gettext_lazy("Empty: by the setting."),
        required=False,
        widget=DAY,
    )


class OfferForm(forms.Form):
    """The unit that is asked to own it."""

    unit = forms.ChoiceField(
        label=FIELDS["offered_unit"],
        help_text=gettext_lazy("Its people are told, and take it over or decline."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", [("", "—"), *_every_unit()])


class FilesForm(forms.Form):
    """Pictures and files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = forms.Field(required=False, widget=forms.HiddenInput)


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _every_unit() -> list[tuple[str, str]]:
    rows = organisation.units().values_list("pk", flat=True)
    found = organisation.units_by_id(rows)
    return sorted(((each.key, each.name) for each in found.values()), key=lambda pair: pair[1])


def _own_units(viewer: Viewer) -> list[tuple[str, str]]:
    """The units for which somebody works, those in which they stand first."""
    own = {post.unit_id for post in viewer.posts}
    rows = organisation.units_by_id(units_worked_by(viewer))
    ordered = sorted(rows.values(), key=lambda each: (each.id not in own, each.name))
    return [(each.key, each.name) for each in ordered]
