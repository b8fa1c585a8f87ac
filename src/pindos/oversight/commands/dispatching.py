"""Saying who gets what each month, and sending it on the first working day."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.queries import accounts_of_person, viewer_of_account, viewer_of_person
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid
from pindos.kernel.events import Changes, emit
from pindos.kernel.filtering.days import months_on
from pindos.lists.queries import address_of, is_shared_with, view_shared_with
from pindos.notices.commands import tell
from pindos.organisation.queries import person_named, unit_named
from pindos.oversight.commands.reports import ask_unless_there
from pindos.oversight.events import DispatchAdded, DispatchChanged, DispatchEvent
from pindos.oversight.models import Dispatch, Dispatched, Report
from pindos.oversight.queries import (
    dispatch_by,
    is_waiting,
    key_of,
    people_of,
    reads_report,
    right_to_dispatch,
)
from pindos.oversight.terms import ReportState, Sent, What, Why
from pindos.oversight.words import month_of

KIND = "dispatch"


@transaction.atomic
def add_dispatch(
    *, viewer: Viewer, unit: str, person: str | int, what: str, view_id: int | None = None
) -> Dispatch:
    """Let somebody of a unit get its report, or a view shared with it, each month.

    The same again switches it on. Refuses (Invalid, by field) whoever does not work in the unit,
    and a view that the unit does not share.
    """
    unit_id = unit_named(unit).id
    capacity = _capacity(viewer, unit_id)
    faults = {}
    someone = person_named(person)
    if someone.id not in {each.id for each in people_of(unit_id)}:
        faults["person"] = _("Choose somebody who works in the unit.")
    if what not in What.values:
        faults["what"] = _("Choose the report or a view.")
    view = view_shared_with(unit_id, view_id) if what == What.VIEW else None
    if what == What.VIEW and view is None:
        faults["view"] = _("Choose a view that is shared with the unit.")
    if faults:
        raise Invalid(faults)
    row, is_new = Dispatch.objects.get_or_create(
        unit_id=unit_id,
        person_id=someone.id,
        what=what,
        view=view,
        defaults={"on_since": timezone.now()},
    )
    if not is_new:
        return edit_dispatch(viewer=viewer, dispatch_id=row.pk, is_on=True)
    said = {"person": (None, someone.id), "what": (None, what), "view": (None, view_id)}
    _say(DispatchAdded, row, viewer, capacity, said)
    return row


@transaction.atomic
def edit_dispatch(*, viewer: Viewer, dispatch_id: int, is_on: bool) -> Dispatch:
    """Send it from the next month on, or no more; what was sent stays in its log."""
    found = dispatch_by(viewer, dispatch_id)
    capacity = _capacity(viewer, found.unit_id)
    row = Dispatch.objects.select_for_update().get(pk=found.pk)
    if row.is_on == is_on:
        return row
    row.is_on = is_on
    row.on_since = timezone.now() if is_on else row.on_since
    row.save(update_fields=["is_on", "on_since"])
    _say(DispatchChanged, row, viewer, capacity, {"is_on": (not is_on, is_on)})
    return row


def send_dispatches(now: datetime | None = None) -> int:
    """Send what is due and was not sent this month; return for how many it is settled.

    A report that is not made yet is asked for, and its dispatch waits for the next round.
    """
    now = now or timezone.now()
    month = timezone.localdate(now).replace(day=1)
    waiting = Dispatch.objects.filter(is_on=True).exclude(sent__month=month)
    due = [row for row in waiting.select_related("view") if is_waiting(row, now)]
    return sum(_settle(row, month, now) for row in due)


@transaction.atomic
def _settle(dispatch: Dispatch, month: date, now: datetime) -> bool:
    """Once, whoever comes first: the row of the month is unique."""
    Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    if Dispatched.objects.filter(dispatch=dispatch, month=month).exists():
        return False
    why = _hindrance(dispatch)
    if not why:
        if dispatch.what == What.REPORT:
            report = ask_unless_there(dispatch.unit_id, months_on(month, -1), now)
            if report.state != ReportState.MADE:
                return False
            _tell_report(dispatch, report, key_of(dispatch, month))
        else:
            _tell_view(dispatch, key_of(dispatch, month))
    fate = Sent.REFUSED if why else Sent.SENT
    Dispatched.objects.create(dispatch=dispatch, month=month, at=now, fate=fate, why=why)
    return True


def _hindrance(dispatch: Dispatch) -> str:
    """Why it cannot go to this person now; rights are those of the moment."""
    if dispatch.person_id not in {each.id for each in people_of(dispatch.unit_id)}:
        return Why.LEFT
    viewer = _reader(dispatch.person_id)
    if dispatch.what == What.REPORT:
        return "" if reads_report(viewer, dispatch.unit_id) else Why.RIGHT
    if dispatch.view is None or dispatch.view.unit_id != dispatch.unit_id:
        return Why.GONE
    return "" if is_shared_with(viewer, dispatch.view) else Why.RIGHT


def _reader(person_id: int) -> Viewer:
    """What somebody may see today, by their account where they have one."""
    account = accounts_of_person(person_id).filter(is_active=True).first()
    return viewer_of_account(account.pk) if account else viewer_of_person(person_id)


def _tell_report(dispatch: Dispatch, report: Report, key: str) -> None:
    def say() -> tuple[str, str]:
        words = _("Monthly report, %(month)s") % {"month": month_of(report.month)}
        return words, _("It hangs on this letter, and stands behind the link.")

    tell(
        person_ids=[dispatch.person_id],
        key=key,
        kind=KIND,
        about=f"oversight.report:{report.pk}",
        say=say,
        url=reverse("oversight:report-download", args=[report.pk]),
    )


def _tell_view(dispatch: Dispatch, key: str) -> None:
    view = dispatch.view
    assert view is not None

    def say() -> tuple[str, str]:
        words = _("View «%(name)s»") % {"name": view.name}
        return words, _("Your unit shares it, and it comes to you each month.")

    tell(
        person_ids=[dispatch.person_id],
        key=key,
        kind=KIND,
        about=f"lists.view:{view.pk}",
        say=say,
        url=address_of(view),
    )


def _capacity(viewer: Viewer, unit_id: int) -> str:
    capacity = right_to_dispatch(viewer, unit_id)
    if not capacity:
        raise Forbidden(_("Only the head of the unit, or whoever stands above, says this."))
    return capacity


def _say(
    event: type[DispatchEvent],
    row: Dispatch,
    viewer: Viewer,
    capacity: str,
    changes: Changes,
) -> None:
    said = event(dispatch_id=row.pk, unit_id=row.unit_id)
    emit(said, about=row, unit_id=row.unit_id, by=viewer, capacity=capacity, changes=changes)
