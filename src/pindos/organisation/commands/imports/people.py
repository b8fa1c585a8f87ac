"""People from a table; where it names a unit and a role, their positions too."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Invalid
from pindos.kernel.events import Said
from pindos.kernel.text import fold
from pindos.organisation.commands.imports.draft import (
    BATCH,
    Columns,
    Draft,
    drafted,
    given,
    of,
    outcome_of,
    put,
)
from pindos.organisation.commands.imports.positions import COLUMNS as POSITION_COLUMNS
from pindos.organisation.commands.imports.positions import PositionTable
from pindos.organisation.commands.people import NEEDED, searchable
from pindos.organisation.commands.rights import NO_RIGHT, right_over_person
from pindos.organisation.commands.words import cleaned
from pindos.organisation.events import PersonAdded, PersonChanged
from pindos.organisation.models import Person
from pindos.organisation.queries.jurisdiction import positions_on
from pindos.organisation.queries.places import open_sites
from pindos.organisation.rules import look_of
from pindos.organisation.tables import Row, Table
from pindos.organisation.terms import Outcome, Role

COLUMNS = Columns(
    {
        "key": ("Κωδικός", "ΑΜ", "Α.Μ.", "Αριθμός μητρώου", "Key", "Payroll number"),
        "given_name": ("Όνομα", "Given name", "First name", "Name"),
        "family_name": ("Επώνυμο", "Family name", "Last name", "Surname"),
        "email": (
            "Ηλεκτρονικό ταχυδρομείο",
            "Email",
            "E-mail",
            "Mail",
            "Ηλ. ταχυδρομείο",
            "Ηλεκτρονική διεύθυνση",
        ),
        "phone": ("Τηλέφωνο", "Phone", "Τηλ", "Τηλ.", "Telephone"),
        "service": ("Υπηρεσία", "Γραφείο", "Office", "Service"),
        "site": ("Κτίριο", "Έδρα", "Site", "Building"),
        **{
            name: POSITION_COLUMNS.names[name] for name in ("unit", "role", "starts_on", "ends_on")
        },
    },
    frozenset({"family_name"}),
)
TEXTS = ("given_name", "family_name", "email", "phone", "service")
SAVED = [*TEXTS, "site", "search_text", "version", "touched"]


class PersonTable:
    """Reads rows as people; sites and rights are looked up once."""

    columns = COLUMNS

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.sites = _sites_by_name()
        self.seen: dict[str, int] = {}
        self.units: dict[int, set[int]] = {}
        self.known: dict[str, Person] = {}
        self.positions: PositionTable | None = None

    def drafts(self, table: Table) -> list[Draft]:
        """What each row would do."""
        if not table.fields & {"key", "email"}:
            raise Invalid(
                {"file": _("A column with the key or the e-mail of each person is needed.")}
            )
        self.known = {row.key.lower(): row for row in Person.objects.all()}
        for person_id, unit_id in positions_on(timezone.localdate()).values_list(
            "person_id", "unit_id"
        ):
            self.units.setdefault(person_id, set()).add(unit_id)
        if "unit" in table.fields:
            self.positions = PositionTable(self.viewer)
        self.table = table
        return [drafted(row, _label(row), self.draft) for row in table.rows]

    def draft(self, row: Row) -> Draft:
        """What one row would do; refuses what cannot be."""
        values = given(self.table, row, *TEXTS)
        key = row.values.get("key") or row.values.get("email", "")
        texts = cleaned(Person, {"key": key, **values}, needed=NEEDED)
        key = texts.pop("key")
        if first := self.seen.get(key.lower()):
            raise Invalid({"key": _("Line %(line)s has the same key.") % {"line": first}})
        person = self.known.get(key.lower())
        is_new = person is None
        target = person or Person(key=key)
        unit_id = self._right(person)
        wanted: dict[str, Any] = dict(texts)
        if "site" in self.table.fields:
            wanted["site_id"] = self._site(row.values["site"])
        changes = put(target, wanted, is_new=is_new)
        if is_new:
            changes["key"] = (None, key)
        draft = Draft(
            row.line,
            f"{target.name} ({target.key})",
            outcome_of(changes, is_new=is_new),
            changes,
            target=target,
            unit_id=unit_id,
        )
        if self.positions and row.values["unit"]:
            self._with_position(draft, row)
        self.seen[key.lower()] = row.line
        return draft

    def write(self, drafts: list[Draft]) -> list[Said]:
        """Write what is new and what differs; return what is to be said."""
        new = of(drafts, Outcome.NEW)
        changed = [draft for draft in of(drafts, Outcome.CHANGED) if draft.changes]
        for draft in (*new, *changed):
            person = _person(draft)
            person.search_text = searchable(person)
            if draft in changed:
                person.touch(draft.changes)
        Person.objects.bulk_create([_person(draft) for draft in new], BATCH)
        Person.objects.bulk_update([_person(draft) for draft in changed], SAVED, BATCH)
        said = [
            Said(event(person_id=_person(draft).pk), _person(draft), draft.unit_id, draft.changes)
            for event, found in ((PersonAdded, new), (PersonChanged, changed))
            for draft in found
        ]
        more = [draft.more for draft in drafts if draft.more]
        return said + (self.positions.write(more) if self.positions else [])

    def _with_position(self, draft: Draft, row: Row) -> None:
        """The position of a person's row: shown with it, written after it."""
        assert self.positions
        draft.more = self.positions.draft_for(_person(draft), row)
        if draft.more.outcome is Outcome.SAME:
            draft.more = None
        elif draft.outcome is Outcome.SAME:
            draft.outcome = Outcome.CHANGED

    def _right(self, person: Person | None) -> int | None:
        """As right_over_person says, without asking the database for each row."""
        own = self.units.get(person.pk, set()) if person else set()
        if not own:
            return right_over_person(self.viewer, None).unit_id
        if self.viewer is HOUSE:
            return min(own)
        reached = own & self.viewer.units_as(Role.ADMINISTRATOR)
        if not reached:
            raise Forbidden(NO_RIGHT)
        return min(reached)

    def _site(self, text: str) -> int | None:
        if not text:
            return None
        found = self.sites.get(look_of(text)) or self.sites.get(fold(text))
        if found is None:
            words = _("There is no open site called %(text)s.")
            raise Invalid({"site": words % {"text": text[:60]}})
        return found


def _sites_by_name() -> dict[str, int]:
    """Every open site by its key, and by its name where only one has it."""
    rows = list(open_sites().values_list("pk", "key", "name_el"))
    names = [fold(name) for _pk, _key, name in rows]
    by_name = {fold(name): pk for pk, _key, name in rows if names.count(fold(name)) == 1}
    return by_name | {key: pk for pk, key, _name in rows}


def _label(row: Row) -> str:
    names = [row.values.get(name, "") for name in ("given_name", "family_name")]
    return " ".join(filter(None, names)) or row.values.get("key") or row.values.get("email", "")


def _person(draft: Draft) -> Person:
    assert isinstance(draft.target, Person)
    return draft.target
