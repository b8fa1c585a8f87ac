"""The copy of the database that lists and figures read, where DATABASE_REPLICA_URL names one."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.health import DATABASE, Asked, Finding, Level, looks_at
from pindos.kernel.replica import copy, is_set
from pindos.shell.moments import number_of

LATE = timedelta(minutes=1)  # every process leaves a sign of life four times a minute


@looks_at(DATABASE, Asked.HEALTH, Asked.RISK)
def lag() -> Iterator[Finding]:
    """Whether it follows, and how far it has come."""
    label = _("Replica")
    if not is_set():
        words = _("DATABASE_REPLICA_URL is not set: the database itself answers lists.")
        yield Finding("database.replica", Level.IDLE, label, words)
        return
    until = copy.until()
    if until is None:
        yield Finding(
            "database.replica",
            Level.WARN,
            label,
            _("It does not answer, or it follows no other server."),
            _("Start it or correct DATABASE_REPLICA_URL; until then the database answers alone."),
        )
        return
    age = timezone.now() - until
    is_late = age > LATE
    yield Finding(
        "database.replica",
        Level.WARN if is_late else Level.OK,
        label,
        _("%(seconds)s s since the last change that it has")
        % {"seconds": number_of(round(age.total_seconds(), 1))},
        _("Look in its log why it does not follow; until then the database answers alone.")
        if is_late
        else "",
        count=copy.reads,
        at=until,
        facts={"seconds": age.total_seconds(), "reads": copy.reads},
    )
