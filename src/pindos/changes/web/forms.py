"""What is asked of planned work: what, when, whom it touches, how it is undone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.changes.models import Change
from pindos.changes.terms import (
    FIELDS,
    MOST_DOWNTIME,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Kind,
    Scale,
    Tie,
    Undo,
)
from pindos.kernel.access import Viewer
from pindos.kernel.text import clean, without_invisible
from pindos.organisation import queries as organisation
from pindos.organisation.rights import units_worked_by

MOST_BOXES = 60  # sites as boxes to tick; more are a list to choose from
MINUTE = "%Y-%m-%dT%H:%M"
MANY = ("units", "sites")


class Words(forms.CharField):
    """Text without what no one can see; shown again without it when the form fails."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        kwargs.setdefault("max_length", TEXT_LENGTH)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text in one form; refuses an invisible character with its place."""
        return str(super().to_python(clean(str(value)) if value else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again."""
        return without_invisible(data) if isinstance(data, str) else data


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes; what was chosen from the other side of a clash comes as one text with commas."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The values, each by itself."""
        return _apart(super().value_from_datadict(data, files, name))


class Chosen(forms.SelectMultiple):
    """The same as a list to choose from."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The values, each by itself."""
        return _apart(super().value_from_datadict(data, files, name))


def _apart(values: Any) -> list[str]:
    return [part for value in values or [] for part in str(value).split(",") if part]


def minute(label: Any, **more: Any) -> forms.DateTimeField:
    """Day and time by the clock of Athens."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(format=MINUTE, attrs={"type": "datetime-local"}),
        input_formats=[MINUTE, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": gettext_lazy("Write day and time: 28/11/2026 18:00.")},
        **more,
    )


class Group(NamedTuple):
    """Fields that stand together under a heading."""

    label: str | Promise
    fields: list[BoundField]


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("What and why"), ("unit", "title", "kind", "reason", "responsible")),
    (gettext_lazy("When"), ("starts_at", "ends_at")),
    (
        gettext_lazy("Whom it affects"),
        ("service", "downtime", "sites", "units", "assets", "scale"),
    ),
    (gettext_lazy("How it is done and undone"), ("plan", "undo", "back_out")),
)


class PlanForm(forms.Form):
    """All that is known of planned work; the version and the values it was begun on go with it."""

    unit = forms.ChoiceField(label=FIELDS["unit"])
    title = Words(
        label=FIELDS["title"],
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("Everybody affected reads this. Say it in their words."),
        error_messages={"required": gettext_lazy("Say in one line what is done.")},
    )
    kind = forms.ChoiceField(
        label=FIELDS["kind"], choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.NORMAL
    )
    reason = Words(label=FIELDS["reason"], rows=2, required=False)
    responsible = forms.ChoiceField(label=FIELDS["responsible"], required=False)
    starts_at = minute(FIELDS["starts_at"], required=False)
    ends_at = minute(
        FIELDS["ends_at"], required=False, help_text=gettext_lazy("By the clock of Greece.")
    )
    service = Words(
        label=FIELDS["service"],
        max_length=TITLE_LENGTH,
        required=False,
        help_text=gettext_lazy("As people call it: e-mail, the protocol, the telephones."),
    )
    downtime = forms.IntegerField(
        label=FIELDS["downtime"],
        min_value=0,
        max_value=MOST_DOWNTIME,
        required=False,
        help_text=gettext_lazy("0 when nothing stops."),
    )
    sites = forms.MultipleChoiceField(label=FIELDS["sites"], required=False, widget=Ticks)
    units = forms.MultipleChoiceField(label=FIELDS["units"], required=False, widget=Ticks)
    assets = Words(
        label=FIELDS["assets"],
        required=False,
        help_text=gettext_lazy("Inventory numbers, with commas between them."),
    )
    scale = forms.ChoiceField(
        label=FIELDS["scale"], choices=Scale.choices, widget=forms.RadioSelect, initial=Scale.FEW
    )
    plan = Words(label=FIELDS["plan"], rows=5, required=False)
    undo = forms.ChoiceField(
        label=FIELDS["undo"], choices=Undo.choices, widget=forms.RadioSelect, initial=Undo.EASY
    )
    back_out = Words(
        label=FIELDS["back_out"],
        rows=4,
        required=False,
        help_text=gettext_lazy("Needed before the head is asked about normal work."),
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, *args: Any, change: Change | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [change.unit_id] if change else _own_units(viewer)
        facts = organisation.units_by_id(own)
        self._choose("unit", [(facts[pk].key, facts[pk].name) for pk in own])
        if change or len(own) < 2:
            del self.fields["unit"]
        people = {each.id: each.name for pk in own[:8] for each in organisation.workers_of(pk)}
        if change and change.responsible_id and change.responsible_id not in people:
            people |= {
                change.responsible_id: organisation.person_facts(change.responsible_id).name
            }
        self._choose("responsible", [("", _("Nobody yet")), *people.items()])
        first = facts[own[0]]
        self._choose("units", _units(first.administration_id))
        self._choose("sites", _sites(first.administration_id, first.prefecture_id))
        if len(self._choices("sites")) > MOST_BOXES:
            self.fields["sites"].widget = Chosen(
                attrs={"size": 12}, choices=self._choices("sites")
            )

    def groups(self) -> Iterator[Group]:
        """The fields under their headings."""
        for label, names in GROUPS:
            yield Group(label, [self[name] for name in names if name in self.fields])

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        hidden = ("version", "shown")
        return {name: value for name, value in self.cleaned_data.items() if name not in hidden}

    def labels_of(self, name: str, values: Iterable[str]) -> str:
        """The names of what was chosen in a field of many."""
        names = dict(self._choices(name))
        return ", ".join(str(names.get(value, value)) for value in values)

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), label) for key, label in choices]

    def _choices(self, name: str) -> list[tuple[str, str]]:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return [(str(key), str(label)) for key, label in field.choices]  # type: ignore[misc, union-attr]


class MoveForm(forms.Form):
    """The new time, and why."""

    starts_at = minute(FIELDS["starts_at"])
    ends_at = minute(FIELDS["ends_at"], help_text=gettext_lazy("By the clock of Greece."))
    reason = Words(
        label=pgettext_lazy("change", "Reason"),
        rows=2,
        help_text=gettext_lazy("Whoever knew the old time reads it."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = Words(label=pgettext_lazy("change", "Reason"), rows=3)


class DecisionForm(forms.Form):
    """What the head says with the decision."""

    reason = Words(
        label=pgettext_lazy("change", "Reason"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed when it is not approved."),
    )


class FinishForm(forms.Form):
    """How it went."""

    text = Words(label=gettext_lazy("How did it go?"), rows=3, required=False)


class ReviewForm(forms.Form):
    """What is learnt of it."""

    text = Words(label=gettext_lazy("What went well?"), rows=3)
    otherwise = Words(
        label=gettext_lazy("What is done otherwise the next time?"), rows=3, required=False
    )


class NoteForm(forms.Form):
    """A few words about it, with files."""

    text = Words(label=gettext_lazy("Your note"), rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = forms.Field(required=False, widget=forms.HiddenInput)


class LinkForm(forms.Form):
    """A ticket, and what it has to do with the work."""

    ticket = Words(
        label=gettext_lazy("Number of the ticket"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write the number of a ticket.")},
    )
    tie = forms.ChoiceField(
        label=gettext_lazy("What has it to do with the work?"), choices=Tie.choices
    )


class AimForm(forms.Form):
    """A problem that the work is to solve."""

    problem = Words(
        label=gettext_lazy("Number of the problem"),
        max_length=60,
        help_text=gettext_lazy("One of your units, or a known error of any unit."),
        error_messages={"required": gettext_lazy("Write the number of a problem.")},
    )


def local(moment: datetime | None) -> str:
    """A moment as a field of day and time holds it."""
    return f"{timezone.localtime(moment):{MINUTE}}" if moment else ""


def _own_units(viewer: Viewer) -> list[int]:
    """The units for which somebody may plan: those of their own posts first."""
    worked = units_worked_by(viewer)
    own = sorted(post.unit_id for post in viewer.posts if post.unit_id in worked)
    return list(dict.fromkeys([*own, *sorted(worked)]))


def _units(administration_id: int) -> list[tuple[Any, str]]:
    rows = organisation.units().filter(administration=administration_id)
    found = organisation.units_by_id(rows.values_list("pk", flat=True)).values()
    return [(each.key, each.name) for each in sorted(found, key=lambda unit: unit.key)]


def _sites(administration_id: int, first: int | None) -> list[tuple[Any, str]]:
    """The open sites of the administration, those of the unit's own prefecture first."""
    places = {place.id: place for place in organisation.prefectures(administration_id)}
    sites = [site for site in organisation.sites_of() if site.prefecture_id in places]
    sites.sort(key=lambda s: (s.prefecture_id != first, places[s.prefecture_id].name, s.name))
    return [(site.key, site.name) for site in sites]
