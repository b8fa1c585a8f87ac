"""What is said of a piece of equipment, looked at field by field."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pindos.inventory.models import Asset
from pindos.inventory.queries import looks_after
from pindos.inventory.rules import spelling_of
from pindos.inventory.terms import AssetKind, AssetStatus
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Invalid, Words
from pindos.kernel.text import clean, fold
from pindos.organisation.queries import competent_unit, person_known_to, site_named
from pindos.organisation.rights import capacity_in
from pindos.organisation.terms import Competence

Given = Mapping[str, Any]
TEXTS = {"tag": 40, "model": 200, "serial": 100, "note": 5_000}  # characters


class Reader:
    """Reads fields of equipment for one viewer; places and people are looked up once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.places: dict[str, tuple[int, int]] = {}
        self.people: dict[str, int] = {}

    def read(self, given: Given) -> dict[str, Any]:
        """The values of the columns; all that is wrong is said at once (Invalid).

        Refuses a place that the viewer's units do not serve (Forbidden).
        """
        faults: dict[str, Words] = {}
        values: dict[str, Any] = {}
        for name, value in given.items():
            try:
                values |= self._one(name, value)
            except ValidationError as error:
                faults[name] = error.messages[0]
            except Invalid as error:
                faults[name] = next(iter(error.fields.values()))
        if faults:
            raise Invalid(faults)
        return values

    def capacity(self, unit_id: int) -> str:
        """The role by which the viewer writes about what the unit looks after; else refused."""
        if self.viewer is HOUSE:
            return ""
        if found := capacity_in(self.viewer, unit_id):
            return found
        if not looks_after(self.viewer):
            raise Forbidden(_("Only those who look after equipment may change this."))
        raise Forbidden(_("The equipment of this place is looked after by another unit."))

    def _one(self, name: str, value: Any) -> dict[str, Any]:
        text = str(value or "")
        if name in TEXTS:
            return {name: self._text(name, text)}
        if name == "site":
            site_id, unit_id = self._place(text)
            return {"site_id": site_id, "unit_id": unit_id}
        if name == "person":
            return {"person_id": self._person(text)}
        choices = AssetKind if name == "kind" else AssetStatus
        return {name: _chosen(choices, text)}

    def _text(self, name: str, text: str) -> str:
        most = TEXTS[name]
        if len(text) > most:
            raise ValidationError(
                _("This is too long: at most %(most)s characters.") % {"most": most}
            )
        words = clean(text)
        words = words if name == "note" else " ".join(words.split())
        if name == "tag" and not words:
            raise ValidationError(_("Write the number that stands on its label."))
        return words

    def _place(self, text: str) -> tuple[int, int]:
        if text not in self.places:
            site = site_named(text)
            unit = competent_unit(Competence.SUPPORT_USERS, site.prefecture_id)
            self.places[text] = site.id, unit.unit_id
        return self.places[text]

    def _person(self, text: str) -> int | None:
        words = text.strip()
        if not words:
            return None
        if words not in self.people:
            self.people[words] = person_known_to(self.viewer, words).id
        return self.people[words]


def searchable(asset: Asset) -> str:
    """All words by which a piece is looked for, folded."""
    person = asset.person.name if asset.person_id and asset.person else ""
    return fold(f"{asset.tag} {asset.name} {asset.serial} {person} {asset.note}")[:700]


def compared(asset: Asset) -> dict[str, str]:
    """The columns that are made of others: all its words, and its numbers as they are compared."""
    return {
        "search_text": searchable(asset),
        "tag_key": spelling_of(asset.tag),
        "serial_key": spelling_of(asset.serial),
    }


def _chosen(choices: type[AssetKind] | type[AssetStatus], text: str) -> str:
    """A choice by its key or by its label in the reader's language or in Greek."""
    wanted = fold(text)
    for each in choices:
        if wanted in (fold(each.value), fold(str(each.label))):
            return str(each.value)
    known = ", ".join(str(each.label) for each in choices)
    raise ValidationError(_("Choose one of these: %(choices)s.") % {"choices": known})
