"""The queue of deliveries, and the timetable."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.health import GRAVE, QUEUE, TIMETABLE, Finding, Level, looks_at
from pindos.kernel.models import Delivery, Event, Schedule
from pindos.operations.wording import job_words
from pindos.shell.moments import long_span_of, minute_of, number_of

LATE, STUCK = timedelta(minutes=5), timedelta(minutes=30)
SPELL = 100_000  # of the newest events: an hour holds fewer


@looks_at(QUEUE)
def waiting() -> Iterator[Finding]:
    """What waits, since when, and how much was carried out in the last hour."""
    now = timezone.now()
    undone = Delivery.objects.filter(state__in=[Delivery.State.WAITING, Delivery.State.LEASED])
    found = undone.aggregate(n=Count("pk"), oldest=Min("event__at"))
    due = undone.filter(next_try_at__lte=now).aggregate(oldest=Min("next_try_at"))["oldest"]
    age = now - due if due else timedelta(0)
    level = Level.DOWN if age > STUCK else Level.WARN if age > LATE else Level.OK
    rate = _done_in_the_last_hour()
    words = ngettext("%(n)s delivery waits", "%(n)s deliveries wait", found["n"])
    said = [words % {"n": number_of(found["n"])}]
    if found["oldest"]:
        span = long_span_of(now - found["oldest"])
        said.append(_("the oldest for %(span)s") % {"span": span})
    said.append(_("%(n)s carried out in the last hour") % {"n": number_of(rate)})
    yield Finding(
        "queue.waiting",
        level,
        _("Deliveries that wait"),
        ", ".join(said),
        "" if level is Level.OK else _("Look whether a worker lives (pindos work)."),
        count=found["n"],
        at=now,
        facts={"waiting": found["n"], "oldest_seconds": age.total_seconds(), "last_hour": rate},
    )


@looks_at(QUEUE)
def unsealed() -> Iterator[Finding]:
    """Events that no worker has numbered yet; feeds and the trail wait for them."""
    now = timezone.now()
    found = Event.objects.filter(seq=None).aggregate(n=Count("pk"), oldest=Min("at"))
    age = now - found["oldest"] if found["oldest"] else timedelta(0)
    level = Level.DOWN if age > STUCK else Level.WARN if age > LATE else Level.OK
    words = ngettext(
        "%(n)s event is not sealed yet", "%(n)s events are not sealed yet", found["n"]
    )
    yield Finding(
        "queue.unsealed",
        level,
        _("Events that are not sealed"),
        words % {"n": number_of(found["n"])},
        "" if level is Level.OK else _("Look whether a worker lives (pindos work)."),
        count=found["n"],
        at=now,
    )


@looks_at(QUEUE)
def parked() -> Iterator[Finding]:
    """Given up after ten tries: a person must look."""
    n = Delivery.objects.filter(state=Delivery.State.PARKED).count()
    words = ngettext("%(n)s delivery was given up", "%(n)s deliveries were given up", n)
    yield Finding(
        "queue.parked",
        Level.WARN if n else Level.OK,
        _("Parked deliveries"),
        words % {"n": number_of(n)},
        _("Mend what the error names, then let them go again, one or all of a kind.") if n else "",
        count=n,
        at=timezone.now(),
        page="operations:delivery-list",
    )


@looks_at(TIMETABLE)
def timetable() -> Iterator[Finding]:
    """Each job with its last success and how much it did; what fails or is overdue first."""
    rows = list(Schedule.objects.order_by("name"))
    if not rows:
        yield Finding(
            "timetable.jobs",
            Level.DOWN,
            _("Jobs"),
            _("The timer has not run yet."),
            _("Start «pindos up», or «pindos %(kind)s» alone.") % {"kind": "timer"},
        )
    findings = [_of_job(row) for row in rows]
    yield from sorted(findings, key=lambda each: -GRAVE[each.level])


def _of_job(row: Schedule) -> Finding:
    level, words, todo = _judged(row)
    return Finding(
        f"timetable.{row.name}",
        level,
        job_words(row.name),
        words,
        todo,
        count=row.last_count,
        at=row.last_ok_at,
        page="operations:job-list",
        facts={
            "job": row.name,
            "every": row.every,
            "last_ok_at": _iso(row.last_ok_at),
            "last_failed_at": _iso(row.last_failed_at),
            "last_count": row.last_count,
            "is_overdue": row.is_overdue,
        },
    )


def _judged(row: Schedule) -> tuple[Level, str, str]:
    if row.last_error:
        todo = _("Mend what the error names, then run it from the timetable.")
        return Level.DOWN, row.last_error, todo
    if row.is_overdue:
        words = _("It is overdue: nobody has run it at its time.")
        return Level.WARN, words, _("Look whether a timer lives (pindos timer).")
    if row.last_ok_at is None:
        return Level.IDLE, _("It has not run yet."), ""
    count = row.last_count or 0
    words = ngettext("%(n)s piece of work", "%(n)s pieces of work", count)
    said = [words % {"n": number_of(count)}]
    if row.last_failed_at:
        at = minute_of(row.last_failed_at)
        said.append(_("last failure %(at)s") % {"at": at})
    return Level.OK, ", ".join(said), ""


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _done_in_the_last_hour() -> int:
    """Deliveries of the newest events, found by their ids: events have no index by time."""
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    since = timezone.now() - timedelta(hours=1)
    done = Delivery.objects.filter(event__at__gte=since, state=Delivery.State.DONE)
    return done.filter(event_id__gt=newest - SPELL).count()
