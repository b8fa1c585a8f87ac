"""What a timeline tells of links: only to those who see the other ticket too."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.terms import Step, Tie

OF_MERGING = (Step.SPLIT, Step.SPLIT_FROM, Step.MERGED_INTO, Step.MERGED_HERE, Step.UNMERGED_HERE)
OF_LINKS = (Step.LINKED, Step.UNLINKED, *OF_MERGING)


def numbers_told(viewer: Viewer, ids: Iterable[int]) -> dict[int, str]:
    """The numbers of those of the tickets that the viewer sees in full."""
    wanted = set(ids)
    if not wanted:
        return {}
    seen = unit_tickets_for(viewer).filter(pk__in=wanted)
    return {pk: number or "" for pk, number in seen.values_list("pk", "number")}


def is_told(step: str, facts: dict[str, Any], numbers: dict[int, str]) -> bool:
    """Whether a line may be told: one about a ticket that is not seen is not."""
    return step not in OF_LINKS or facts.get("other") in numbers


def words_of_link(step: str, facts: dict[str, Any], numbers: dict[int, str]) -> str:
    """What became linked, or is linked no more, as a sentence."""
    said = {
        Tie.RELATED: _("Linked with %(number)s."),
        Tie.DUPLICATES: _("Marked as a duplicate of %(number)s."),
        Tie.DUPLICATED: _("Marked: %(number)s is a duplicate of this."),
        Tie.BLOCKS: _("Marked: this holds %(number)s up."),
        Tie.BLOCKED: _("Marked: %(number)s holds this up."),
        Tie.PARENT: _("It became part of %(number)s."),
        Tie.CHILD: _("%(number)s became part of this."),
    }
    number = {"number": numbers.get(facts.get("other", 0), "")}
    merged = {
        Step.SPLIT: _("A part of it became a ticket of its own: %(number)s."),
        Step.SPLIT_FROM: _("It was split off from %(number)s."),
        Step.MERGED_INTO: _("It was merged into %(number)s."),
        Step.MERGED_HERE: _("%(number)s was merged into this."),
        Step.UNMERGED_HERE: _("%(number)s is dealt with on its own again."),
    }
    if step in OF_MERGING:
        return merged[Step(step)] % number
    if step == Step.UNLINKED:
        return _("The link with %(number)s was removed.") % number
    return said[Tie(facts["tie"])] % number
