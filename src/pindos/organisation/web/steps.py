"""What a chart changes, or would change, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.organisation.commands import ChartDifference
from pindos.organisation.commands.ledger import Step
from pindos.organisation.terms import Competence, UnitKind
from pindos.organisation.web.labels import Names, label_of

SHOWN = 100  # differences on the page; the rest are counted
ACTS = {
    "add": pgettext_lazy("in a chart", "Added"),
    "change": pgettext_lazy("in a chart", "Changed"),
    "abolish": pgettext_lazy("in a chart", "Abolished"),
}
KINDS = {
    "administration": gettext_lazy("Administration"),
    "prefecture": gettext_lazy("Prefecture"),
    "unit": gettext_lazy("Unit"),
}


def steps_of(difference: ChartDifference | None) -> dict[str, Any]:
    """What ``organisation/_steps.html`` shows; nothing was looked at without a difference."""
    found = difference.steps if difference else []
    names = Names()
    return {
        "is_looked_at": difference is not None,
        "steps": [_step(each, names) for each in found[:SHOWN]],
        "more": max(len(found) - SHOWN, 0),
    }


def _step(step: Step, names: Names) -> dict[str, Any]:
    return {
        "act": ACTS[step.act],
        "kind": KINDS.get(step.kind, step.kind),
        "key": step.key,
        "changes": [
            (label_of(field), _said(field, before, names), _said(field, after, names))
            for field, (before, after) in step.changes.items()
        ],
    }


def _said(field: str, value: object, names: Names) -> str:
    if field == "duties" and isinstance(value, list):
        return ", ".join(_duty(str(each)) for each in value)
    if field == "kind" and value in UnitKind.values:
        return str(UnitKind(str(value)).label)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return names.shown(field, value)


def _duty(text: str) -> str:
    """A duty as it is noted (support_users FLO (S9)), with the competence in words."""
    competence, _space, rest = text.partition(" ")
    if competence not in Competence.values:
        return text
    return f"{Competence(competence).label} {rest}"
