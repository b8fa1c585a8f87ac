"""Whether a backup is set up, and how old the newest is."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.health import BACKUP, Asked, Finding, Level, looks_at
from pindos.kernel.safekeeping import keeper
from pindos.operations.options import BACKUP_LATE
from pindos.shell.moments import long_span_of

PAGE = "operations:backup-list"


@looks_at(BACKUP, Asked.RISK)
def newest() -> Iterator[Finding]:
    """The newest backup; none at all is a warning until somebody has set one up."""
    label, kept = _("Newest backup"), keeper()
    if kept is None:
        todo = _("Say on the page of the backups where they are to lie.")
        words = _("No backup is set up in Pindos.")
        yield Finding("backup.newest", Level.WARN, label, words, todo, page=PAGE)
        return
    at = kept.newest()
    if at is None:
        words, todo = _("None has been made yet."), _("Make one now and look whether it succeeds.")
        yield Finding("backup.newest", Level.DOWN, label, words, todo, page=PAGE)
        return
    age = timezone.now() - at
    is_late = age > timedelta(hours=BACKUP_LATE.now())
    yield Finding(
        "backup.newest",
        Level.DOWN if is_late else Level.OK,
        label,
        _("%(span)s old") % {"span": long_span_of(age)},
        _("Look why none was made since.") if is_late else "",
        at=at,
        page=PAGE,
        facts={"age_seconds": round(age.total_seconds())},
    )
