"""Rules in words: what each asks, what it does, and what it would have done."""

from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.automation.models import Rule, Trial
from pindos.automation.terms import Deed, Fate
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.filtering import EVERYTHING, Listing, listing_called
from pindos.kernel.filtering.speaking import said
from pindos.organisation.queries import people_by_id
from pindos.servicedesk.queries import category_shown, checklists_for, tickets_for
from pindos.servicedesk.terms import Impact, Urgency


class Hit(NamedTuple):
    """A ticket that a rule would have acted on: its number, when, and each deed with its fate."""

    number: str
    title: str
    at: Any
    deeds: list[tuple[str, str, str]]

    @property
    def is_whole(self) -> bool:
        """Whether it would have done all that it says."""
        return not any(fate for _deed, fate, _why in self.deeds)


def tickets() -> Listing:
    """The list by whose filter rules ask."""
    return listing_called("tickets")


def condition_in_words(viewer: Viewer, condition: str) -> str:
    """What a rule asks, as a person would say it; as it is written, where it cannot be read."""
    try:
        node = tickets().read(condition)
    except Refused:
        return condition
    return "" if node == EVERYTHING else said(tickets(), node, viewer)


def deeds_of(rule: Rule) -> list[Deed]:
    """What a rule does, in its order."""
    wanted = {
        Deed.CATEGORISE: rule.category,
        Deed.PRIORITY: rule.impact and rule.urgency,
        Deed.ASSIGN: rule.assign_to_id or rule.assign_least,
        Deed.TASKS: rule.tasks or rule.checklist,
        Deed.NOTE: rule.note,
        Deed.REPLY: rule.reply and not rule.asks,
        Deed.ASK: rule.reply and rule.asks,
        Deed.TELL: rule.tell_unit or rule.tell_heads or rule.tell_person_id,
    }
    return [deed for deed in Deed if wanted[deed]]


def deeds_in_words(viewer: Viewer, rule: Rule) -> list[str]:
    """Each deed as a sentence without its subject."""
    return [_deed(viewer, rule, deed) for deed in deeds_of(rule)]


def _deed(viewer: Viewer, rule: Rule, deed: Deed) -> str:
    if deed is Deed.CATEGORISE:
        return _("gives it the category: %(name)s") % {"name": _category(rule.category)}
    if deed is Deed.PRIORITY:
        words = {"impact": Impact(rule.impact).label, "urgency": Urgency(rule.urgency).label}
        return _("says whom it hinders (%(impact)s) and how much (%(urgency)s)") % words
    if deed is Deed.ASSIGN:
        if rule.assign_to_id is None:
            return _("gives it to whoever of the unit has the fewest open tickets")
        person = people_by_id([rule.assign_to_id])[rule.assign_to_id]
        return _("gives it to: %(name)s") % {"name": person.name}
    if deed is Deed.TASKS:
        return _tasks(viewer, rule)
    if deed is Deed.TELL:
        return _("tells: %(people)s") % {"people": ", ".join(_told(rule))}
    return str(deed.label)


def _category(key: str) -> str:
    try:
        return category_shown(key).name
    except NotFound:
        return key


def _tasks(viewer: Viewer, rule: Rule) -> str:
    known = {each.key: each.name for each in checklists_for(viewer, with_hidden=True)}
    count = len(rule.tasks.splitlines())
    lines = ngettext("%(n)s task", "%(n)s tasks", count) % {"n": count} if count else ""
    named = [known.get(rule.checklist, rule.checklist), lines]
    return _("adds tasks: %(what)s") % {"what": ", ".join(filter(None, named))}


def _told(rule: Rule) -> list[str]:
    person = people_by_id([rule.tell_person_id]) if rule.tell_person_id else {}
    named = [
        _("those who work in the unit") if rule.tell_unit else "",
        _("the heads of the unit") if rule.tell_heads else "",
        *(each.name for each in person.values()),
    ]
    return [name for name in named if name]


def hits_in_words(viewer: Viewer, trial: Trial) -> list[Hit]:
    """The tickets of a try that the viewer may read, with what would have come of it."""
    rows = tickets_for(viewer).in_bulk([line["ticket"] for line in trial.lines])
    return [
        Hit(
            row.number or "",
            row.title,
            parse_datetime(line["at"]),
            [foreseen_deed(deed) for deed in line["deeds"]],
        )
        for line in trial.lines
        if (row := rows.get(line["ticket"])) is not None
    ]


def said_deed(deed: list[str]) -> tuple[str, str, str]:
    """A deed, what came of it, and why."""
    kind, fate, *why = deed
    return str(Deed(kind).label), str(Fate(fate).label), " ".join(why)


def foreseen_deed(deed: list[str]) -> tuple[str, str, str]:
    """The same of one that was only tried: what would be done needs no word."""
    kind, fate, why = said_deed(deed)
    return kind, "" if deed[1] == Fate.DONE else fate, why
