"""The timeline of a ticket, each line in the language of whoever reads it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pindos.kernel.access import Viewer
from pindos.organisation.queries import people_by_id, places_by_id, units_by_id
from pindos.organisation.terms import Competence
from pindos.records.queries import Mark, mark_of, timeline_of, words_of_step
from pindos.records.terms import EntryKind, Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.catalogue import names_of_categories
from pindos.servicedesk.queries.merging import Joint, joint_for
from pindos.servicedesk.queries.tickets import sight_of_ticket
from pindos.servicedesk.queries.told_links import (
    OF_LINKS,
    Numbers,
    is_told,
    numbers_told,
    words_of_link,
)
from pindos.servicedesk.queries.work_words import WORK_WORDS, work_words
from pindos.servicedesk.terms import Basis, Priority, Step

Names = dict[str, str]
Namer = Callable[[dict[str, Any]], Names]
UNITS = ("unit", "from_unit")
PEOPLE = ("person",)
PLACES = ("prefecture",)
KINDS = ("category",)
COMPETENCES = frozenset(Competence.values)
OF_APPROVALS = (
    Step.APPROVAL_ASKED,
    Step.APPROVAL_OF_NOBODY,
    Step.APPROVAL_GIVEN,
    Step.APPROVAL_DECLINED,
    Step.APPROVAL_WITHDRAWN,
)


SAID = {
    Step.TAKEN: gettext_lazy("%(person)s took it on."),
    Step.ASSIGNED: gettext_lazy("%(person)s has it from now on."),
    Step.REFERRED: gettext_lazy("It was referred to: %(unit)s."),
    Step.ACCEPTED: gettext_lazy("%(person)s accepted it (%(unit)s)."),
    Step.RETURNED: gettext_lazy("It came back with a question from: %(unit)s."),
    Step.HANDED_BACK: gettext_lazy("It came back with an answer from: %(unit)s."),
    Step.RECALLED: gettext_lazy("It was recalled from: %(unit)s."),
    Step.RESOLVED: gettext_lazy("It was marked as solved."),
    Step.CONFIRMED: gettext_lazy("The requester confirmed that it is solved."),
    Step.REOPENED: gettext_lazy("It was reopened."),
    Step.CATEGORISED: gettext_lazy("The category became: %(category)s."),
    Step.PUT_BACK: gettext_lazy("What an act on many tickets had changed was put back."),
    Step.MERGED: gettext_lazy("It is dealt with together with other reports of the same."),
    Step.UNMERGED: gettext_lazy("It is dealt with on its own again."),
    Step.WATCHER_ADDED: gettext_lazy("%(person)s watches it from now on."),
    Step.WATCHER_REMOVED: gettext_lazy("%(person)s watches it no more."),
    Step.OUTSIDER_REMOVED: gettext_lazy("%(address)s hears of it no more."),
    Step.OUTSIDER_ADDED: gettext_lazy("%(address)s hears of it again."),
    Step.UNDELIVERED: gettext_lazy("A letter to %(address)s did not arrive. %(reason)s"),
    Step.CLOSED: gettext_lazy("It was closed, because nobody reopened it within seven days."),
}
BARE = {"address": "", "reason": ""}
DECIDED = {
    Step.APPROVAL_ASKED: gettext_lazy("Approval was asked of the head of: %(unit)s."),
    Step.APPROVAL_OF_NOBODY: gettext_lazy(
        "The category «%(category)s» needs the approval of a head, but the register names no head "
        "who could be asked. Ask by hand when there is one."
    ),
    Step.APPROVAL_GIVEN: gettext_lazy("Approved by: %(person)s."),
    Step.APPROVAL_DECLINED: gettext_lazy("Declined by: %(person)s."),
    Step.APPROVAL_WITHDRAWN: gettext_lazy("The request for approval was withdrawn."),
}


class File(NamedTuple):
    """A file of an entry; ``id`` names it for records:attachment, ``size`` is in bytes."""

    id: int
    name: str
    size: int
    content_type: str
    mark: Mark | None = None  # that it is infected, or not scanned yet


class Moment(NamedTuple):
    """An entry of the timeline.

    ``words`` is what happened, in the reader's language; it is empty for what somebody wrote,
    which is ``text``. ``step`` is set on the notes of a referral too (referred, returned,
    handed-back, recalled): ``tried`` stands on the first of them, whose text is the reason.
    ``asks`` marks a reply that waits for an answer, ``solves`` the reply that says it is solved.
    ``origin`` is the number of the ticket on which it was written, when that is another one;
    ``is_shared`` marks a reply of the desk that went to all whose tickets are dealt with as one.
    ``rule`` is the address of the rule that did it, if one did.
    """

    id: int
    kind: str
    step: str
    at: datetime
    author_id: int | None
    author_name: str
    author_unit: str
    is_internal: bool
    text: str
    words: str
    tried: str
    asks: bool
    solves: bool
    files: list[File]
    origin: str = ""
    is_shared: bool = False
    rule: str = ""


def story_of(viewer: Viewer, ticket: Ticket) -> list[Moment]:
    """What the viewer may read of a ticket's timeline, oldest first; at most nine queries."""
    sight = sight_of_ticket(viewer, ticket)
    joint = joint_for(viewer, ticket, is_inside=sight == Sight.ALL)
    entries = timeline_of([ticket.record_id, *joint.records], sight, joint.shared)
    return moments_of(viewer, entries, joint)


