"""Rules, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.automation.commands import FOLLOWED, edit_rule
from pindos.automation.queries import rule_by
from pindos.kernel.access import Viewer
from pindos.kernel.revisions import Revisable, Values, revisable


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
    )
)
