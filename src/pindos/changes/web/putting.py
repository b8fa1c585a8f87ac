"""A change in the words of its form, and the form against what others wrote meanwhile."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from pindos.changes.models import Change
from pindos.changes.web.forms import MANY, PlanForm, local
from pindos.inventory.queries import assets_by_id
from pindos.kernel.access import Viewer
from pindos.kernel.clashes import Side, sides_of
from pindos.kernel.errors import Clash
from pindos.kernel.versions import seen_in, shown
from pindos.organisation.queries import sites_by_id, units_by_id

COLUMNS = (
    "title",
    "kind",
    "reason",
    "plan",
    "back_out",
    "scale",
    "undo",
    "responsible_id",
    "starts_at",
    "ends_at",
    "service",
    "downtime",
    "units",
    "sites",
    "assets",
)
Said = dict[str, Any]


def to_edit(viewer: Viewer, change: Change) -> Said:
    """What the form shows at first, with the version and the values to compare with."""
    now = in_form(viewer, json.loads(shown(change, COLUMNS)))
    return {**now, "version": change.version, "shown": shown(change, COLUMNS)}


def in_form(viewer: Viewer, values: Mapping[str, Any]) -> Said:
    """Columns as events have them, in the words that the form sends: lists for fields of many."""
    units = units_by_id(values.get("units") or [])
    sites = sites_by_id(values.get("sites") or [])
    assets = assets_by_id(viewer, values.get("assets") or [])
    said: Said = {
        name: "" if value is None else str(value)
        for name, value in values.items()
        if name not in ("units", "sites", "assets")
    }
    for name in ("starts_at", "ends_at"):
        said[name] = local(parse_datetime(str(values[name])) if values.get(name) else None)
    said["units"] = [units[pk].key for pk in values.get("units") or [] if pk in units]
    said["sites"] = [sites[pk].key for pk in values.get("sites") or [] if pk in sites]
    said["assets"] = ", ".join(assets[pk].tag for pk in values.get("assets") or [] if pk in assets)
    return said


def put_against(viewer: Viewer, form: PlanForm, clash: Clash) -> list[Side]:
    """Let the form stand against the row as it is now; both sides of what clashed.

    What was typed stays; a field in which nothing was typed shows what is there.
    """
    row: Change = clash.row
    now = in_form(viewer, json.loads(shown(row, COLUMNS)))
    was = in_form(viewer, seen_in(str(form.data.get("shown", ""))))
    joined = {name: ",".join(now[name]) if name in MANY else now[name] for name in now}
    sides = [_named(form, side, now) for side in sides_of(form, clash.fields, joined)]
    data: Any = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    for name, value in now.items():
        many = name in MANY
        typed = data.getlist(name) if many else data.get(name, "")
        is_calm = sorted(typed) == sorted(was[name]) if many else typed == was.get(name, "")
        if name not in clash.fields and is_calm:
            data.setlist(name, value if many else [value])
    data["version"], data["shown"] = str(row.version), shown(row, COLUMNS)
    form.data = data
    return sides


def _named(form: PlanForm, side: Side, now: Said) -> Side:
    """A side of a field of many, with the names of what was chosen."""
    if side.name not in MANY:
        return side._replace(
            yours=side.yours.replace("T", " ") if side.name.endswith("_at") else side.yours,
            theirs=side.theirs.replace("T", " ") if side.name.endswith("_at") else side.theirs,
        )
    data = form.data
    yours = data.getlist(side.name) if isinstance(data, QueryDict) else data.get(side.name, [])
    return side._replace(
        yours=form.labels_of(side.name, yours), theirs=form.labels_of(side.name, now[side.name])
    )
