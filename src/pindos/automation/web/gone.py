"""What a rule or recurring work names and is there no longer: said, and kept in its form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pindos.automation.models import Routine, Rule
from pindos.kernel.errors import NotFound
from pindos.servicedesk.queries import category_shown

PEOPLE = ("assign_to", "tell_person", "requester")


def keep_gone(fields: Mapping[str, forms.Field], row: Rule | Routine | None) -> None:
    """Offer what the row names, whether or not it can still be chosen: a form that left it out
    would take it away when something else of it is saved."""
    for name, (value, called) in _named_by(row).items():
        field = fields.get(name)
        offered: list[Any] = list(getattr(field, "choices", []))
        if isinstance(field, forms.ChoiceField) and value not in dict(offered):
            words = _("%(name)s (can no longer be chosen)") % {"name": called}
            field.choices = [*offered, (value, words)]


def labelled(form: type[forms.Form], faults: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """What can no longer be done, by the labels of the form."""
    known = {name: field.label for name, field in form.base_fields.items()}
    return [(known.get(name, _("Unit")), words) for name, words in faults.items()]


def _named_by(row: Rule | Routine | None) -> dict[str, tuple[str, str]]:
    if row is None:
        return {}
    named = {"category": _category(row.category), "checklist": (row.checklist, row.checklist)}
    for name in PEOPLE:
        person = getattr(row, name, None)
        named[name] = (str(person.pk), person.name) if person else ("", "")
    return {name: each for name, each in named.items() if each[0]}


def _category(key: str) -> tuple[str, str]:
    try:
        return key, str(category_shown(key).name) if key else ""
    except NotFound:
        return key, key
