"""What must hold across the parts of a chart, so that every question has one answer."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from django.utils.translation import gettext as _

from pindos.kernel.written import Fault
from pindos.organisation.charts.expansion import filled, places_of, units_of, with_local_department
from pindos.organisation.charts.shape import Chart
from pindos.organisation.rules import look_of

Path = tuple[str | int, ...]

KEY_LENGTH = 30
SHORT_LENGTH = 40
NAME_LENGTH = 200


def faults_in(chart: Chart) -> list[Fault]:
    """Everything that does not hold; the later checks run only when the first ones pass."""
    for check in (
        _patterns,
        _doubles,
        _parents,
        _seats,
        _contacts,
        _regions,
        _seat_duties,
        _general_duties,
    ):
        if found := list(check(chart)):
            return found
    return []


def _patterns(chart: Chart) -> Iterator[Fault]:
    """The pattern of the local departments names only known places, and makes usable keys."""
    local = chart.local_departments
    if local is None:
        return
    made = with_local_department(chart)
    for field, most in (("key", KEY_LENGTH), ("short_el", SHORT_LENGTH), ("name_el", NAME_LENGTH)):
        pattern = getattr(local, field)
        try:
            texts = [filled(pattern, prefecture) for prefecture in made]
        except KeyError as error:
            known = ", ".join(places_of(chart.prefectures[0]))
            words = _("{%(place)s} is no place to fill in. Known: %(known)s.")
            yield Fault(
                ("local_departments", field), words % {"place": error.args[0], "known": known}
            )
            continue
        if any("{" in text or "}" in text or len(text) > most for text in texts):
            yield Fault(
                ("local_departments", field), _("This pattern does not make usable words.")
            )


def _doubles(chart: Chart) -> Iterator[Fault]:
    """No key, short name or tile twice, nor two that look the same."""
    own = [(("units", n, "key"), unit.key) for n, unit in enumerate(chart.units)]
    yield from _twice([(("administration", "key"), chart.administration.key), *own])
    local_keys = {unit.key for unit in units_of(chart) if unit.prefecture}
    for path, key in own:
        if key in local_keys:
            yield Fault(path, _("%(key)s stands here twice.") % {"key": key})
    made = Counter(unit.key for unit in units_of(chart) if unit.prefecture)
    for key, count in made.items():
        if count > 1:
            yield Fault(
                ("local_departments", "key"), _("%(key)s stands here twice.") % {"key": key}
            )
    yield from _twice(
        (("regions", n, "key"), region.key) for n, region in enumerate(chart.regions)
    )
    yield from _double_prefectures(chart)


def _double_prefectures(chart: Chart) -> Iterator[Fault]:
    rows = list(enumerate(chart.prefectures))
    yield from _twice((("prefectures", n, "key"), each.key) for n, each in rows)
    yield from _twice((("prefectures", n, "short_el"), each.short_el) for n, each in rows)
    yield from _twice((("prefectures", n, "tile"), each.tile) for n, each in rows)
    keys = {look_of(each.key): each.key for each in chart.prefectures}
    for n, each in rows:
        if keys.get(look_of(each.short_el), each.key) != each.key:
            words = _("%(short)s looks like the key of another prefecture.")
            yield Fault(("prefectures", n, "short_el"), words % {"short": each.short_el})
        names = [
            ((*("prefectures", n, "municipalities"), m), town.name_el)
            for m, town in enumerate(each.municipalities)
        ]
        yield from _twice(names)


def _twice(places: Iterable[tuple[Path, Hashable]]) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for path, value in places:
        if value in seen:
            yield Fault(path, _("%(key)s stands here twice.") % {"key": value})
        seen.add(value)


def _parents(chart: Chart) -> Iterator[Fault]:
    """Every parent is a unit of the chart, and no unit stands above itself."""
    root = chart.administration.key
    parents = {unit.key: unit.parent or root for unit in chart.units}
    words = _("There is no unit %(key)s in this chart.")
    for n, unit in enumerate(chart.units):
        if unit.parent and unit.parent not in {*parents, root}:
            yield Fault(("units", n, "parent"), words % {"key": unit.parent})
        elif not _ends(unit.key, parents):
            circle = _("%(key)s stands above itself: its parents go in a circle.")
            yield Fault(("units", n, "parent"), circle % {"key": unit.key})
    local = chart.local_departments
    if local and local.parent not in {*parents, root}:
        yield Fault(("local_departments", "parent"), words % {"key": local.parent})


def _ends(key: str, parents: dict[str, str]) -> bool:
    """Whether the way up from a unit ends, whatever it ends at."""
    seen = set()
    while key in parents:
        if key in seen:
            return False
        seen.add(key)
        key = parents[key]
    return True


def _seats(chart: Chart) -> Iterator[Fault]:
    """A seat is one of the prefectures, or a town outside them given by name."""
    known = {prefecture.key for prefecture in chart.prefectures}
    places: list[tuple[Path, str | None]] = [
        (("administration", "seat"), chart.administration.seat),
        *((("units", n, "seat"), unit.seat) for n, unit in enumerate(chart.units)),
    ]
    for path, seat in places:
        if seat and seat not in known:
            words = _(
                "The seat %(key)s is none of the prefectures. For a town outside them write "
                "seat_el with its name."
            )
            yield Fault(path, words % {"key": seat})
    own = chart.administration
    if not own.seat and not own.seat_el:
        yield Fault(("administration",), _("seat is missing (or seat_el, for a town outside)."))


def _contacts(chart: Chart) -> Iterator[Fault]:
    """How to reach a local department is said only of one that is there."""
    made = {prefecture.key for prefecture in with_local_department(chart)}
    for key in chart.local_departments.contacts if chart.local_departments else ():
        if key not in made:
            words = _("In %(key)s there is no local department whose e-mail could be said.")
            yield Fault(("local_departments", "contacts", key), words % {"key": key})


def _regions(chart: Chart) -> Iterator[Fault]:
    known = {region.key for region in chart.regions}
    for n, prefecture in enumerate(chart.prefectures):
        if prefecture.region and prefecture.region not in known:
            words = _("There is no region %(key)s in this chart.")
            yield Fault(("prefectures", n, "region"), words % {"key": prefecture.region})


def _seat_duties(chart: Chart) -> Iterator[Fault]:
    """In the seat's prefecture every local competence has a unit of the Directorate (S6)."""
    units = {unit.key for unit in chart.units}
    for competence, key in chart.seat_prefecture.items():
        if key not in units:
            words = _("There is no unit %(key)s in this chart.")
            yield Fault(("seat_prefecture", str(competence)), words % {"key": key})
    if chart.seat_prefecture and not chart.administration.seat:
        yield Fault(
            ("seat_prefecture",),
            _("The seat lies outside the prefectures, so nothing can be said for its prefecture."),
        )
    local = chart.local_departments
    if local and local.except_ == "seat" and chart.administration.seat:
        for competence in local.competences:
            if competence not in chart.seat_prefecture:
                words = _("%(competence)s is missing: nobody would answer for it at the seat.")
                yield Fault(("seat_prefecture",), words % {"competence": str(competence)})


def _general_duties(chart: Chart) -> Iterator[Fault]:
    """Two departments may not both answer everywhere for the same thing."""
    holders: dict[tuple[object, ...], str] = {}
    for n, unit in enumerate(chart.units):
        yield from _twice(
            (("units", n, "competences", m), str(each)) for m, each in enumerate(unit.competences)
        )
        for m, competence in enumerate(unit.competences):
            other = holders.setdefault((competence, unit.kind), unit.key)
            if other != unit.key:
                words = _("%(competence)s is given to %(other)s already: one unit must answer.")
                yield Fault(
                    ("units", n, "competences", m),
                    words % {"competence": str(competence), "other": other},
                )
