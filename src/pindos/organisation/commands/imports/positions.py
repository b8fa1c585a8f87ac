"""Positions from a table: who stands where, in which role, from which day to which."""

from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.events import Said
from pindos.kernel.text import fold
from pindos.organisation.commands.imports.draft import (
    BATCH,
    Columns,
    Draft,
    drafted,
    of,
    outcome_of,
    put,
)
from pindos.organisation.commands.positions import refuse_days, refuse_role
from pindos.organisation.commands.rights import right_over_unit
from pindos.organisation.events import PersonAppointed, PositionChanged, PositionEvent
from pindos.organisation.models import Person, Position, Unit
from pindos.organisation.queries.units import units
from pindos.organisation.rules import look_of
from pindos.organisation.tables import Row, Table, date_in
from pindos.organisation.terms import ROLE_WORDS, Outcome, Role

COLUMNS = Columns(
    {
        "person": (
            "Κωδικός",
            "ΑΜ",
            "Α.Μ.",
            "Αριθμός μητρώου",
            "Key",
            "Person",
            "Email",
            "E-mail",
            "Ηλεκτρονικό ταχυδρομείο",
            "Πρόσωπο",
        ),
        "unit": ("Μονάδα", "Τμήμα", "Unit", "Department"),
        "role": ("Ρόλος", "Role", "Ιδιότητα"),
        "starts_on": ("Από", "From", "Έναρξη", "Start"),
        "ends_on": ("Έως", "Μέχρι", "To", "Until", "Λήξη", "End"),
    },
    frozenset({"person", "unit", "role"}),
)


class PositionTable:
    """Reads rows as positions; units, people and what they hold are looked up once."""

    columns = COLUMNS

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.units = {look_of(name): row for row in units() for name in (row.key, row.short_el)}
        self.unit_rights: dict[int, int | None] = {}
        self.roles = _role_words()
        self.held: dict[tuple[int, int, str], list[Position]] = defaultdict(list)
        for position in Position.objects.order_by("starts_on"):
            self.held[position.person_id, position.unit_id, position.role].append(position)
        self.people: dict[str, list[Person]] = {}

    def drafts(self, table: Table) -> list[Draft]:
        """What each row would do."""
        found: dict[str, dict[int, Person]] = defaultdict(dict)
        for person in Person.objects.all():
            for name in {person.key.lower(), person.email.lower()} - {""}:
                found[name][person.pk] = person
        self.people = {name: list(rows.values()) for name, rows in found.items()}
        return [drafted(row, row.values["person"], self.draft) for row in table.rows]

    def draft(self, row: Row) -> Draft:
        """What one row would do; refuses an unknown person and what draft_for refuses."""
        rows = self.people.get(row.values["person"].lower(), [])
        if len(rows) != 1:
            words = (
                _("Several people have the address %(text)s. Give the key of one.")
                if rows
                else _("Nobody is called %(text)s.")
            )
            raise Invalid({"person": words % {"text": row.values["person"][:60]}})
        return self.draft_for(rows[0], row)

    def draft_for(self, person: Person, row: Row) -> Draft:
        """The position that a row gives a person, who may be new in the same table."""
        unit = self._unit(row.values["unit"])
        role = self._role(row.values.get("role", ""), unit)
        starts_on = _day("starts_on", row.values.get("starts_on", ""))
        ends_on = _day("ends_on", row.values.get("ends_on", ""))
        unit_id = self._right(unit)
        same = self.held[person.pk, unit.pk, role] if person.pk else []
        target = _meant(same, starts_on)
        is_new = target is None
        first = starts_on or (target.starts_on if target else timezone.localdate())
        refuse_days(first, ends_on)
        _refuse_overlap(same, target, first, ends_on)
        if target is None:
            target = Position(person=person, unit=unit, role=role)
            same.append(target)
        changes = put(target, {"starts_on": first, "ends_on": ends_on}, is_new=is_new)
        if changes and not is_new:
            target.touch(changes)
        if is_new:
            changes |= {"unit": (None, unit.key), "role": (None, role)}
        outcome = outcome_of(changes, is_new=is_new)
        label = f"{person.name} ({person.key})"
        return Draft(row.line, label, outcome, changes, target=target, unit_id=unit_id)

    def write(self, drafts: list[Draft]) -> list[Said]:
        """Write what is new and what differs; return what is to be said."""
        new, changed = of(drafts, Outcome.NEW), of(drafts, Outcome.CHANGED)
        for draft in new:
            _position(draft).person_id = _position(draft).person.pk
        Position.objects.bulk_create([_position(draft) for draft in new], BATCH)
        saved = ["starts_on", "ends_on", "version", "touched"]
        Position.objects.bulk_update([_position(draft) for draft in changed], saved, BATCH)
        keys = {unit.pk: unit.key for unit in self.units.values()}
        return [
            _said(event, draft, keys)
            for event, found in ((PersonAppointed, new), (PositionChanged, changed))
            for draft in found
        ]

    def _unit(self, text: str) -> Unit:
        unit = self.units.get(look_of(text))
        if unit is None:
            words = _("There is no unit called %(key)s.")
            raise Invalid({"unit": words % {"key": text[:60]}})
        return unit

    def _role(self, text: str, unit: Unit) -> str:
        role = self.roles.get(fold(text), text)
        refuse_role(role, unit.kind)
        return role

    def _right(self, unit: Unit) -> int | None:
        if unit.pk not in self.unit_rights:
            self.unit_rights[unit.pk] = right_over_unit(self.viewer, unit.pk).unit_id
        return self.unit_rights[unit.pk]


def _role_words() -> dict[str, str]:
    """Every word by which a role is known, folded."""
    return {
        **ROLE_WORDS,
        **{fold(str(role.label)): role.value for role in Role},
        **{role.value: role.value for role in Role},
    }


def _day(field: str, text: str) -> date | None:
    try:
        return date_in(text)
    except ValueError as error:
        words = _("%(text)s is no date. Write 23/11/2026 or 2026-11-23.")
        raise Invalid({field: words % {"text": text[:40]}}) from error


def _meant(same: list[Position], starts_on: date | None) -> Position | None:
    """The position that a row speaks of: the one that begins that day, or the open one."""
    if starts_on is not None:
        return next((each for each in same if each.starts_on == starts_on), None)
    today = timezone.localdate()
    return next((each for each in same if not each.ends_on or each.ends_on >= today), None)


def _refuse_overlap(
    same: list[Position], own: Position | None, first: date, last: date | None
) -> None:
    """One person is not twice the same thing in the same unit on the same day."""
    for other in same:
        begins_before_end = last is None or other.starts_on <= last
        ends_after_start = other.ends_on is None or other.ends_on >= first
        if other is not own and begins_before_end and ends_after_start:
            words = _("This person holds this role in this unit already on some of these days.")
            raise Invalid({"starts_on": words})


def _said(event: type[PositionEvent], draft: Draft, keys: dict[int, str]) -> Said:
    position = _position(draft)
    fact = event(
        position_id=position.pk,
        person_id=position.person_id,
        unit_id=position.unit_id,
        unit_key=keys[position.unit_id],
        role=position.role,
        starts_on=position.starts_on,
        ends_on=position.ends_on,
    )
    return Said(fact, position, draft.unit_id, draft.changes)


def _position(draft: Draft) -> Position:
    assert isinstance(draft.target, Position)
    return draft.target
