"""Single units, added, changed and closed by a form: the chart's text is changed, then loaded.

What the chart refuses is refused here too; the chart before is kept, as with every load.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.written import FaultyFile
from pindos.organisation.charts import editing
from pindos.organisation.commands.charts import load_chart
from pindos.organisation.commands.ledger import ChartDifference
from pindos.organisation.models import Unit
from pindos.organisation.queries.charts import chart_kept_by, chart_text_now

OF_CONTACT = ("email", "phone")
OF_UNIT = (
    *("short_el", "name_el", "name_en", "kind", "parent", "seat", "seat_el"),
    *(*OF_CONTACT, "competences", "seat_duties", "unverified"),
)
OF_PATTERN = ("short_el", "name_el", "name_en", "parent", "competences")
SEAT_DUTIES = "seat_duties"


def add_unit(
    *,
    viewer: Viewer,
    key: str,
    administration: str = "",
    is_trial: bool = False,
    seen: str | None = None,
    **given: Any,
) -> ChartDifference:
    """Add a unit to a chart; a key that was abolished comes back to life.

    A trial shows the difference and changes nothing. ``seen`` is the digest of the chart that was
    looked at. Refuses what the chart refuses.
    """
    own = chart_kept_by(viewer, administration)
    _refuse_unknown(given, OF_UNIT)
    fields = {"key": key, **_of_chart(given, own.key)}

    def edit(text: str) -> str:
        return _with_seat(editing.with_new_unit(text, fields), key, given)

    return _loaded(viewer, own.key, key, edit, is_trial, seen)


def change_unit(
    *, viewer: Viewer, key: str, is_trial: bool = False, seen: str | None = None, **given: Any
) -> ChartDifference:
    """Change what is given of a unit, leave the rest; of a local department how it is reached.

    Refuses what the chart refuses.
    """
    own = _administration(viewer, key)
    place = _prefecture_of(key)
    _refuse_unknown(given, OF_CONTACT if place else OF_UNIT)

    def edit(text: str) -> str:
        if place:
            return editing.with_contact(text, place, given)
        return _with_seat(editing.with_unit(text, key, _of_chart(given, own)), key, given)

    return _loaded(viewer, own, key, edit, is_trial, seen)


def close_unit(
    *, viewer: Viewer, key: str, is_trial: bool = False, seen: str | None = None
) -> ChartDifference:
    """Take a unit out of the chart: it is abolished, its record stays.

    Refuses one where people hold positions, one with units below it, one that answers for the
    seat's prefecture, and a local department, which stands and falls with its prefecture.
    """
    own = _administration(viewer, key)
    if _prefecture_of(key):
        words = _("%(key)s is the department of its prefecture: it is closed in the chart itself.")
        raise Invalid({"key": words % {"key": key}})
    return _loaded(viewer, own, key, lambda text: editing.without_unit(text, key), is_trial, seen)


def change_local_departments(
    *,
    viewer: Viewer,
    administration: str = "",
    is_trial: bool = False,
    seen: str | None = None,
    **given: Any,
) -> ChartDifference:
    """Change what all local departments have alike: names as patterns, competences, their head.

    Refuses what the chart refuses.
    """
    own = chart_kept_by(viewer, administration)
    _refuse_unknown(given, OF_PATTERN)
    name = _("local departments")
    return _loaded(
        viewer, own.key, name, lambda text: editing.with_local(text, given), is_trial, seen
    )


def _loaded(
    viewer: Viewer,
    administration: str,
    what: str,
    edit: Callable[[str], str],
    is_trial: bool,
    seen: str | None,
) -> ChartDifference:
    """Change the text of the chart that holds, and load it as any other."""
    own = chart_kept_by(viewer, administration)
    try:
        text = edit(chart_text_now(own))
        return load_chart(
            viewer=viewer,
            text=text.encode(),
            file=_("form (%(what)s)") % {"what": what},
            is_trial=is_trial,
            only=own.key,
            seen=own.chart_digest if seen is None else seen,
        )
    except KeyError as error:
        raise NotFound from error
    except FaultyFile as fault:
        reasons = " ".join(reason for _line, reason in fault.faults)
        raise Invalid({"chart": reasons}) from fault


def _administration(viewer: Viewer, key: str) -> str:
    row = Unit.objects.filter(key=key).select_related("administration").first()
    if row is None:
        raise NotFound
    return chart_kept_by(viewer, row.administration.key).key


def _prefecture_of(key: str) -> str:
    """The key of the prefecture of a local department; of other units nothing."""
    row = Unit.objects.filter(key=key, prefecture__isnull=False).select_related("prefecture")
    found = row.first()
    return found.prefecture.key if found and found.prefecture else ""


def _of_chart(given: dict[str, Any], root: str) -> dict[str, Any]:
    """The fields as a chart says them: right below the administration none stands above."""
    fields = {name: value for name, value in given.items() if name != SEAT_DUTIES}
    if fields.get("parent") == root:
        fields["parent"] = None
    for name in ("competences", "unverified"):
        if name in fields:
            fields[name] = list(fields[name])
    return fields


def _with_seat(text: str, key: str, given: dict[str, Any]) -> str:
    if SEAT_DUTIES not in given:
        return text
    return editing.with_seat_duties(text, key, given[SEAT_DUTIES])


def _refuse_unknown(given: dict[str, Any], known: Iterable[str]) -> None:
    allowed = set(known)
    if unknown := sorted(set(given) - allowed):
        words = _("This is not changed here: it is part of what all such departments have alike.")
        raise Invalid(dict.fromkeys(unknown, words))
