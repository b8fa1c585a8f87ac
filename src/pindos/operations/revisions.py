"""Settings and the timetable, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.models import Option, Schedule
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.operations.commands import set_interval, set_options
from pindos.operations.queries import house_unit_of, timetable_for


def _option(viewer: Viewer, pk: int) -> Option:
    house_unit_of(viewer)
    row = Option.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _job(viewer: Viewer, pk: int) -> Schedule:
    row = timetable_for(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _put_option(viewer: Viewer, pk: int, values: Values) -> None:
    set_options(viewer=viewer, values={_option(viewer, pk).key: values["value"]})


def _put_interval(viewer: Viewer, pk: int, values: Values) -> None:
    set_interval(viewer=viewer, job=_job(viewer, pk).name, seconds=int(values["every"]))


revisable(
    Revisable(
        thing="kernel.option",
        label=_("Settings"),
        events=frozenset({"operations.OptionSet"}),
        now=lambda viewer, pk: {"value": _option(viewer, pk).value},
        put=_put_option,
    )
)
revisable(
    Revisable(
        thing="kernel.schedule",
        label=_("Timetable"),
        events=frozenset({"operations.ScheduleChanged"}),
        now=lambda viewer, pk: {"every": _job(viewer, pk).every},
        put=_put_interval,
    )
)