def moments_of(viewer: Viewer, entries: Iterable[Any], joint: Joint) -> list[Moment]:
    """Entries in words; without those about a ticket that the viewer does not see."""
    entries = list(entries)
    numbers = numbers_told(viewer, (e.facts for e in entries if e.step in OF_LINKS))
    entries = [entry for entry in entries if is_told(entry.step, entry.facts, numbers)]
    names = _names([entry.facts for entry in entries])
    return [
        Moment(
            id=entry.pk,
            kind=entry.kind,
            step=entry.step,
            at=entry.at,
            author_id=entry.author_id,
            author_name=entry.author_name,
            author_unit=entry.author_unit,
            is_internal=entry.is_internal,
            text=entry.text,
            words=_line(entry.step, entry.facts, names, numbers)
            if entry.kind == EntryKind.STEP
            else "",
            tried=str(entry.facts.get("tried", "")),
            asks=bool(entry.facts.get("asks")),
            solves=bool(entry.facts.get("solves")),
            files=[
                File(
                    file.pk,
                    file.name,
                    file.blob.size,
                    file.blob.content_type,
                    mark_of(file.blob),
                )
                for file in getattr(entry, "files", [])
            ],
            origin=joint.records.get(entry.record_id, ""),
            is_shared=entry.pk in joint.shared,
            rule=_address_of_rule(entry.facts),
        )
        for entry in entries
    ]


def _address_of_rule(facts: dict[str, Any]) -> str:
    """Where the rule stands that did it; of an erasure the id of its rule stands there instead."""
    rule = facts.get("rule")
    return str(rule.get("address", "")) if isinstance(rule, dict) else ""


def _names(all_facts: Iterable[dict[str, Any]]) -> Namer:
    """A function that knows the names of all the units, people and places in these facts."""
    facts = list(all_facts)
    units = {pk: unit.name for pk, unit in units_by_id(_ids(facts, UNITS)).items()}
    people = {pk: person.name for pk, person in people_by_id(_ids(facts, PEOPLE)).items()}
    places = {place.id: place.name for place in places_by_id(_ids(facts, PLACES))}
    known = {**dict.fromkeys(UNITS, units), **dict.fromkeys(PEOPLE, people)}
    known |= dict.fromkeys(PLACES, places)
    kinds = _ids(facts, KINDS)
    known |= dict.fromkeys(KINDS, names_of_categories(kinds) if kinds else {})

    def names(one: dict[str, Any]) -> Names:
        return {key: found.get(one.get(key, 0), "") for key, found in known.items()}

    return names


