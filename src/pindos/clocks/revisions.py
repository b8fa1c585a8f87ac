"""Working hours and holidays, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.clocks.commands import set_hours
from pindos.clocks.models import OfficeHours
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, by_value, revisable
from pindos.organisation.commands import set_holiday
from pindos.organisation.queries import Feast, all_feasts
from pindos.organisation.terms import Role

OF_DAY_OFF = ("falls", "name_el", "name_en", "prefecture", "place", "is_retired")


def _row(viewer: Viewer, pk: int) -> OfficeHours:
    row = OfficeHours.objects.filter(pk=pk).first()
    if row is None or not viewer.units_as(Role.ADMINISTRATOR):
        raise NotFound
    return row


def _now(viewer: Viewer, pk: int) -> Values:
    row = _row(viewer, pk)
    return {
        "name": row.name,
        "week": row.week,
        "keeps_holidays": row.keeps_holidays,
        "is_retired": row.is_retired,
    }


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    set_hours(viewer=viewer, key=_row(viewer, pk).key, **values)


revisable(
    Revisable(
        thing="clocks.officehours",
        label=_("Working hours"),
        events=frozenset({"clocks.OfficeHoursSet"}),
        now=_now,
        put=_put,
        called=by_value("name"),
    )
)


def _day_off(viewer: Viewer, pk: int) -> Feast:
    found = next((each for each in all_feasts().values() if each.row_id == pk), None)
    if found is None or not viewer.units_as(Role.ADMINISTRATOR):
        raise NotFound
    return found


def _day_off_now(viewer: Viewer, pk: int) -> Values:
    found = _day_off(viewer, pk)
    return {name: getattr(found, name) for name in OF_DAY_OFF}


def _put_day_off(viewer: Viewer, pk: int, values: Values) -> None:
    set_holiday(viewer=viewer, key=_day_off(viewer, pk).key, **values)


revisable(
    Revisable(
        thing="organisation.dayoff",
        label=_("Holiday"),
        events=frozenset({"organisation.HolidaySet"}),
        now=_day_off_now,
        put=_put_day_off,
        called=by_value("name_el"),
    )
)
