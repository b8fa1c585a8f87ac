"""Sites and units, put back to what they were; units in the chart, as by the form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, by_value, revisable
from pindos.organisation.commands import (
    add_unit,
    change_site,
    change_unit,
    close_site,
    close_unit,
    reopen_site,
)
from pindos.organisation.commands.rights import right_over_place
from pindos.organisation.models import Duty, Municipality, Prefecture, Site, Unit
from pindos.organisation.queries.charts import chart_kept_by

CONTACT = ("email", "phone")
OF_UNIT = ("short_el", "name_el", "name_en", "kind", "parent_id", "seat_el", *CONTACT)
FIELDS = ("name_el", "address", "phone", "prefecture_id", "municipality_id", "is_closed")


def _now(viewer: Viewer, pk: int) -> Values:
    row = Site.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    right_over_place(viewer, row.prefecture)
    return {field: getattr(row, field) for field in FIELDS}


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    site = Site.objects.get(pk=pk)
    place = Prefecture.objects.get(pk=values["prefecture_id"])
    town = Municipality.objects.filter(pk=values["municipality_id"]).first()
    change_site(
        viewer=viewer,
        site_id=pk,
        name=values["name_el"],
        address=values["address"],
        phone=values["phone"],
        prefecture=place.key,
        municipality=town.name_el if town else "",
    )
    if site.is_closed != values["is_closed"]:
        turn = close_site if values["is_closed"] else reopen_site
        turn(viewer=viewer, site_id=pk)


def _unit_now(viewer: Viewer, pk: int) -> Values:
    """What of a unit can be put back: of a local department how it is reached."""
    row = Unit.objects.filter(pk=pk, parent__isnull=False).select_related("administration").first()
    if row is None or (row.prefecture_id and row.is_abolished):
        raise NotFound
    chart_kept_by(viewer, row.administration.key)
    if row.prefecture_id:
        return {field: getattr(row, field) for field in CONTACT}
    said = {field: getattr(row, field) for field in (*OF_UNIT, "is_abolished")}
    return {**said, "duties": sorted(map(_duty, row.duties.select_related("prefecture")))}


def _put_unit(viewer: Viewer, pk: int, values: Values) -> None:
    row = Unit.objects.select_related("administration").get(pk=pk)
    if row.prefecture_id:
        change_unit(viewer=viewer, key=row.key, **values)
    elif values["is_abolished"]:
        close_unit(viewer=viewer, key=row.key)
    elif row.is_abolished:
        own = row.administration.key
        said = {**_as_given(row, values), "unverified": row.unverified}
        add_unit(viewer=viewer, key=row.key, administration=own, **said)
    else:
        change_unit(viewer=viewer, key=row.key, **_as_given(row, values))


def _as_given(row: Unit, values: Values) -> dict[str, Any]:
    """The columns as the form names them."""
    said = {name: values[name] for name in OF_UNIT if name not in ("parent_id", "seat_el")}
    parts = [str(text).split() for text in values["duties"]]
    seats = Prefecture.objects.filter(administration=row.administration, is_abolished=False)
    seat = seats.filter(capital_el=values["seat_el"]).first()
    return {
        **said,
        "parent": Unit.objects.get(pk=values["parent_id"]).key,
        "seat": seat.key if seat else None,
        "seat_el": "" if seat else values["seat_el"],
        "competences": [each[0] for each in parts if len(each) == 2],
        "seat_duties": [each[0] for each in parts if len(each) == 3],
    }


def _duty(duty: Duty) -> str:
    """As the ledger notes it: support_users FLO (S9)."""
    place = f" {duty.prefecture.key}" if duty.prefecture else ""
    return f"{duty.competence}{place} ({duty.clause})"


revisable(
    Revisable(
        thing="organisation.site",
        label=_("Sites"),
        events=frozenset(f"organisation.Site{verb}" for verb in ("Changed", "Closed", "Reopened")),
        now=_now,
        put=_put,
        called=by_value("name_el"),
    )
)
revisable(
    Revisable(
        thing="organisation.unit",
        label=_("Units"),
        events=frozenset({"organisation.UnitChanged", "organisation.UnitAbolished"}),
        now=_unit_now,
        put=_put_unit,
        called=lambda _viewer, pk, _values: Unit.objects.get(pk=pk).name_el,
    )
)
