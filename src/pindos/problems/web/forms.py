"""What the pages of problems ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.organisation import queries as organisation
from pindos.organisation.rights import units_worked_by
from pindos.problems.models import Problem
from pindos.problems.terms import FIELDS, TITLE_LENGTH, Tell
from pindos.problems.web.fields import Numbers, Words
from pindos.servicedesk.queries import categories_for, shelves_of
from pindos.servicedesk.terms import LEAST_SAID, Impact, Priority

HIDDEN = ("version", "shown")
PRIORITIES = [(each.name.lower(), each.label) for each in Priority]
NUMBERS = gettext_lazy(
    "Numbers with a space or a comma between them: FLO-2026-0412, KOZ-2026-0031."
)


class ProblemForm(forms.Form):
    """All that is known of a problem; the version and the values it was begun on go with it."""

    title = Words(
        label=FIELDS["title"],
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(),
        error_messages={"required": gettext_lazy("Write a title, if only in a few words.")},
    )
    description = Words(
        label=FIELDS["description"],
        help_text=gettext_lazy("What people notice, since when, where it does not happen."),
        required=False,
    )
    category = forms.ChoiceField(
        label=FIELDS["category"],
        help_text=gettext_lazy("A known error is suggested on tickets of the same category."),
        required=False,
    )
    impact = forms.ChoiceField(label=FIELDS["impact"], choices=Impact.choices)
    priority = forms.ChoiceField(label=FIELDS["priority"], choices=PRIORITIES)
    assignee = forms.ChoiceField(label=FIELDS["assignee"], required=False)
    cause = Words(label=FIELDS["cause"], required=False)
    workaround = Words(
        label=FIELDS["workaround"],
        help_text=gettext_lazy("How one can work until the cause is removed."),
        required=False,
    )
    is_public = forms.BooleanField(
        label=FIELDS["is_public"],
        help_text=gettext_lazy("From when it is a known error; the cause stays internal."),
        required=False,
    )
    fix = Words(
        label=FIELDS["fix"], help_text=gettext_lazy("What removes the cause."), required=False
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, units: dict[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        known = str(self.initial.get("category") or "")
        choose(self, "category", _categories(viewer, known), _("No category"))
        people = {
            str(each.id): each.name for unit in units for each in organisation.workers_of(unit)
        }
        chosen = str(self.initial.get("assignee") or "")
        if chosen and chosen not in people:
            people[chosen] = organisation.person_facts(int(chosen)).name
        choose(self, "assignee", sorted(people.items(), key=lambda each: each[1]), _("Nobody yet"))


class OpenForm(ProblemForm):
    """A new problem: whose it is, and the tickets that it explains."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit that owns it"))
    tickets = Numbers(
        label=gettext_lazy("Tickets that it explains"), help_text=NUMBERS, rows=2, required=False
    )
    field_order = ("title", "description", "tickets", "unit")

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        units = units_of(viewer)
        own = {pk: name for pk, (_key, name) in units.items()}
        super().__init__(viewer, own, *args, **kwargs)
        del self.fields["version"], self.fields["shown"], self.fields["fix"]
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(units.values())


class LinkForm(forms.Form):
    """The tickets that it explains, too."""

    tickets = Numbers(
        label=gettext_lazy("Tickets that it explains"),
        help_text=NUMBERS,
        rows=2,
        error_messages={"required": gettext_lazy("Type the number of a ticket.")},
    )


class NoteForm(forms.Form):
    """What was found."""

    text = Words(label=gettext_lazy("What did you find?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = forms.Field(required=False, widget=forms.HiddenInput)


class CascadeForm(forms.Form):
    """What all who wait are told."""

    tell = forms.ChoiceField(
        label=gettext_lazy("What becomes of the open tickets?"),
        choices=Tell.choices,
        widget=forms.RadioSelect,
    )
    text = Words(label=gettext_lazy("Your words to all of them"), rows=6)


class ActForm(forms.Form):
    """An act that asks for nothing but whether it is meant."""

    def __init__(self, problem: Problem, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if hasattr(problem, name):
                self.initial.setdefault(name, getattr(problem, name))


class PublishForm(ActForm):
    """What the other units read."""

    cause = Words(label=FIELDS["cause"], required=False)
    workaround = Words(
        label=FIELDS["workaround"],
        help_text=gettext_lazy("How one can work until the cause is removed."),
        required=False,
    )
    is_public = forms.BooleanField(label=FIELDS["is_public"], required=False)


class ResolveForm(ActForm):
    """What removed the cause."""

    fix = Words(
        label=FIELDS["fix"],
        help_text=gettext_lazy("What removes the cause."),
        error_messages={"required": gettext_lazy("Write what removed the cause.")},
    )


class ReopenForm(ActForm):
    """Why, if there is something to say."""

    reason = Words(label=pgettext_lazy("problem", "Why?"), required=False)


class CancelForm(ActForm):
    """Why nobody looks for it any more."""

    reason = Words(
        label=pgettext_lazy("problem", "Why?"),
        error_messages={"required": gettext_lazy("Write why it is cancelled.")},
    )


class OfferForm(ActForm):
    """To which unit, and why."""

    unit = forms.ChoiceField(label=pgettext_lazy("problem", "To which unit?"))
    reason = Words(
        label=gettext_lazy("Why should it look for the cause?"),
        help_text=gettext_lazy("What was found so far, and what only that unit can do."),
        min_length=LEAST_SAID,
    )

    def __init__(self, problem: Problem, *args: Any, **kwargs: Any) -> None:
        super().__init__(problem, *args, **kwargs)
        self.initial.pop("unit", None)
        own = organisation.unit_facts(problem.unit_id)
        units = organisation.units_that_support(own.administration_id)
        rows = [(each.key, each.name) for each in units if each.id != own.id]
        choose(self, "unit", rows, _("Choose one"))


class DeclineForm(ActForm):
    """Why the unit does not take it."""

    reason = Words(label=gettext_lazy("Why does your unit not take it?"), min_length=LEAST_SAID)


def choose(form: forms.Form, name: str, choices: list[Any], nothing: str) -> None:
    """Give a field its choices, with one that means none."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nothing), *choices]


def units_of(viewer: Viewer) -> dict[int, tuple[str, str]]:
    """The units for which somebody works, departments first met: id -> key and name."""
    rows = organisation.units_by_id(units_worked_by(viewer))
    ordered = sorted(rows.values(), key=lambda each: (each.id not in _own(viewer), each.name))
    return {each.id: (each.key, each.name) for each in ordered}


def _own(viewer: Viewer) -> frozenset[int]:
    return frozenset(post.unit_id for post in viewer.posts)


def _categories(viewer: Viewer, known: str) -> list[Any]:
    """The catalogue under its headings; what the problem has stays, retired or not."""
    shelves = shelves_of(categories_for(viewer))
    choices = [(each.name, [(one.key, one.name) for one in each.categories]) for each in shelves]
    if known and known not in {key for _name, inner in choices for key, _label in inner}:
        choices.insert(0, (_("Now"), [(known, known)]))
    return choices
