"""Loading a chart: its units, and what each answers for."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.organisation.charts.checks import Path
from pindos.organisation.charts.expansion import ChartUnit, duties_of, units_of
from pindos.organisation.charts.reader import ReadChart
from pindos.organisation.charts.shape import Chart
from pindos.organisation.commands.ledger import Ledger
from pindos.organisation.commands.rows import changed
from pindos.organisation.events import UnitAbolished, UnitAdded, UnitChanged
from pindos.organisation.models import Administration, Duty, Prefecture, Unit
from pindos.organisation.queries.jurisdiction import positions_from

DutyKey = tuple[int, str, int | None]


def load_units(
    read: ReadChart,
    administration: Administration,
    prefectures: dict[str, Prefecture],
    ledger: Ledger,
) -> dict[str, Unit]:
    """Write the units that differ and abolish those that are gone; all of them by key."""
    known = {row.key: row for row in Unit.objects.select_for_update()}
    own: dict[str, Unit] = {}
    for part in units_of(read.says):
        row = known.pop(part.key, None)
        if row and row.administration_id != administration.pk:
            words = _("%(key)s belongs to another administration. Choose another key.")
            raise read.fault(_place_of(read.says, part.key), words % {"key": part.key})
        fields = {
            **part._asdict(),
            "parent_id": own[part.parent].pk if part.parent else None,
            "prefecture_id": prefectures[part.prefecture].pk if part.prefecture else None,
            "unverified": list(part.unverified),
            "is_abolished": False,
        }
        own[part.key] = _unit(row, part, fields, administration, ledger)
    gone = [row for row in known.values() if row.administration_id == administration.pk]
    _abolish(read, [row for row in gone if not row.is_abolished], ledger)
    return own


def _unit(
    row: Unit | None,
    part: ChartUnit,
    fields: dict[str, Any],
    administration: Administration,
    ledger: Ledger,
) -> Unit:
    fields = {name: value for name, value in fields.items() if name not in KEYS}
    if row is None:
        row = Unit.objects.create(administration=administration, key=part.key, **fields)
        ledger.note("add", row, UnitAdded, {})
        return row
    is_back = row.is_abolished
    if changes := changed(row, fields):
        if is_back:
            ledger.note("add", row, UnitAdded, changes)
        else:
            ledger.note("change", row, UnitChanged, changes)
    return row


KEYS = {"key", "parent", "prefecture"}


def _abolish(read: ReadChart, rows: list[Unit], ledger: Ledger) -> None:
    """Refused while people hold positions there: nobody may lose their place unseen."""
    held = positions_from(timezone.localdate()).filter(unit__in=rows)
    if count := held.count():
        keys = sorted(set(held.values_list("unit__key", flat=True)))
        words = _(
            "The chart no longer holds %(keys)s, where people hold positions (%(count)s). "
            "End these or move them first."
        )
        raise read.fault(("units",), words % {"keys": ", ".join(keys), "count": count})
    for row in rows:
        ledger.note("abolish", row, UnitAbolished, changed(row, {"is_abolished": True}))


def load_duties(
    read: ReadChart,
    administration: Administration,
    prefectures: dict[str, Prefecture],
    units: dict[str, Unit],
    ledger: Ledger,
) -> None:
    """Write who answers for what; said as one change of each unit."""
    wanted: dict[DutyKey, str] = {}
    for held in duties_of(read.says):
        place = prefectures[held.prefecture_key].pk if held.prefecture_key else None
        wanted[units[held.unit_key].pk, held.competence, place] = held.clause
    rows = list(Duty.objects.filter(unit__administration=administration).select_related("unit"))
    before = {(row.unit_id, row.competence, row.prefecture_id): row.clause for row in rows}
    Duty.objects.filter(pk__in=[row.pk for row in rows if not _is_in(wanted, row)]).delete()
    Duty.objects.bulk_create(
        Duty(unit_id=unit, competence=competence, prefecture_id=place, clause=clause)
        for (unit, competence, place), clause in wanted.items()
        if before.get((unit, competence, place)) != clause
    )
    names = dict(Prefecture.objects.values_list("pk", "key"))
    affected = {row.unit.key: row.unit for row in rows} | units
    for unit in affected.values():
        said = [_texts(each, unit.pk, names) for each in (before, wanted)]
        ledger.note_list(unit, UnitChanged, "duties", *said)


def _is_in(wanted: dict[DutyKey, str], row: Duty) -> bool:
    return wanted.get((row.unit_id, row.competence, row.prefecture_id)) == row.clause


def _texts(duties: dict[DutyKey, str], unit_id: int, prefectures: dict[int, str]) -> list[str]:
    """A unit's duties as words, in a fixed order: support_users FLO (S9)."""
    return sorted(
        " ".join([competence, *([prefectures[place]] if place else []), f"({clause})"])
        for (unit, competence, place), clause in duties.items()
        if unit == unit_id
    )


def _place_of(chart: Chart, key: str) -> Path:
    """Where the chart makes a unit."""
    if key == chart.administration.key:
        return ("administration", "key")
    for n, part in enumerate(chart.units):
        if part.key == key:
            return ("units", n, "key")
    return ("local_departments", "key")
