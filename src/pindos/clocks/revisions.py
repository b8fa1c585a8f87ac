"""Working hours, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.clocks.commands import set_hours
from pindos.clocks.models import OfficeHours
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.organisation.terms import Role


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
    )
)
