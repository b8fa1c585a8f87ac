"""Settings and the timetable, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.models import Option, Schedule
from pindos.kernel.options import option_called
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.operations.commands import (
    set_interval,
    set_options,
    set_retention,
    switch_off_retention,
)
from pindos.operations.queries import (
    house_unit_of,
    retention_rule_by,
    timetable_for,
    words_of_rule,
)
from pindos.operations.wording import job_words


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
        called=lambda viewer, pk, _values: str(option_called(_option(viewer, pk).key).label),
    )
)
revisable(
    Revisable(
        thing="kernel.schedule",
        label=_("Timetable"),
        events=frozenset({"operations.ScheduleChanged"}),
        now=lambda viewer, pk: {"every": _job(viewer, pk).every},
        put=_put_interval,
        called=lambda viewer, pk, _values: job_words(_job(viewer, pk).name),
    )
)


def _rule(viewer: Viewer, pk: int) -> Values:
    row = retention_rule_by(viewer, pk)
    return {"months": row.months, "is_on": row.is_on}


def _put_rule(viewer: Viewer, pk: int, values: Values) -> None:
    """Months go back and off goes back; on only goes by a new dry run."""
    row = retention_rule_by(viewer, pk)
    if values["is_on"] and not row.is_on:
        raise Refused(_("A rule is switched on only after its dry run. Do it on its page."))
    if values["months"] is None:
        raise Refused(_("A rule cannot be taken back. Switch it off."))
    if row.is_on and not values["is_on"]:
        switch_off_retention(viewer=viewer, rule_id=pk)
    set_retention(viewer=viewer, rule_id=pk, months=int(values["months"]))


revisable(
    Revisable(
        thing="operations.retentionrule",
        label=_("Rules of retention"),
        events=frozenset(
            {
                "operations.RetentionSet",
                "operations.RetentionSwitchedOn",
                "operations.RetentionSwitchedOff",
            }
        ),
        now=_rule,
        put=_put_rule,
        called=lambda viewer, pk, _values: words_of_rule(retention_rule_by(viewer, pk)),
    )
)
