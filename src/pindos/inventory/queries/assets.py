"""Which equipment somebody sees, and what others may know of it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pindos.inventory.models import Asset
from pindos.inventory.rules import is_number, spelling_of
from pindos.inventory.terms import USABLE
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.filtering import Named
from pindos.kernel.ids import possible_id
from pindos.organisation.rights import ACTING, SEEING, units_seen_by

MOST_OF_ONE = 20  # pieces shown of one person


class AssetFacts(NamedTuple):
    """A piece of equipment as other rooms may have it."""

    id: int
    tag: str
    name: str
    serial: str
    status: str


def sees_assets(viewer: Viewer) -> bool:
    """Whether the inventory is open to somebody at all."""
    return viewer is HOUSE or viewer.holds(*SEEING)


def assets_for(viewer: Viewer) -> QuerySet[Asset]:
    """What the units look after that the viewer sees."""
    if viewer is HOUSE:
        return Asset.objects.all()
    return Asset.objects.filter(unit__in=units_seen_by(viewer))


def asset_by(viewer: Viewer, asset_id: int) -> Asset:
    """One piece; NotFound for what is not theirs to see."""
    rows = assets_for(viewer).select_related("site__prefecture", "unit", "person")
    found = rows.filter(pk=possible_id(asset_id)).first()
    if found is None:
        raise NotFound
    return found


def asset_named(viewer: Viewer, text: str | int) -> Asset:
    """A piece by its inventory number or serial number; refuses an unknown one (Invalid)."""
    words = str(text).strip()[:100]
    spelled = {words, words.upper()}
    for field in ("tag", "serial"):
        found = list(assets_for(viewer).filter(**{f"{field}__in": spelled})[:2]) if words else []
        if len(found) == 1:
            return found[0]
    if alike := asset_numbered(viewer, words):
        return alike
    unknown = _("There is no equipment with the number %(text)s. Look at its label.")
    raise Invalid({"asset": unknown % {"text": words[:60]}})


def asset_numbered(viewer: Viewer, text: str) -> Asset | None:
    """The one piece with such an inventory or serial number, however it is typed; else none."""
    spelling = spelling_of(text[:100])
    if not is_number(spelling):
        return None
    for field in ("tag_key", "serial_key"):
        found = list(assets_for(viewer).filter(**{field: spelling})[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def asset_kind() -> Named:
    """A column of other lists: a piece by its inventory or serial number."""
    return Named(_named, words=(("none", pgettext_lazy("equipment", "none")),))


def _named(viewer: Viewer, text: str) -> frozenset[int]:
    return frozenset({asset_named(viewer, text).pk})


def assets_of(viewer: Viewer, person_id: int) -> list[AssetFacts]:
    """What somebody uses, as far as the viewer sees it; retired pieces are left out."""
    rows = assets_for(viewer).filter(person=person_id, status__in=USABLE)
    return [_facts(row) for row in rows.order_by("kind", "tag")[:MOST_OF_ONE]]


def assets_by_id(viewer: Viewer, ids: Iterable[int]) -> dict[int, AssetFacts]:
    """Pieces by their ids, as far as the viewer sees them."""
    return {row.pk: _facts(row) for row in assets_for(viewer).filter(pk__in=set(ids))}


def looks_after(viewer: Viewer) -> bool:
    """Whether somebody may write anything into the inventory."""
    return viewer is HOUSE or viewer.holds(*ACTING)


def _facts(row: Asset) -> AssetFacts:
    return AssetFacts(row.pk, row.tag, row.name, row.serial, str(row.get_status_display()))
