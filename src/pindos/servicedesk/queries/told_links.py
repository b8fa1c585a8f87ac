"""What a timeline tells of links: only to those who see the other ticket too."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.called import called
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.terms import Step, Tie

OF_MERGING = (Step.SPLIT, Step.SPLIT_FROM, Step.MERGED_INTO, Step.MERGED_HERE, Step.UNMERGED_HERE)
OF_THINGS = (Step.TIED, Step.UNTIED)  # of rooms above: problems, planned work
OF_LINKS = (Step.LINKED, Step.UNLINKED, *OF_MERGING, *OF_THINGS)
Numbers = dict[Any, str]  # of tickets by their ids, of things by kind and id


def numbers_told(viewer: Viewer, all_facts: Iterable[dict[str, Any]]) -> Numbers:
    """The numbers of those of the tickets and things that the viewer may read."""
    facts = list(all_facts)
    wanted = {one["other"] for one in facts if "other" in one}
    things = {(one["kind"], one["thing"]) for one in facts if "thing" in one}
    found: Numbers = {thing: each.number for thing, each in called(viewer, things).items()}
    if wanted:
        seen = unit_tickets_for(viewer).filter(pk__in=wanted)
        found |= {pk: number or "" for pk, number in seen.values_list("pk", "number")}
    return found


def is_told(step: str, facts: dict[str, Any], numbers: Numbers) -> bool:
    """Whether a line may be told: one about a ticket or thing that is not seen is not."""
    return step not in OF_LINKS or _meant(step, facts) in numbers


def _meant(step: str, facts: dict[str, Any]) -> Any:
    return (facts.get("kind"), facts.get("thing")) if step in OF_THINGS else facts.get("other")


def words_of_link(step: str, facts: dict[str, Any], numbers: Numbers) -> str:
    """What became linked, or is linked no more, as a sentence."""
    if step == Step.TIED:
        return _("Linked with %(number)s.") % {"number": numbers.get(_meant(step, facts), "")}
    if step == Step.UNTIED:
        words = _("The link with %(number)s was removed.")
        return words % {"number": numbers.get(_meant(step, facts), "")}
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
