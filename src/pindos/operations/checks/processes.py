"""Each process of the house, and whether one of every kind lives."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.health import PROCESSES, Finding, Level, looks_at
from pindos.kernel.models import Heartbeat
from pindos.kernel.pulse import SILENT_AFTER
from pindos.kernel.release import release
from pindos.shell.moments import long_span_of, number_of, size_of

KINDS = ("web", "work", "timer")
STUCK_AFTER = {
    "work": timedelta(minutes=5),
    "timer": timedelta(minutes=30),
    "jobs": timedelta(minutes=5),
}


@looks_at(PROCESSES)
def each_kind() -> Iterator[Finding]:
    """One of each kind must live, or something is not done at all."""
    now = timezone.now()
    rows = list(Heartbeat.objects.order_by("kind", "host", "pid"))
    for kind in [*KINDS, *(["jobs"] if settings.REDIS_URL else [])]:
        alive = sum(row.kind == kind and not _is_silent(row, now) for row in rows)
        yield Finding(
            f"processes.{kind}",
            Level.OK if alive else Level.WARN if kind == "jobs" else Level.DOWN,
            _label(kind),
            ngettext("%(n)s process lives.", "%(n)s processes live.", alive) % {"n": alive}
            if alive
            else _("No process of this kind gives a sign of life."),
            "" if alive else _how_to_start(kind),
            count=alive,
        )
    for row in rows:
        yield _finding(row, now)


def _how_to_start(kind: str) -> str:
    if kind == "web":
        return _("Start «pindos up».")
    if kind == "jobs":
        return _("Start «pindos jobs»: until then the timer does them, each a minute late.")
    return _("Start «pindos up», or «pindos %(kind)s» alone.") % {"kind": kind}


def _finding(row: Heartbeat, now: datetime) -> Finding:
    level, todo = _judged(row, now)
    return Finding(
        f"process.{row.kind}.{row.host}.{row.pid}",
        level,
        f"{_label(row.kind)} · {row.host} · {row.pid}",
        _words(row, now),
        todo,
        count=row.done,
        at=row.seen_at,
        facts={
            "kind": row.kind,
            "host": row.host,
            "pid": row.pid,
            "version": row.version,
            "since": row.began_at.isoformat(),
            "worked_at": row.worked_at.isoformat() if row.worked_at else None,
            "done": row.done,
            "rss": row.rss,
            "pss": row.pss,
            "clock_ahead": row.ahead,
        },
    )


def _judged(row: Heartbeat, now: datetime) -> tuple[Level, str]:
    if _is_silent(row, now):
        return Level.DOWN, _("Look whether that machine runs; if it was taken away, wait an hour.")
    if row.version != release():
        return Level.WARN, _("It is of another version: stop it and start it anew.")
    patience = STUCK_AFTER.get(row.kind)
    if patience and now - (row.worked_at or row.began_at) > patience:
        return Level.WARN, _("It has ended no turn for long: look into its log, or restart it.")
    return Level.OK, ""


def _is_silent(row: Heartbeat, now: datetime) -> bool:
    return row.seen_at < now - SILENT_AFTER


def _label(kind: str) -> str:
    labels = {"web": _("Pages"), "work": _("Worker"), "timer": _("Timer")}
    labels["jobs"] = _("Long jobs")
    return labels.get(kind, kind)


def _words(row: Heartbeat, now: datetime) -> str:
    done = {
        "web": ngettext("%(n)s answer", "%(n)s answers", row.done),
        "timer": ngettext("%(n)s run of jobs", "%(n)s runs of jobs", row.done),
        "jobs": ngettext("%(n)s run of jobs", "%(n)s runs of jobs", row.done),
    }.get(row.kind, ngettext("%(n)s delivery", "%(n)s deliveries", row.done))
    said = [
        _("version %(version)s") % {"version": row.version},
        _("for %(span)s") % {"span": long_span_of(now - row.began_at)},
        done % {"n": number_of(row.done)},
    ]
    if row.pss:
        sizes = {"pss": size_of(row.pss), "rss": size_of(row.rss or row.pss)}
        said.append(_("%(pss)s of memory (%(rss)s with what it shares)") % sizes)
    elif row.rss:
        said.append(_("%(rss)s of memory") % {"rss": size_of(row.rss)})
    if row.ahead is not None:
        said.append(_("clock %(seconds)s s ahead") % {"seconds": number_of(round(row.ahead, 1))})
    return ", ".join(said)
