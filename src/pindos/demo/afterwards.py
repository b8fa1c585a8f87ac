"""When the year is over: what people were told lately, the chain, views and reports."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.apps import apps
from django.utils import timezone

from pindos.demo.clock import Clock
from pindos.demo.following import FOLLOWING, react
from pindos.demo.staff import TRIED, Staff
from pindos.demo.terms import TOLD_DAYS, Actor
from pindos.kernel.models import Delivery
from pindos.kernel.sealing import seal
from pindos.lists.commands import save_view
from pindos.oversight.commands import (
    add_dispatch,
    ask_report,
    make_asked_reports,
    send_dispatches,
)
from pindos.oversight.terms import What

Say = Callable[[str], object]
EARLIER = 70  # days since the head wants the report of the unit by mail
REPORTS = 2  # months back for which the report was made
VIEWS = (
    ("Εκπρόθεσμα του τμήματος", "state = open and late = yes"),
    ("Λύση ως αύριο", "state = open and solve_due <= tomorrow"),
    ("Αναμονή χρήστη", "state = waiting"),
    ("Στη Διεύθυνση", "state = referred"),
)
UNREAD = 0.15  # of what people were told in the last two days
LATELY = timedelta(days=2)
AT_ONCE = 500


def keep_views(staff: Staff) -> None:
    """The filters that technicians have kept."""
    for workers in staff.workers.values():
        for name, asked in VIEWS:
            save_view(viewer=workers[0].viewer, list_key="tickets", name=name, filter=asked)


def ask_reports(director: Actor, now: datetime, clock: Clock, *, say: Say) -> None:
    """The monthly reports of the last months, made on the second day of the next."""
    first = timezone.localdate(now).replace(day=1)
    for _n in range(REPORTS):
        made = timezone.make_aware(datetime.combine(first + timedelta(days=1), time(8)))
        first = (first - timedelta(days=1)).replace(day=1)
        clock.to(min(made, now))
        say(f"Writing the report of {first:%m/%Y} …")
        ask_report(viewer=director.viewer, month=f"{first:%Y-%m}")
        make_asked_reports()


def send_monthly(staff: Staff, now: datetime, clock: Clock) -> None:
    """The head of the unit that is shown gets its report by mail, as of this month."""
    head = next(head for head in staff.heads.values() if head.prefecture == TRIED)
    clock.to(now - timedelta(days=EARLIER))
    add_dispatch(
        viewer=head.viewer, unit=f"TP-{TRIED}", person=head.person_id, what=What.REPORT.value
    )
    clock.to(now)
    send_dispatches()
    make_asked_reports()
    send_dispatches()


def settle(now: datetime, clock: Clock, meanwhile: Callable[[], object], *, say: Say) -> None:
    """Tell what was told lately, forget what is long told, and seal all of it by its moment.

    ``meanwhile`` is what people do when they have been told.
    """
    since = now - timedelta(days=TOLD_DAYS)
    Delivery.objects.filter(event__at__lt=since).delete()
    say("Telling people what happened lately …")
    _tell(now, clock)
    meanwhile()
    Delivery.objects.filter(event__at__lt=since).delete()
    _tell(now, clock)
    _read(now)
    say("Sealing the trail …")
    while seal(by="at"):
        pass


def _tell(now: datetime, clock: Clock) -> None:
    due = Delivery.objects.filter(state=Delivery.State.WAITING)
    heard = due.exclude(reaction__startswith=FOLLOWING)  # rules have heard all of it in its time
    rows = list(heard.select_related("event").order_by("event__at", "id"))
    for row in rows:
        clock.to(min(row.event.at + timedelta(seconds=2), now))
        react(row)
    clock.to(now)
    due.update(state=Delivery.State.DONE, attempts=1)


def _read(now: datetime) -> None:
    """Most of what people were told they have read, within the hour."""
    notices = apps.get_model("notices.Notice").objects
    rng = Random(0)  # noqa: S311  nothing secret
    for chunk in _chunks(notices.filter(is_read=False).order_by("id")):
        for row in chunk:
            is_new = row.at > now - LATELY
            row.is_read = not (is_new and rng.random() < UNREAD)
            row.read_at = min(row.at + timedelta(hours=1), now) if row.is_read else None
        notices.bulk_update(chunk, ["is_read", "read_at"], AT_ONCE)


def _chunks(rows: Any) -> Iterable[list[Any]]:
    found = list(rows)
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]
