"""What is asked of a unit; the chart judges it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.organisation.models import Administration
from pindos.organisation.queries import units
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.places import living_prefectures
from pindos.organisation.terms import CLAUSES, Competence, UnitKind
from pindos.organisation.web.forms import Line

OF_LOCAL = [  # what the department of a prefecture answers for, and at the seat another unit
    Competence.SUPPORT_OPERATION,
    Competence.WATCH_OPERATION,
    Competence.SUPPORT_USERS,
    Competence.KEEP_BACKUPS,
    Competence.APPLY_SECURITY_POLICY,
    Competence.RECOMMEND_PROCUREMENT,
    Competence.RECOMMEND_LINES,
    Competence.REFER_PROBLEMS,
]


def _with_clause(each: Competence) -> tuple[str, str]:
    return each.value, f"{each.label} ({CLAUSES[each]})"


class Competences(forms.MultipleChoiceField):
    """Competences to tick."""

    def __init__(self, label: Any, help_text: Any, offered: list[Competence]) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            choices=[_with_clause(each) for each in offered],
            widget=forms.CheckboxSelectMultiple,
        )


class ContactForm(forms.Form):
    """How a unit is reached."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=200,
        required=False,
        help_text=_("Of the unit, not a person's."),
    )
    phone = Line(label=_("Telephone"), max_length=40, required=False)


class UnitForm(ContactForm):
    """All that the chart says of a unit."""

    key = forms.RegexField(
        r"^[A-Z][A-Z0-9-]{0,29}$",
        label=pgettext_lazy("code", "Key"),
        help_text=_("Latin capitals, digits and hyphens, such as DPE-D. It never changes."),
        error_messages={"invalid": _("Write Latin capitals, digits and hyphens only.")},
    )
    name_el = Line(label=_("Name"), max_length=200)
    name_en = Line(label=_("Name in English"), max_length=200, required=False)
    short_el = Line(label=_("Short name"), max_length=40)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(each.value, each.label) for each in UnitKind if each != UnitKind.ADMINISTRATION],
    )
    parent = forms.ChoiceField(label=_("Above it"))
    seat = forms.ChoiceField(label=_("Seat"), required=False)
    seat_el = Line(label=_("Another town"), max_length=100, required=False)
    competences = Competences(
        _("Competent everywhere for"),
        _("Of two units of one kind only one may answer for the same."),
        list(Competence),
    )
    seat_duties = Competences(
        _("Competent in the seat's prefecture for"),
        _("There is no department of its own there. What is ticked here moves here."),
        OF_LOCAL,
    )
    field_order = (
        *("key", "name_el", "name_en", "short_el", "kind", "parent", "seat", "seat_el"),
        *("email", "phone", "competences", "seat_duties"),
    )

    def __init__(self, *args: Any, own: Administration, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["key"]
        _offer_parents(self, own)
        places = living_prefectures().filter(administration=own)
        seats = [(each.key, each.capital_el) for each in places]
        self.fields["seat"].choices = [("", "–"), *seats]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """No seat of the list is none; a town of its own says another."""
        said = super().clean() or {}
        said["seat"] = said.get("seat") or None
        if said["seat"] and said.get("seat_el"):
            self.add_error("seat_el", _("Choose a seat or write another town, not both."))
        return said


class LocalForm(forms.Form):
    """What the departments of all prefectures have alike; in braces stands what differs."""

    name_el = Line(
        label=_("Name"),
        max_length=200,
        help_text=_("{genitive_el} stands for the name of the prefecture in the genitive."),
    )
    name_en = Line(label=_("Name in English"), max_length=200, required=False)
    short_el = Line(
        label=_("Short name"),
        max_length=40,
        help_text=_("{prefecture_short_el} stands for the short name of the prefecture."),
    )
    parent = forms.ChoiceField(label=_("Above it"))
    competences = Competences(
        _("Competent in its prefecture for"), _("At least one."), list(Competence)
    )

    def __init__(self, *args: Any, own: Administration, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_parents(self, own)


def _offer_parents(form: forms.Form, own: Administration) -> None:
    rows = units().filter(administration=own, prefecture=None).order_by("pk")
    choices = [(row.key, in_language(row.name_el, row.name_en)) for row in rows]
    form.fields["parent"].choices = choices  # type: ignore[attr-defined]
