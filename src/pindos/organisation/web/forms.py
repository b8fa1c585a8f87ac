"""Forms of the organisation; what they hold is judged by the commands."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.errors import Invalid
from pindos.kernel.refusals import blame
from pindos.kernel.text import clean, without_invisible
from pindos.organisation.models import Municipality, Prefecture, Site
from pindos.organisation.queries import prefectures, units
from pindos.organisation.queries.language import in_language
from pindos.organisation.terms import Competence, Role

NAMES_OF_FIELDS = {"name_el": "name"}  # a command says the column, the form its own name


class Line(forms.CharField):
    """A line of text made clean; shown again without what no one can see."""

    def to_python(self, value: Any) -> str:
        """The text, or why it cannot be used."""
        return clean(super().to_python(value) or "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it can be shown."""
        return without_invisible(data) if isinstance(data, str) else data


class Day(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        formats = ["%Y-%m-%d", "%d/%m/%Y"]
        super().__init__(widget=widget, input_formats=formats, **options)


class SiteForm(forms.Form):
    """A site."""

    key = Line(
        label=pgettext_lazy("code", "Key"),
        max_length=40,
        help_text=_("By it lists name the site, such as FLO-DASOS. It never changes."),
    )
    name = Line(label=_("Name"), max_length=200)
    prefecture = forms.ChoiceField(label=_("Prefecture"))
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    address = Line(label=_("Address"), max_length=200, required=False)
    phone = Line(label=_("Telephone"), max_length=40, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["key"]
        _offer(self.fields["prefecture"], [(each.key, each.name) for each in prefectures()])
        _offer(self.fields["municipality"], [("", "—"), *_municipalities()])


class PersonForm(forms.Form):
    """A person."""

    key = Line(
        label=pgettext_lazy("code", "Key"),
        max_length=100,
        required=False,
        help_text=_("The payroll number; left empty, the e-mail address is the key."),
    )
    given_name = Line(label=_("Given name"), max_length=100, required=False)
    family_name = Line(label=_("Family name"), max_length=100)
    email = Line(label=_("E-mail"), max_length=200, required=False)
    phone = Line(label=_("Telephone"), max_length=40, required=False)
    service = Line(
        label=_("Office"),
        max_length=200,
        required=False,
        help_text=_("As people call it, such as Forest Office of Amyntaio."),
    )
    site = forms.ChoiceField(label=pgettext_lazy("building", "Site"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, is_new: bool, own_site: Site | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["key"]
        _offer(self.fields["site"], [("", "—"), *_sites(own_site)])


class PositionForm(forms.Form):
    """A role in a unit from a day to a day."""

    unit = forms.ChoiceField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    starts_on = Day(label=_("From"), required=False, help_text=_("Left empty: today."))
    ends_on = Day(label=_("Until"), required=False, help_text=_("The last day; open if empty."))

    def __init__(self, *args: Any, over: frozenset[int], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [row for row in units() if row.pk in over]
        choices = [
            (row.key, f"{row.key} · {in_language(row.name_el, row.name_en)}") for row in rows
        ]
        _offer(self.fields["unit"], choices)


class DaysForm(forms.Form):
    """The days of a position that is there."""

    starts_on = Day(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    ends_on = Day(
        label=_("Until"),
        required=False,
        help_text=_("The last day: rights end with it. For at once, write yesterday."),
    )


class WhoForm(forms.Form):
    """A question: who is competent?"""

    prefecture = forms.ChoiceField(label=_("Prefecture"))
    competence = forms.ChoiceField(label=_("Competence"), choices=Competence.choices)

    def __init__(self, *args: Any, administration_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        places = [(each.key, each.name) for each in prefectures(administration_id)]
        _offer(self.fields["prefecture"], places)


class TableForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(
        label=_("CSV file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )


def take_faults(form: forms.Form, error: Invalid) -> None:
    """Put what a command refused at the fields it speaks of."""
    blame(form, error, NAMES_OF_FIELDS)


def _offer(field: forms.Field, choices: Iterable[Any]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def _municipalities() -> list[tuple[str, list[tuple[str, str]]]]:
    """The municipalities, grouped by prefecture."""
    rows = Municipality.objects.select_related("prefecture").order_by("prefecture__key", "name_el")
    return _grouped((row.prefecture, row.name_el, row.name_el) for row in rows)


def _sites(own: Site | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """The open sites, and the person's own even if it is closed, grouped by prefecture."""
    rows = Site.objects.filter(is_closed=False).select_related("prefecture")
    known = [
        *rows.order_by("prefecture__key", "name_el"),
        *([own] if own and own.is_closed else []),
    ]
    return _grouped((row.prefecture, str(row.pk), row.name_el) for row in known)


def _grouped(
    rows: Iterable[tuple[Prefecture, str, str]],
) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for place, value, label in rows:
        name = in_language(place.name_el, place.name_en)
        groups.setdefault(name, []).append((value, label))
    return list(groups.items())
