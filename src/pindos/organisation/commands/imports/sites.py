"""Sites from a table."""

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.events import Said
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
from pindos.organisation.commands.rights import right_over_place
from pindos.organisation.commands.words import cleaned, site_key
from pindos.organisation.events import SiteAdded, SiteChanged, SiteEvent
from pindos.organisation.models import Municipality, Prefecture, Site
from pindos.organisation.queries.places import living_prefectures, prefecture_named
from pindos.organisation.tables import Row, Table
from pindos.organisation.terms import Outcome

COLUMNS = Columns(
    {
        "key": ("Κωδικός", "Key", "Code", "Κωδικός κτιρίου"),
        "name_el": ("Όνομα", "Ονομασία", "Name", "Κτίριο", "Site", "Building"),
        "prefecture": ("Νομός", "Prefecture"),
        "municipality": ("Δήμος", "Municipality"),
        "address": ("Διεύθυνση", "Address", "Οδός"),
        "phone": ("Τηλέφωνο", "Phone", "Τηλ", "Τηλ.", "Telephone"),
    },
    frozenset({"key", "name_el", "prefecture"}),
)
TEXTS = ("name_el", "address", "phone")
SAVED = [*TEXTS, "prefecture", "municipality", "version", "touched"]


class SiteTable:
    """Reads rows as sites; places and rights are looked up once."""

    columns = COLUMNS

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.places = {row.pk: row for row in living_prefectures()}
        self.named: dict[str, Prefecture] = {}
        self.rights: dict[int, int | None] = {}
        self.towns = {(t.prefecture_id, t.name_el): t for t in Municipality.objects.all()}
        self.seen: dict[str, int] = {}

    def drafts(self, table: Table) -> list[Draft]:
        """What each row would do."""
        self.known = {row.key: row for row in Site.objects.select_related("prefecture")}
        self.table = table
        return [
            drafted(row, row.values["key"] or row.values["name_el"], self.draft)
            for row in table.rows
        ]

    def draft(self, row: Row) -> Draft:
        """What one row would do; refuses what cannot be."""
        key = site_key(row.values["key"])
        if first := self.seen.get(key):
            raise Invalid({"key": _("Line %(line)s has the same key.") % {"line": first}})
        self.seen[key] = row.line
        texts = cleaned(Site, given(self.table, row, *TEXTS), needed=frozenset({"name_el"}))
        place = self._place(row.values["prefecture"])
        site = self.known.get(key)
        is_new = site is None
        target = site or Site(key=key)
        unit_id = self._right(place)
        values: dict[str, object] = {**texts, "prefecture_id": place.pk}
        if site and site.prefecture_id != place.pk:
            self._right(site.prefecture)
            values["municipality_id"] = None
        if "municipality" in self.table.fields:
            values["municipality_id"] = self._town(place, row.values["municipality"])
        changes = put(target, values, is_new=is_new)
        if changes and not is_new:
            target.touch(changes)
        outcome = outcome_of(changes, is_new=is_new)
        return Draft(row.line, key, outcome, changes, target=target, unit_id=unit_id)

    def write(self, drafts: list[Draft]) -> list[Said]:
        """Write what is new and what differs; return what is to be said."""
        new, changed = of(drafts, Outcome.NEW), of(drafts, Outcome.CHANGED)
        Site.objects.bulk_create([_site(draft) for draft in new], BATCH)
        Site.objects.bulk_update([_site(draft) for draft in changed], SAVED, BATCH)
        return [
            Said(
                event(site_id=_site(draft).pk, key=draft.label),
                _site(draft),
                draft.unit_id,
                draft.changes,
            )
            for event, found in ((SiteAdded, new), (SiteChanged, changed))
            for draft in found
        ]

    def _place(self, text: str) -> Prefecture:
        if text not in self.named:
            self.named[text] = self.places[prefecture_named(text).id]
        return self.named[text]

    def _right(self, place: Prefecture) -> int | None:
        if place.pk not in self.rights:
            self.rights[place.pk] = right_over_place(self.viewer, place).unit_id
        return self.rights[place.pk]

    def _town(self, place: Prefecture, name: str) -> int | None:
        if not name:
            return None
        if town := self.towns.get((place.pk, name)):
            return town.pk
        words = _("The prefecture has no municipality called %(name)s.")
        raise Invalid({"municipality": words % {"name": name[:60]}})


def _said(event: type[SiteEvent], draft: Draft) -> Said:
    site = _site(draft)
    return Said(event(site_id=site.pk, key=site.key), site, draft.unit_id, draft.changes)


def _site(draft: Draft) -> Site:
    assert isinstance(draft.target, Site)
    return draft.target
