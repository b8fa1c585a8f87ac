"""Whether what somebody writes into a rule could ever be done."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pindos.automation.terms import NAME_LENGTH, When
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Words
from pindos.kernel.filtering import listing_called, write
from pindos.kernel.text import clean
from pindos.organisation.queries import heads_of, workers_of
from pindos.servicedesk.commands import viewer_of_unit
from pindos.servicedesk.queries import category_named, checklist_by, faults_of_text
from pindos.servicedesk.terms import MOST_TASKS, TEXT_LENGTH, TITLE_LENGTH, Impact, Urgency

TEXTS = ("note", "reply", "tell_text")
DEEDS = (
    *("category", "impact", "urgency", "assign_to_id", "assign_least", "checklist", "tasks"),
    *("note", "reply", "tell_unit", "tell_heads", "tell_person_id"),
)


class Faults(dict[str, Words]):
    """What is wrong, by field."""


def checked(unit_id: int, asked: dict[str, Any]) -> dict[str, Any]:
    """The fields of a rule in order; refuses all that is wrong at once (Invalid)."""
    found = {**asked}
    faults = Faults()
    viewer = viewer_of_unit(unit_id)
    for check in (_name, _when, _condition, _priority, _people, _tasks, _named, _texts):
        check(viewer, unit_id, found, faults)
    if not faults and not any(found[field] for field in DEEDS):
        faults["category"] = _("Say at least one thing that the rule is to do.")
    if faults:
        raise Invalid({field.removesuffix("_id"): words for field, words in faults.items()})
    return found


def _name(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    found["name"] = " ".join(plain_text("name", found["name"], faults).split())
    if not 3 <= len(found["name"]) <= NAME_LENGTH:
        words = _("Give the rule a name of 3 to %(most)s characters: it stands on the timelines.")
        faults["name"] = words % {"most": NAME_LENGTH}


def _when(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    if found["when"] not in When.values:
        faults["when"] = _choose(When.values)
    if not isinstance(found["place"], int) or not 1 <= found["place"] <= 999:
        faults["place"] = _("Write a number from 1 to 999.")


def _condition(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    tickets = listing_called("tickets")
    try:
        node = tickets.read(found["condition"])
        tickets.narrowed(viewer, tickets.rows(viewer), node)
        found["condition"] = write(node)
    except Invalid as error:
        faults["condition"] = next(iter(error.fields.values()))


def _priority(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    for field, known in (("impact", Impact.values), ("urgency", Urgency.values)):
        if found[field] and found[field] not in known:
            faults[field] = _choose(known)
    if bool(found["impact"]) != bool(found["urgency"]):
        missing = "urgency" if found["impact"] else "impact"
        faults[missing] = _("The priority needs both: whom it hinders, and how much.")


def _people(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    working = {person.id for person in workers_of(unit_id)}
    if found["assign_to_id"] is not None and found["assign_to_id"] not in working:
        faults["assign_to_id"] = _("Choose somebody who works in the unit of the rule.")
    if found["assign_to_id"] is not None and found["assign_least"]:
        faults["assign_least"] = _("Choose one of the two: a person, or whoever has the fewest.")
    known = working | {person.id for person in heads_of(unit_id)}
    if found["tell_person_id"] is not None and found["tell_person_id"] not in known:
        faults["tell_person_id"] = _("Choose somebody who works in the unit of the rule.")


def _tasks(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    task_lines(found, faults)


def _named(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    named_things(unit_id, found, faults)


def task_lines(found: dict[str, Any], faults: Faults) -> None:
    """Tasks, one a line, without empty ones."""
    lines = [line.strip() for line in plain_text("tasks", found["tasks"], faults).splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_TASKS:
        faults["tasks"] = _("Write at most %(most)s tasks.") % {"most": MOST_TASKS}
    if any(len(line) > TITLE_LENGTH for line in lines):
        faults["tasks"] = _("A task has at most %(most)s characters.") % {"most": TITLE_LENGTH}
    found["tasks"] = "\n".join(lines)


def named_things(unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    """The category and the checklist, which have to be there for the unit."""
    looked_up: dict[str, Callable[[Viewer, str], object]] = {
        "category": category_named,
        "checklist": checklist_by,
    }
    for field, look in looked_up.items():
        if not found[field]:
            continue
        try:
            look(viewer_of_unit(unit_id), str(found[field])[:40])
        except NotFound:
            faults[field] = _("There is nothing of this name.")
        except Invalid as error:
            faults[field] = next(iter(error.fields.values()))


def _texts(viewer: Viewer, unit_id: int, found: dict[str, Any], faults: Faults) -> None:
    for field in TEXTS:
        found[field] = plain_text(field, found[field], faults)
        if words := faults_of_text(found[field]):
            faults[field] = words
    if found["asks"] and not found["reply"]:
        faults["reply"] = _("Write what the requester is asked.")
    is_told = found["tell_unit"] or found["tell_heads"] or found["tell_person_id"]
    if found["tell_text"] and not is_told:
        faults["tell_text"] = _("Choose who is told this.")


def plain_text(field: str, value: object, faults: Faults) -> str:
    """The words in one form, without what no one can see."""
    text = str(value or "")
    if len(text) > TEXT_LENGTH:
        faults[field] = _("Write at most %(most)s characters.") % {"most": TEXT_LENGTH}
        return ""
    with suppress(ValidationError):
        return clean(text).strip()
    faults[field] = _("It holds characters that cannot be used.")
    return ""


def _choose(known: list[str]) -> str:
    return _("Choose one of these: %(choices)s.") % {"choices": ", ".join(known)}
