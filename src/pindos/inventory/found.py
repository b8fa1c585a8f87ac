"""How equipment is found: who sees which piece, and how it looks among the results."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.inventory.models import Asset
from pindos.inventory.queries import (
    asset_ids_after,
    asset_numbered,
    assets_for,
    assets_of_person,
    assets_with_ids,
    findables,
    kind_elsewhere,
    words_of,
)
from pindos.inventory.terms import ABOUT, FIELDS
from pindos.kernel.access import Viewer
from pindos.kernel.among import Among, listed
from pindos.search.about import Kind, Lead, finds, jumps
from pindos.search.terms import Shown, Text


def _readable(viewer: Viewer, ids: Collection[int], is_internal: bool) -> set[int]:  # noqa: FBT001
    return set(assets_for(viewer).filter(pk__in=Among(listed(ids))).values_list("pk", flat=True))


def _shown(viewer: Viewer, ids: Collection[int]) -> dict[int, Shown]:
    seen = _readable(viewer, ids, is_internal=False)
    return {row.pk: _as_shown(row) for row in assets_with_ids(seen)}


def _as_shown(row: Asset) -> Shown:
    texts = {"kind": kind_elsewhere(row), **words_of(row)}
    return Shown(
        title=row.name,
        url=reverse("inventory:asset-show", args=[row.pk]),
        number=row.tag,
        facts=(str(row.get_status_display()), row.site.name_el),
        texts=tuple(Text(str(FIELDS[name]), text) for name, text in texts.items() if text),
    )


@jumps
def _to_asset(viewer: Viewer, text: str) -> Lead | None:
    """An inventory or serial number leads to its piece, however it was typed."""
    row = asset_numbered(viewer, text) if text else None
    if row is None:
        return None
    where = reverse("inventory:asset-show", args=[row.pk])
    return Lead(url=where, words=f"{_('Piece of equipment')} {row.tag}: {row.name}")


finds(
    Kind(
        key=ABOUT,
        label=gettext_lazy("Piece of equipment"),
        many=gettext_lazy("Equipment"),
        readable=_readable,
        shown=_shown,
        source=findables,
        ids=asset_ids_after,
        is_marked=True,
        of_person=assets_of_person,
    )
)