def _ids(facts: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> set[int]:
    return {one[key] for one in facts for key in keys if one.get(key)}


def _line(step: str, facts: dict[str, Any], namer: Namer, numbers: Numbers) -> str:
    """What happened to the ticket, or to its record as to any other."""
    return words_of_step(step, facts) or _words(step, facts, namer, numbers)


def _words(step: str, facts: dict[str, Any], namer: Namer, numbers: Numbers) -> str:
    """What happened, as a sentence."""
    if step in OF_LINKS:
        return words_of_link(step, facts, numbers)
    names = namer(facts)
    if step in (Step.ROUTED, Step.MOVED):
        return " ".join(filter(None, [_moved(step, facts, names), _why(facts, names)]))
    if step == Step.PRIORITISED:
        return _("The priority became: %(priority)s.") % {
            "priority": Priority(facts["priority"]).label
        }
    if step == Step.EDITED:
        return _edited(facts)
    if step == Step.EQUIPPED:
        about = _("It is about the equipment %(tag)s.") % {"tag": facts.get("tag", "")}
        return about if facts.get("tag") else _("It is about no equipment any more.")
    if step in OF_APPROVALS:
        return _decided(step, facts, names)
    if step in WORK_WORDS:
        return work_words(step, facts, names)
    return str(SAID[Step(step)]) % {**BARE, **facts, **names} if step in Step.values else ""


def _decided(step: str, facts: dict[str, Any], names: Names) -> str:
    """What was asked of a head, and by which category; or what the head said and why."""
    said = str(DECIDED[Step(step)]) % names
    if step == Step.APPROVAL_ASKED and names["category"]:
        nobody = _("The register names no head of: %(from_unit)s.") % names
        demands = _("The category «%(category)s» needs an approval.") % names
        said = " ".join([demands, *([nobody] if names["from_unit"] else []), said])
    own = _("It was their own request; the unit has no other head.")
    reason = facts.get("reason")
    why = _("Reason: %(reason)s") % {"reason": reason} if reason else ""
    return " ".join(filter(None, [said, own if facts.get("is_own") else "", why]))


def _edited(facts: dict[str, Any]) -> str:
    """What was put right; of the title what it was, for that everybody had read."""
    words = {
        "title": _("the title (it was «%(before)s»)") % {"before": facts.get("before", "")},
        "requester": _("who asked"),
        "prefecture": _("the prefecture"),
        "site": pgettext("put right", "the site"),
    }
    named = [words[name] for name in facts.get("fields", ()) if name in words]
    return _("This was put right: %(fields)s.") % {"fields": ", ".join(named)}


def _moved(step: str, facts: dict[str, Any], names: Names) -> str:
    if step == Step.ROUTED:
        return _("It went to: %(unit)s.") % names
    moved = _("It moved from: %(from_unit)s to: %(unit)s.") % names
    reason = _("Reason: %(reason)s") % {"reason": facts["reason"]} if facts.get("reason") else ""
    return " ".join(filter(None, [moved, reason]))


def _why(facts: dict[str, Any], names: Names) -> str:
    """Which place decided, and the clause that makes the unit competent there."""
    basis = {
        Basis.SITE: _("The site of the thing is in the prefecture: %(prefecture)s."),
        Basis.PREFECTURE: _("The thing is in the prefecture: %(prefecture)s."),
        Basis.REQUESTER: _("Whoever reported it sits in the prefecture: %(prefecture)s."),
    }
    said = basis.get(facts.get("basis", ""))
    if said is None:
        return ""
    words = {"clause": facts.get("clause", ""), "duty": _duty(facts)}
    clause = (
        pgettext("of the statute", "The unit answers there for: %(duty)s (clause %(clause)s).")
        if words["duty"]
        else pgettext("of the statute", "The unit supports users there (clause %(clause)s).")
    )
    return " ".join([said % names, clause % words])


def _duty(facts: dict[str, Any]) -> str:
    """For what the unit is competent, where it is not the support of users."""
    key = facts.get("duty", "")
    return str(Competence(key).label) if key in COMPETENCES else ""
