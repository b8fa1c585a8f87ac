"""The timeline of a problem, each line in the language of whoever reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import Viewer
from pindos.organisation.queries import units_by_id
from pindos.problems.models import Problem
from pindos.problems.queries.problems import is_read_in_full
from pindos.problems.terms import FIELDS, Step
from pindos.records.queries import timeline, words_of_step
from pindos.records.terms import EntryKind, Sight
from pindos.servicedesk.queries import unit_tickets_for

OF_TICKETS = (Step.LINKED, Step.UNLINKED)
OF_OFFERS = (Step.OFFERED, Step.ACCEPTED, Step.DECLINED, Step.RECALLED)
MOST_NAMED = 12  # tickets in one line


class File(NamedTuple):
    """A file of an entry; ``id`` names it for records:attachment, ``size`` is in bytes."""

    id: int
    name: str
    size: int
    blob: Any


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry: ``words`` is what happened, ``text`` what somebody wrote."""

    id: int
    at: datetime
    author_name: str
    author_unit: str
    text: str
    words: str
    files: list[File]


def story_of(viewer: Viewer, problem: Problem) -> list[Moment]:
    """Its timeline, oldest first; nothing for who reads it as a known error only."""
    if not is_read_in_full(viewer, problem):
        return []
    entries = timeline(problem.record_id, Sight.ALL)
    numbers = _numbers(viewer, [entry.facts for entry in entries if entry.step in OF_TICKETS])
    return [
        Moment(
            entry.pk,
            entry.at,
            entry.author_name,
            entry.author_unit,
            entry.text,
            _words(entry.step, entry.facts, numbers) if entry.kind == EntryKind.STEP else "",
            [
                File(file.pk, file.name, file.blob.size, file.blob)
                for file in getattr(entry, "files", [])
            ],
        )
        for entry in entries
    ]


def _numbers(viewer: Viewer, facts: list[dict[str, Any]]) -> dict[int, str]:
    """The numbers of those of the tickets that the viewer reads in full."""
    ids = {pk for each in facts for pk in each.get("tickets", ())}
    if not ids:
        return {}
    rows = unit_tickets_for(viewer).filter(pk__in=ids)
    return {pk: number or "" for pk, number in rows.values_list("pk", "number")}


def _words(step: str, facts: dict[str, Any], numbers: dict[int, str]) -> str:
    """What happened, as a sentence."""
    if words := words_of_step(step, facts):
        return words
    if step in OF_TICKETS:
        return _linked(step, facts, numbers)
    if step == Step.EDITED:
        named = [str(FIELDS[name]) for name in facts.get("fields", ()) if name in FIELDS]
        return _("This was changed: %(fields)s.") % {"fields": ", ".join(named)}
    said = {
        Step.OPENED: _("The problem was opened."),
        Step.INVESTIGATED: _("The cause is being looked for."),
        Step.PUBLISHED: _("It became a known error: all units read its cause and workaround."),
        Step.RESOLVED: _("The cause was removed."),
        Step.CLOSED: _("The problem was closed."),
        Step.REOPENED: _("The problem was reopened."),
        Step.CANCELLED: _("The problem was cancelled."),
    }
    if step in OF_OFFERS:
        units = units_by_id([facts.get("unit", 0)]).values()
        said |= _of_offer({"unit": next((each.name for each in units), "")})
    reason = facts.get("reason")
    why = _("Reason: %(reason)s") % {"reason": reason} if reason else ""
    return " ".join(filter(None, [said.get(Step(step), ""), why]))


def _of_offer(unit: dict[str, str]) -> dict[Step, str]:
    return {
        Step.OFFERED: _("It was offered to: %(unit)s.") % unit,
        Step.ACCEPTED: _("It was accepted by: %(unit)s, which owns it from now on.") % unit,
        Step.DECLINED: _("It was declined by: %(unit)s.") % unit,
        Step.RECALLED: _("The offer to %(unit)s was recalled.") % unit,
    }


def _linked(step: str, facts: dict[str, Any], numbers: dict[int, str]) -> str:
    """Which tickets became linked, or are no more; of foreign ones only how many."""
    ids = facts.get("tickets", [])
    seen = [numbers[pk] for pk in ids if pk in numbers]
    named, rest = seen[:MOST_NAMED], len(ids) - len(seen[:MOST_NAMED])
    more = ngettext("%(n)s more ticket", "%(n)s more tickets", rest) % {"n": rest} if rest else ""
    words = {"tickets": ", ".join(filter(None, [*named, more]))}
    if step == Step.LINKED:
        return _("Linked: %(tickets)s.") % words
    return _("Linked no more: %(tickets)s.") % words
