"""Rules, put back to what they were."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.automation.commands import (
    FOLLOWED,
    ROUTINE_FIELDS,
    edit_routine,
    edit_rule,
    routine_field,
)
from pindos.automation.queries import routine_by, rule_by
from pindos.kernel.access import Viewer
from pindos.kernel.revisions import Revisable, Values, by_value, revisable


def _now(viewer: Viewer, pk: int) -> Values:
    rule = rule_by(viewer, pk)
    return {field.removesuffix("_id"): getattr(rule, field) for field in FOLLOWED}


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    columns = {field: values[field.removesuffix("_id")] for field in FOLLOWED}
    edit_rule(viewer=viewer, rule_id=pk, **columns)


revisable(
    Revisable(
        thing="automation.rule",
        label=_("Rules"),
        events=frozenset({"automation.RuleChanged"}),
        now=_now,
        put=_put,
        called=by_value("name"),
        page=lambda pk: reverse("automation:rule-show", args=[pk]),
    )
)


def _routine_now(viewer: Viewer, pk: int) -> Values:
    row = routine_by(viewer, pk)
    return {routine_field(field): getattr(row, field) for field in ROUTINE_FIELDS}


def _put_routine(viewer: Viewer, pk: int, values: Values) -> None:
    columns = {field: values[routine_field(field)] for field in ROUTINE_FIELDS}
    for field in ("begins", "ends"):
        if isinstance(columns[field], str):
            columns[field] = date.fromisoformat(columns[field])
    edit_routine(viewer=viewer, routine_id=pk, **columns)


revisable(
    Revisable(
        thing="automation.routine",
        label=_("Recurring work"),
        events=frozenset({"automation.RoutineChanged"}),
        now=_routine_now,
        put=_put_routine,
        called=by_value("name"),
        page=lambda pk: reverse("automation:routine-show", args=[pk]),
    )
)
