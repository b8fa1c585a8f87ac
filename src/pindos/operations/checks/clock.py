"""Whether the clocks agree: of each machine with the database server, and with a time source."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.health import CLOCK, Asked, Finding, Level, looks_at
from pindos.kernel.models import Heartbeat
from pindos.kernel.pulse import SILENT_AFTER, machine, seconds_ahead
from pindos.operations.models import Sounding
from pindos.operations.terms import TIME
from pindos.shell.moments import number_of

OFF, FAR_OFF = 2.0, 30.0  # seconds; an app's codes last 30


@looks_at(CLOCK, Asked.HEALTH, Asked.RISK)
def against_the_database() -> Iterator[Finding]:
    """The clock of this machine, and of every other that has a process, with the server's."""
    now = timezone.now()
    here = seconds_ahead()
    if here is None:
        words = _("The database is a file of this machine: there is no other clock to compare.")
        yield Finding("clock.database", Level.IDLE, _("Database server"), words)
        return
    rows = Heartbeat.objects.filter(seen_at__gt=now - SILENT_AFTER, ahead__isnull=False)
    others = {row.host: row.ahead or 0.0 for row in rows.exclude(host=machine())}
    for host, ahead in {machine(): here, **others}.items():
        yield _finding(f"clock.{host}", host, ahead)


@looks_at(CLOCK, Asked.HEALTH, Asked.RISK)
def against_a_source() -> Iterator[Finding]:
    """The clock of the machine that measured, with the source that is set."""
    row = Sounding.objects.filter(key=TIME).first()
    if row is None:
        words = _("No source is set.")
        yield Finding(
            "clock.source", Level.IDLE, _("Time source"), words, page="operations:option-list"
        )
    elif row.error:
        yield Finding(
            "clock.source",
            Level.WARN,
            _("Time source"),
            row.error,
            _("Look whether the source is reached from here, or set another."),
            at=row.at,
            page="operations:option-list",
        )
    else:
        yield _finding("clock.source", row.value["place"], row.value["ahead"])


def _finding(key: str, label: str, ahead: float) -> Finding:
    off = abs(ahead)
    level = Level.DOWN if off > FAR_OFF else Level.WARN if off > OFF else Level.OK
    return Finding(
        key,
        level,
        label,
        (_("%(seconds)s s ahead") if ahead >= 0 else _("%(seconds)s s behind"))
        % {"seconds": number_of(off, 1)},
        "" if level is Level.OK else _("Let systemd-timesyncd or chrony set the clock."),
        at=timezone.now(),
        facts={"ahead": ahead},
    )
