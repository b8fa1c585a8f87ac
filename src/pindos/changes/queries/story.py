"""The timeline of a change, each line in the language of whoever reads it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.changes.models import Change
from pindos.changes.queries.changes import sight_of_change
from pindos.changes.terms import FIELDS, Sight, Step
from pindos.kernel.access import Viewer
from pindos.organisation.queries import units_by_id
from pindos.records.queries import timeline, words_of_step
from pindos.records.terms import EntryKind


class Moment(NamedTuple):
    """A line: what happened in words, or what somebody wrote (``text``) and with which files."""

    id: int
    step: str
    at: datetime
    author: str
    unit: str
    words: str
    text: str
    more: str
    is_internal: bool
    files: list[Any]


def story_of(viewer: Viewer, change: Change) -> list[Moment]:
    """What the viewer may read of it, oldest first; the review only for those who read all."""
    sight = sight_of_change(viewer, change)
    if sight == Sight.NONE:
        return []
    entries = timeline(change.record_id, sight.value)
    units = _units(entry.facts for entry in entries)
    return [
        Moment(
            entry.pk,
            entry.step,
            entry.at,
            entry.author_name,
            entry.author_unit,
            _words(entry, units) if entry.kind == EntryKind.STEP else "",
            entry.text,
            str(entry.facts.get("otherwise", "")),
            entry.is_internal,
            list(getattr(entry, "files", [])),
        )
        for entry in entries
    ]


def _units(all_facts: Iterable[dict[str, Any]]) -> dict[int, str]:
    ids = {facts["unit"] for facts in all_facts if facts.get("unit")}
    return {pk: unit.name for pk, unit in units_by_id(ids).items()} if ids else {}


def _words(entry: Any, units: dict[int, str]) -> str:
    facts = entry.facts
    if words := words_of_step(entry.step, facts):
        return words
    names = {"unit": units.get(facts.get("unit", 0), "–"), **_window(facts)}
    said = {
        Step.PLANNED: _("It was written down."),
        Step.EDITED: _("This was put otherwise: %(fields)s."),
        Step.ASKED: _("Approval was asked of the head of: %(unit)s."),
        Step.PRE_APPROVED: _("It is routine work of low risk and needs no further approval."),
        Step.WITHDRAWN: _("The request for approval was withdrawn."),
        Step.APPROVED: pgettext("change", "The head approved it."),
        Step.REFUSED: pgettext("change", "The head did not approve it."),
        Step.RESCHEDULED: _("It was moved to: %(start)s until %(end)s."),
        Step.STARTED: pgettext("change", "The work began."),
        Step.FINISHED: pgettext("change", "The work was carried out."),
        Step.BACKED_OUT: _("It failed and was undone."),
        Step.CANCELLED: pgettext("change", "It was called off."),
        Step.LINKED: _("A ticket was tied to it."),
        Step.UNLINKED: _("A ticket is tied to it no more."),
        Step.PROBLEM_LINKED: _("A problem was tied to it."),
        Step.PROBLEM_UNLINKED: _("A problem is tied to it no more."),
    }
    words = str(said.get(Step(entry.step), "")) if entry.step in Step.values else ""
    after = _("It had begun before.") if facts.get("is_after") else ""
    reason = facts.get("reason")
    why = _("Reason: %(reason)s") % {"reason": reason} if reason else ""
    fields = ", ".join(str(FIELDS[name]) for name in facts.get("fields", ()) if name in FIELDS)
    return " ".join(filter(None, [words % {**names, "fields": fields}, after, why]))


def _window(facts: dict[str, Any]) -> dict[str, str]:
    return {name: _minute(facts.get(key)) for name, key in (("start", "starts"), ("end", "ends"))}


def _minute(text: Any) -> str:
    moment = parse_datetime(str(text)) if text else None
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else "–"
