"""Which rules somebody may read, and which they may write."""

from django.db.models import QuerySet

from pindos.automation.models import Rule, Run, Trial
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.organisation.queries import UnitFacts, units_by_id, units_that_support
from pindos.organisation.rights import ANYWHERE_BELOW, IN_OWN_UNIT, units_seen_by
from pindos.organisation.terms import Role


def reads_rules(viewer: Viewer) -> bool:
    """Whether somebody reads the work of any unit, and so its rules."""
    return bool(units_seen_by(viewer))


def writes_rules(viewer: Viewer) -> bool:
    """Whether somebody heads a unit or what stands above it; for menus."""
    return viewer.holds(*ANYWHERE_BELOW)


def right_to_rule(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody writes the rules of a unit; empty when they may not."""
    return viewer.capacity_over(unit_id, ANYWHERE_BELOW)


def rules_for(viewer: Viewer) -> QuerySet[Rule]:
    """The rules of the units whose work the viewer reads."""
    return Rule.objects.filter(unit__in=units_seen_by(viewer))


def rule_by(viewer: Viewer, rule_id: int) -> Rule:
    """One of them; NotFound when it is not theirs to see."""
    found = rules_for(viewer).filter(pk=possible_id(rule_id))
    rule = found.select_related("unit", "assign_to", "tell_person").first()
    if rule is None:
        raise NotFound
    return rule


def runs_for(viewer: Viewer) -> QuerySet[Run]:
    """What the rules that the viewer reads have done."""
    return Run.objects.filter(rule__unit__in=units_seen_by(viewer))


def trial_of(rule: Rule) -> Trial | None:
    """How it was tried out last, if it has been since it was changed."""
    return Trial.objects.filter(rule=rule).first() if rule.tried_at else None


def owners_for(viewer: Viewer) -> list[UnitFacts]:
    """The units for which the viewer may write rules, their own first."""
    own = units_by_id(viewer.posts_as(*IN_OWN_UNIT))
    above = units_by_id(viewer.posts_as(Role.DIRECTOR, Role.ADMINISTRATOR)).values()
    below = {
        unit.id: unit for each in above for unit in units_that_support(each.administration_id)
    }
    return [unit for pk, unit in {**own, **below}.items() if right_to_rule(viewer, pk)]
