"""A piece of equipment: made known, put right, retired, used again."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pindos.inventory.commands.words import Given, Reader, compared
from pindos.inventory.events import (
    AssetAdded,
    AssetChanged,
    AssetEvent,
    AssetRestored,
    AssetRetired,
)
from pindos.inventory.models import Asset
from pindos.inventory.queries import assets_for, findables
from pindos.inventory.terms import AssetStatus
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import Changes, emit
from pindos.kernel.versions import NOTHING_SEEN, Seen, refuse_touched, to_write, write
from pindos.search.commands import keep_entries

ALL = ("tag", "kind", "model", "serial", "site", "person", "status", "note")


@transaction.atomic
def add_asset(
    *,
    viewer: Viewer,
    tag: str,
    kind: str,
    site: str | int,
    model: str = "",
    serial: str = "",
    person: str | int | None = None,
    status: str = AssetStatus.IN_USE,
    note: str = "",
) -> Asset:
    """Make a piece known; the unit competent for its place looks after it.

    Refuses a number that another piece has, and a place that the viewer's units do not serve.
    """
    given = {
        "tag": tag,
        "kind": kind,
        "site": site,
        "model": model,
        "serial": serial,
        "person": person,
        "status": status,
        "note": note,
    }
    asset = added(Reader(viewer), given)
    keep_entries(findables([asset.pk]))
    return asset


def added(reader: Reader, given: Given) -> Asset:
    """The same from a reader that has looked things up before, within a transaction; whoever
    calls it lets it be found."""
    values = reader.read(given)
    capacity = reader.capacity(values["unit_id"])
    asset = Asset(**values)
    for name, value in compared(asset).items():
        setattr(asset, name, value)
    _saved_once(asset)
    _emit(AssetAdded, asset, reader.viewer, capacity, {k: (None, v) for k, v in values.items()})
    return asset


@transaction.atomic
def change_asset(
    *,
    viewer: Viewer,
    asset_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **given: Any,
) -> Asset:
    """Change what is given, leave the rest; at another place another unit may look after it.

    What others changed since the version stays; refuses a field that both changed (Clash).
    """
    if unknown := set(given) - set(ALL):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    asset = changed(Reader(viewer), _locked(viewer, asset_id), given, version, seen)
    keep_entries(findables([asset.pk]))
    return asset


def changed(
    reader: Reader,
    asset: Asset,
    given: Given,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Asset:
    """The same from a reader that has looked things up before, within a transaction; whoever
    calls it lets it be found."""
    capacity = reader.capacity(asset.unit_id)
    values = reader.read(given)
    if "unit_id" in values:
        reader.capacity(values["unit_id"])
    wanted = {name: value for name, value in values.items() if name != "unit_id"}
    written = to_write(asset, wanted, version, seen)
    if "site_id" in written and written["site_id"] != asset.site_id:
        written["unit_id"] = values["unit_id"]
    try:
        with transaction.atomic():
            changes = write(asset, written)
    except IntegrityError as error:
        raise _taken() from error
    if changes:
        fresh = Asset.objects.select_related("person").get(pk=asset.pk)
        Asset.objects.filter(pk=asset.pk).update(**compared(fresh))
        _emit(AssetChanged, asset, reader.viewer, capacity, changes)
    return asset


@transaction.atomic
def retire_asset(*, viewer: Viewer, asset_id: int, version: int | None = None) -> Asset:
    """It is used no more; it stays on record, with the tickets about it."""
    return _turned(viewer, asset_id, AssetStatus.RETIRED, version)


@transaction.atomic
def restore_asset(*, viewer: Viewer, asset_id: int, version: int | None = None) -> Asset:
    """It is used again."""
    return _turned(viewer, asset_id, AssetStatus.IN_USE, version)


def _turned(viewer: Viewer, asset_id: int, status: AssetStatus, version: int | None) -> Asset:
    asset = _locked(viewer, asset_id)
    capacity = Reader(viewer).capacity(asset.unit_id)
    refuse_touched(asset, ["status"], version, {"status": status})
    if changes := write(asset, {"status": status.value}):
        is_over = status is AssetStatus.RETIRED
        event = AssetRetired if is_over else AssetRestored
        _emit(event, asset, viewer, capacity, changes)
    return asset


def _locked(viewer: Viewer, asset_id: int) -> Asset:
    rows = assets_for(viewer).select_for_update().filter(pk=min(max(asset_id, 0), 2**63 - 1))
    asset = rows.first()
    if asset is None:
        raise NotFound
    return asset


def _saved_once(asset: Asset) -> None:
    if Asset.objects.filter(tag=asset.tag).exists():
        raise _taken()
    try:
        with transaction.atomic():
            asset.save(force_insert=True)
    except IntegrityError as error:
        raise _taken() from error


def _taken() -> Invalid:
    return Invalid({"tag": _("Another piece of equipment has this number.")})


def _emit(
    event: type[AssetEvent], asset: Asset, viewer: Viewer, capacity: str, changes: Changes
) -> None:
    emit(
        event(asset_id=asset.pk, tag=asset.tag),
        about=asset,
        unit_id=asset.unit_id,
        by=viewer,
        capacity=capacity,
        changes=changes,
    )
