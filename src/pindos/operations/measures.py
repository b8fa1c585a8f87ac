"""What operations measures: processes, requests, queue, timetable, disk, database, backup."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone

from pindos.kernel.disk import room_at
from pindos.kernel.measures import Family, Sample, measures
from pindos.kernel.meters import BOUNDS, TOP
from pindos.kernel.models import Delivery, Event, Heartbeat, Schedule
from pindos.kernel.release import release
from pindos.kernel.safekeeping import keeper

State = Delivery.State


@measures
def processes() -> Iterator[Family]:
    """Each process that is known, and what the ones that answer have answered."""
    rows = list(Heartbeat.objects.order_by("host", "pid"))
    yield _gauge("pindos_info", "Version that answers", [Sample(1, {"version": release()})])
    yield _gauge(
        "pindos_process_seen_timestamp_seconds",
        "Last sign of life of a process",
        [Sample(row.seen_at.timestamp(), _whose(row)) for row in rows],
    )
    yield _gauge(
        "pindos_process_resident_memory_bytes",
        "Memory of a process",
        [Sample(row.rss, _whose(row)) for row in rows if row.rss],
    )
    yield Family(
        "pindos_process_work_total",
        "counter",
        "What a process has done: answers, deliveries, runs of jobs",
        [Sample(row.done, _whose(row)) for row in rows],
    )
    yield from _requests([row for row in rows if row.counts])


def _requests(rows: list[Heartbeat]) -> Iterator[Family]:
    yield Family(
        "pindos_http_requests_total",
        "counter",
        "Requests answered, by class of status",
        [
            Sample(count, {**_whose(row), "status": status})
            for row in rows
            for status, count in sorted(row.counts["status"].items())
        ],
    )
    yield Family(
        "pindos_http_request_duration_seconds",
        "histogram",
        "How long requests took",
        [sample for row in rows for sample in _histogram(row)],
    )


def _histogram(row: Heartbeat) -> Iterator[Sample]:
    so_far = 0
    for bound in (*map(str, BOUNDS), TOP):
        so_far += row.counts["under"].get(bound, 0)
        edge = "+Inf" if bound == TOP else bound
        yield Sample(so_far, {**_whose(row), "le": edge}, "_bucket")
    yield Sample(row.counts["seconds"], _whose(row), "_sum")
    yield Sample(so_far, _whose(row), "_count")


@measures
def queue() -> Iterator[Family]:
    """What waits, since when, and what was given up."""
    now = timezone.now()
    undone = Delivery.objects.filter(state__in=[State.WAITING, State.LEASED])
    found = undone.aggregate(n=Count("pk"), oldest=Min("event__at"))
    yield _gauge("pindos_queue_waiting", "Deliveries that wait", [Sample(found["n"])])
    age = _age(found["oldest"], now)
    yield _gauge("pindos_queue_oldest_seconds", "Age of the oldest of them", [Sample(age)])
    parked = Delivery.objects.filter(state=State.PARKED).order_by().values_list("reaction")
    yield _gauge(
        "pindos_queue_parked",
        "Deliveries given up after ten tries, by reaction",
        [Sample(n, {"reaction": name}) for name, n in parked.annotate(n=Count("pk"))],
    )
    unsealed = Event.objects.filter(seq=None).count()
    yield _gauge("pindos_events_unsealed", "Events not sealed yet", [Sample(unsealed)])


@measures
def timetable() -> Iterator[Family]:
    """Each job: its last success, how much it did, whether it fails or is overdue."""
    rows = list(Schedule.objects.order_by("name"))
    yield _gauge(
        "pindos_job_success_timestamp_seconds",
        "Last success of a job",
        [Sample(each.last_ok_at.timestamp(), _job(each)) for each in rows if each.last_ok_at],
    )
    yield _gauge(
        "pindos_job_work",
        "Pieces of work of its last success",
        [Sample(each.last_count, _job(each)) for each in rows if each.last_count is not None],
    )
    failing = [Sample(bool(each.last_error), _job(each)) for each in rows]
    yield _gauge("pindos_job_failing", "1 when its last run failed", failing)
    overdue = [Sample(each.is_overdue, _job(each)) for each in rows]
    yield _gauge("pindos_job_overdue", "1 when nobody ran it at its time", overdue)


@measures
def store() -> Iterator[Family]:
    """Room on the disk, size of the database, age of the newest backup."""
    room = room_at(settings.HOME)
    yield _gauge("pindos_disk_free_bytes", "Free room for the data", [Sample(room.free)])
    yield _gauge("pindos_disk_size_bytes", "All room of that disk", [Sample(room.total)])
    yield _gauge("pindos_database_size_bytes", "Size of the database", [Sample(_database_size())])
    kept = keeper()
    newest = kept.newest() if kept else None
    yield _gauge(
        "pindos_backup_age_seconds",
        "Age of the newest backup; absent without one",
        [Sample(_age(newest, timezone.now()))] if newest else [],
    )


def _database_size() -> int:
    asked = (
        "SELECT pg_database_size(current_database())"
        if connection.vendor == "postgresql"
        else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return int(cursor.fetchone()[0])


def _gauge(name: str, words: str, samples: list[Sample]) -> Family:
    return Family(name, "gauge", words, samples)


def _whose(row: Heartbeat) -> dict[str, str]:
    return {"kind": row.kind, "process": f"{row.host}:{row.pid}"}


def _job(row: Schedule) -> dict[str, str]:
    return {"job": row.name}


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0
