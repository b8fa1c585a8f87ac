"""A chart written out: every unit that it makes, and every duty of each."""

import re
from typing import NamedTuple

from pindos.organisation.charts.shape import Chart, ContactPart, LocalPart, PrefecturePart
from pindos.organisation.terms import CLAUSES, Held, UnitKind

SHORT_LENGTH = 40
PLACE = re.compile(r"\{([^{}]*)\}")


class ChartUnit(NamedTuple):
    """One unit, with the keys of its parent and of the prefecture it was made for."""

    key: str
    short_el: str
    name_el: str
    name_en: str
    kind: str
    parent: str | None
    prefecture: str | None
    seat_el: str
    unverified: tuple[str, ...]
    email: str = ""
    phone: str = ""


def places_of(prefecture: PrefecturePart) -> dict[str, str]:
    """What may stand in braces in the pattern of the local departments."""
    return {
        "prefecture": prefecture.key,
        "prefecture_short_el": prefecture.short_el,
        "name_el": prefecture.name_el,
        "genitive_el": prefecture.genitive_el,
        "name_en": prefecture.name_en or prefecture.key,
        "capital_el": prefecture.capital_el,
    }


def filled(pattern: str, prefecture: PrefecturePart) -> str:
    """The pattern with the prefecture's own words; an unknown place raises KeyError."""
    words = places_of(prefecture)
    return PLACE.sub(lambda found: words[found.group(1)], pattern)


def with_local_department(chart: Chart) -> list[PrefecturePart]:
    """The prefectures that have a department of their own: all but the seat's (S6)."""
    local = chart.local_departments
    if local is None:
        return []
    without = chart.administration.seat if local.except_ == "seat" else None
    return [prefecture for prefecture in chart.prefectures if prefecture.key != without]


def units_of(chart: Chart) -> list[ChartUnit]:
    """Every unit, each after its parent when the chart is sound: the administration first."""
    local = chart.local_departments
    made = [_local_unit(local, each) for each in with_local_department(chart)] if local else []
    return [_root(chart), *_standing(chart), *made]


def duties_of(chart: Chart) -> list[Held]:
    """Who holds what: everywhere, in the prefecture of a local department, in the seat's."""
    depth = _depths(chart)
    held = [
        Held(unit.key, competence, None, CLAUSES[competence], depth=depth[unit.key])
        for unit in chart.units
        for competence in unit.competences
    ]
    if local := chart.local_departments:
        for prefecture in with_local_department(chart):
            key = filled(local.key, prefecture)
            held += [
                Held(key, each, prefecture.key, CLAUSES[each], True, depth[key])
                for each in local.competences
            ]
    if seat := chart.administration.seat:
        held += [
            Held(key, competence, seat, CLAUSES[competence], depth=depth[key])
            for competence, key in chart.seat_prefecture.items()
        ]
    return held


def seat_of(chart: Chart) -> str:
    """The town in which the administration sits."""
    administration = chart.administration
    return administration.seat_el or capitals_of(chart).get(administration.seat or "", "")


def capitals_of(chart: Chart) -> dict[str, str]:
    """The capital of each prefecture, by key."""
    return {prefecture.key: prefecture.capital_el for prefecture in chart.prefectures}


def _root(chart: Chart) -> ChartUnit:
    own = chart.administration
    return ChartUnit(
        key=own.key,
        short_el=own.short_el or _short(own.name_el) or own.key,
        name_el=own.name_el,
        name_en=own.name_en,
        kind=UnitKind.ADMINISTRATION,
        parent=None,
        prefecture=None,
        seat_el=seat_of(chart),
        unverified=tuple(mark for mark in own.unverified if mark != "prefectures"),
    )


def _short(name: str) -> str:
    """The usual short form of an administration's name, when it fits its column."""
    short = name.replace("Αποκεντρωμένη Διοίκηση", "Α.Δ.", 1)
    return short if len(short) <= SHORT_LENGTH else ""


def _standing(chart: Chart) -> list[ChartUnit]:
    """Units that stand alone, parents before children."""
    capitals, root = capitals_of(chart), chart.administration.key
    depth = _depths(chart)
    rows = [
        ChartUnit(
            key=unit.key,
            short_el=unit.short_el,
            name_el=unit.name_el,
            name_en=unit.name_en,
            kind=unit.kind,
            parent=unit.parent or root,
            prefecture=None,
            seat_el=unit.seat_el or capitals.get(unit.seat or "", ""),
            unverified=unit.unverified,
            email=unit.email,
            phone=unit.phone,
        )
        for unit in chart.units
    ]
    return sorted(rows, key=lambda row: depth[row.key])


def _local_unit(local: LocalPart, prefecture: PrefecturePart) -> ChartUnit:
    contact = local.contacts.get(prefecture.key, ContactPart())
    return ChartUnit(
        key=filled(local.key, prefecture),
        short_el=filled(local.short_el, prefecture),
        name_el=filled(local.name_el, prefecture),
        name_en=filled(local.name_en, prefecture),
        kind=UnitKind.DEPARTMENT,
        parent=local.parent,
        prefecture=prefecture.key,
        seat_el=prefecture.capital_el,
        unverified=local.unverified,
        email=contact.email,
        phone=contact.phone,
    )


def _depths(chart: Chart) -> dict[str, int]:
    """How many units stand above each."""
    root = chart.administration.key
    parents: dict[str, str] = {unit.key: unit.parent or root for unit in chart.units}
    if local := chart.local_departments:
        parents |= {filled(local.key, each): local.parent for each in with_local_department(chart)}
    return {key: _steps(key, parents) for key in parents}


def _steps(key: str, parents: dict[str, str]) -> int:
    steps = 0
    while key in parents and steps <= len(parents):
        key, steps = parents[key], steps + 1
    return steps
