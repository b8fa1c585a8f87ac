"""Which changes somebody reads, how much of each, and what they may do."""

import re

from django.db.models import Q, QuerySet

from pindos.changes.models import Affected, Approval, Change
from pindos.changes.rules import acts_in
from pindos.changes.terms import Act, Decision, Sight
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import LARGEST_ID
from pindos.organisation.queries import (
    UnitFacts,
    competent_unit,
    headed_units,
    heads_of,
    prefectures,
    unit_facts,
)
from pindos.organisation.rights import (
    HEADS,
    capacity_in,
    units_headed_by,
    units_seen_by,
    units_worked_by,
)
from pindos.organisation.terms import Competence

NUMBER = re.compile(r"[A-Z0-9-]{5,30}")
OF_THE_HEAD = (Act.APPROVE, Act.REFUSE)


def sees_changes(viewer: Viewer) -> bool:
    """Whether planned work is open to somebody beyond what is announced to them."""
    return viewer is HOUSE or bool(units_seen_by(viewer))


def plans(viewer: Viewer) -> bool:
    """Whether somebody may plan work at all."""
    return bool(units_worked_by(viewer))


def changes_for(viewer: Viewer) -> QuerySet[Change]:
    """Those of the viewer's units, those that touch them, those that their head is asked about."""
    return changes_read_in(*reading(viewer))


def reading(viewer: Viewer) -> tuple[bool, frozenset[int], frozenset[int]]:
    """By what somebody reads changes: as the house itself, and for which units."""
    return viewer is HOUSE, units_seen_by(viewer), units_headed_by(viewer)


def changes_read_in(
    is_house: bool, units: frozenset[int], headed: frozenset[int]
) -> QuerySet[Change]:
    """The same for whoever sees some units and is head of others."""
    if is_house:
        return Change.objects.all()
    if not units:
        return Change.objects.none()
    touched = Affected.objects.filter(unit__in=units).values("change")
    asked = _asked_of(headed).values("change")
    return Change.objects.filter(Q(unit__in=units) | Q(pk__in=touched) | Q(pk__in=asked))


def change_by(viewer: Viewer, id_or_number: int | str) -> Change:
    """The change of this id or number; NotFound when it is not theirs to read."""
    text = str(id_or_number).strip()
    is_id = text.isascii() and text.isdigit()
    named = {"pk": min(int(text[:20]), LARGEST_ID)} if is_id else {"number": text.upper()}
    if not is_id and not NUMBER.fullmatch(text.upper()):
        raise NotFound
    found = changes_for(viewer).filter(**named).first()
    if found is None:
        raise NotFound
    return found


def sight_of_change(viewer: Viewer, change: Change) -> Sight:
    """All for the unit that does it, those above and whoever decides; else without the review."""
    if viewer is HOUSE or change.unit_id in units_seen_by(viewer):
        return Sight.ALL
    if _asked_of(units_headed_by(viewer)).filter(change=change).exists():
        return Sight.ALL
    units = units_seen_by(viewer)
    is_touched = units and Affected.objects.filter(change=change, unit__in=units).exists()
    return Sight.PUBLIC if is_touched else Sight.NONE


def capacity_for(viewer: Viewer, change: Change, act: Act) -> str:
    """The role by which somebody does this; empty when it is not theirs to do."""
    if act in OF_THE_HEAD:
        row = open_approval(change)
        held = [role for role in HEADS if row and row.unit_id in viewer.posts_as(role)]
        return next(iter(held), "")
    if role := capacity_in(viewer, change.unit_id):
        return role
    if act is not Act.NOTE:
        return ""
    touched = Affected.objects.filter(change=change, unit__in=units_worked_by(viewer))
    unit = touched.values_list("unit_id", flat=True).first()
    return capacity_in(viewer, unit) if unit else ""


def acts_open_to(viewer: Viewer, change: Change) -> frozenset[Act]:
    """What somebody can do to it now; at most two queries."""
    here = acts_in(change.state, change.kind)
    waiting = open_approval(change)
    can: set[Act] = set()
    if capacity_in(viewer, change.unit_id):
        can = set(here) - set(OF_THE_HEAD)
        if waiting is not None:
            can.discard(Act.ASK)
    elif Act.NOTE in here and capacity_for(viewer, change, Act.NOTE):
        can = {Act.NOTE}
    if waiting is not None and waiting.unit_id in units_headed_by(viewer):
        can |= here & set(OF_THE_HEAD)
    if Act.ASK in can and approved_by_head(change):
        can.discard(Act.ASK)
    return frozenset(can)


def open_approval(change: Change) -> Approval | None:
    """The question that waits, if one does."""
    return Approval.objects.filter(change=change, decision="").first()


def approved_by_head(change: Change) -> bool:
    """Whether the last word of a head on it, since it was last put otherwise, was yes."""
    if change.kind != "emergency" or change.state in ("draft", "asked", "refused"):
        return False
    return Approval.objects.filter(change=change, decision=Decision.APPROVED).exists()


def approvals_waiting_for(viewer: Viewer) -> QuerySet[Approval]:
    """What waits for the viewer's word, the oldest first."""
    rows = Approval.objects.filter(unit__in=units_headed_by(viewer), decision="")
    return rows.select_related("change").order_by("id")


def unit_to_ask(change: Change, not_by: set[int]) -> UnitFacts | None:
    """Whose head decides: of the unit that does it, or of the one that oversees all (S1).

    The latter when other units are affected; who that is says the statute. A unit whose only
    head is among those for whom the work is theirs (``not_by``) is passed over for the one above.
    """
    first = unit_facts(change.unit_id)
    if affects_others(change):
        place = first.prefecture_id or prefectures(first.administration_id)[0].id
        first = unit_facts(competent_unit(Competence.OVERSEE, place).unit_id)
    for unit in headed_units([first.id]):
        if any(head.id not in not_by for head in heads_of(unit.id)):
            return unit
    return None


def affects_others(change: Change) -> bool:
    """Whether units other than the one that does it are affected, or serve what is."""
    rows = Affected.objects.filter(change=change, unit__isnull=False)
    return rows.exclude(unit=change.unit_id).exists()


def _asked_of(headed: frozenset[int]) -> QuerySet[Approval]:
    rows = Approval.objects.filter(unit__in=headed)
    return rows.exclude(decision=Decision.WITHDRAWN)
