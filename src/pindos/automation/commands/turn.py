"""One act of one person on one rule: its row, the right to it, and its event."""

from django.utils.translation import gettext as _

from pindos.automation.events import RuleEvent
from pindos.automation.models import Rule
from pindos.automation.queries import right_to_rule, rule_by
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.events import NO_CHANGES, Changes, emit


def capacity_for(viewer: Viewer, unit_id: int) -> str:
    """The role by which the viewer writes the rules of a unit; refuses everybody else."""
    capacity = right_to_rule(viewer, unit_id)
    if not capacity:
        raise Forbidden(_("Only the head of the unit, or whoever stands above, writes its rules."))
    return capacity


def held_rule(viewer: Viewer, rule_id: int) -> tuple[Rule, str]:
    """A rule, held until the transaction ends, and the role by which the viewer changes it."""
    capacity = capacity_for(viewer, rule_by(viewer, rule_id).unit_id)
    return Rule.objects.select_for_update().get(pk=rule_id), capacity


def say(
    event: type[RuleEvent],
    rule: Rule,
    viewer: Viewer,
    capacity: str,
    changes: Changes = NO_CHANGES,
    **facts: object,
) -> None:
    """Emit what happened to it."""
    said = {"rule_id": rule.pk, "unit_id": rule.unit_id, **facts}
    emit(
        event.model_validate(said),
        about=rule,
        unit_id=rule.unit_id,
        by=viewer,
        capacity=capacity,
        changes=changes,
    )
