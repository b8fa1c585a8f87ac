"""Loading a chart: its prefectures, each with its municipalities."""

from typing import Any

from django.utils.translation import gettext as _

from pindos.organisation.charts.reader import ReadChart
from pindos.organisation.charts.shape import Chart, MunicipalityPart, PrefecturePart
from pindos.organisation.commands.ledger import Ledger
from pindos.organisation.commands.rows import changed
from pindos.organisation.events import PrefectureAbolished, PrefectureAdded, PrefectureChanged
from pindos.organisation.models import Administration, Municipality, Prefecture

NAMES = {"short_el", "name_el", "genitive_el", "name_en", "capital_el"}


def load_prefectures(
    read: ReadChart, administration: Administration, ledger: Ledger
) -> dict[str, Prefecture]:
    """Write the prefectures that differ and abolish those that are gone; all of them by key."""
    known = {row.key: row for row in Prefecture.objects.select_for_update()}
    own: dict[str, Prefecture] = {}
    for n, part in enumerate(read.says.prefectures):
        row = known.pop(part.key, None)
        if row and row.administration_id != administration.pk:
            words = _("%(key)s belongs to another administration. Choose another key.")
            raise read.fault(("prefectures", n, "key"), words % {"key": part.key})
        own[part.key] = _prefecture(row, part, _fields(read.says, part), administration, ledger)
    _municipalities(read.says, own, ledger)
    for row in known.values():
        if row.administration_id == administration.pk and not row.is_abolished:
            changes = changed(row, {"is_abolished": True, "is_seat": False})
            ledger.note("abolish", row, PrefectureAbolished, changes)
    return own


def _fields(chart: Chart, part: PrefecturePart) -> dict[str, Any]:
    regions = {region.key: region.name_el for region in chart.regions}
    return {
        **part.model_dump(include=NAMES),
        "region_key": part.region or "",
        "region_el": regions.get(part.region or "", ""),
        "nuts3": part.nuts3 or "",
        "tile_column": part.tile[0],
        "tile_row": part.tile[1],
        "is_seat": part.key == chart.administration.seat,
        "unverified": list(part.unverified),
        "is_abolished": False,
    }


def _prefecture(
    row: Prefecture | None,
    part: PrefecturePart,
    fields: dict[str, Any],
    administration: Administration,
    ledger: Ledger,
) -> Prefecture:
    if row is None:
        row = Prefecture.objects.create(administration=administration, key=part.key, **fields)
        ledger.note("add", row, PrefectureAdded, {})
        return row
    is_back = row.is_abolished
    if changes := changed(row, fields):
        if is_back:
            ledger.note("add", row, PrefectureAdded, changes)
        else:
            ledger.note("change", row, PrefectureChanged, changes)
    return row


def _municipalities(chart: Chart, prefectures: dict[str, Prefecture], ledger: Ledger) -> None:
    """A prefecture's municipalities are part of it: said as one change of the prefecture."""
    known: dict[int, list[Municipality]] = {row.pk: [] for row in prefectures.values()}
    for town in Municipality.objects.filter(prefecture__in=known).order_by("name_el"):
        known[town.prefecture_id].append(town)
    new: list[Municipality] = []
    for part in chart.prefectures:
        row = prefectures[part.key]
        wanted = {each.name_el: _town_fields(each) for each in part.municipalities}
        before = {town.name_el: _town_now(town) for town in known[row.pk]}
        for town in known[row.pk]:
            if town.name_el in wanted:
                changed(town, wanted[town.name_el])
            else:
                town.delete()
        new += [
            Municipality(prefecture=row, name_el=name, **fields)
            for name, fields in wanted.items()
            if name not in before
        ]
        ledger.note_list(row, PrefectureChanged, "municipalities", before, wanted)
    Municipality.objects.bulk_create(new)


def _town_fields(part: MunicipalityPart) -> dict[str, Any]:
    return {
        "seat_el": part.seat_el,
        "diavgeia": part.diavgeia or "",
        "unverified": list(part.unverified),
    }


def _town_now(town: Municipality) -> dict[str, Any]:
    return {
        "seat_el": town.seat_el,
        "diavgeia": town.diavgeia,
        "unverified": list(town.unverified),
    }
