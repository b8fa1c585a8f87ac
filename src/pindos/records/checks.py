"""How the scanning of files for viruses fares."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.health import STORE, Finding, Level, looks_at
from pindos.records.options import SCANNER, USUAL
from pindos.records.queries import scans
from pindos.records.scanning import Away, version_of
from pindos.records.terms import Scan
from pindos.shell.moments import long_span_of, number_of

LATE = timedelta(minutes=15)  # for which a file may wait to be scanned
PATIENCE = 2.0  # seconds for the scanner to say who it is
LIST = "records:unclean-list"


@looks_at(STORE)
def scanned_files() -> Iterator[Finding]:
    """Whether the scanner answers, how many files it scanned, and how many wait for it."""
    address = SCANNER.now()
    if not address:
        yield _not_set()
        return
    found, oldest = scans()
    done = found[Scan.CLEAN] + found[Scan.INFECTED]
    said = [
        _("%(n)s files scanned") % {"n": number_of(done)},
        _("%(n)s wait") % {"n": number_of(found[Scan.PENDING])},
        _("%(n)s infected") % {"n": number_of(found[Scan.INFECTED])},
        _("%(n)s could not be scanned") % {"n": number_of(found[Scan.ERROR])},
    ]
    level = Level.OK if done else Level.IDLE
    act = ""
    waited = timezone.now() - oldest if oldest else timedelta()
    if found[Scan.INFECTED] or found[Scan.ERROR]:
        level, act = Level.WARN, _("Look at the list of files that are not clean.")
    if waited > LATE:
        said.append(_("the oldest since %(span)s") % {"span": long_span_of(waited)})
        level, act = Level.WARN, _("Look whether the timer runs; new files go first.")
    try:
        said.append(version_of(address, PATIENCE))
    except Away as error:
        said.append(_("the scanner does not answer: %(why)s") % {"why": error})
        level = Level.DOWN
        act = _("Start the scanner (systemctl start clamav-daemon); all that waits is kept.")
    yield Finding(
        "records.scanner",
        level,
        _("Files and viruses"),
        ", ".join(said),
        act,
        count=done,
        at=timezone.now(),
        page=LIST,
        facts=dict(found),
    )


def _not_set() -> Finding:
    words = _("No virus scanner is set: files are not scanned.")
    if Path(USUAL).exists():
        words += " " + _("One seems to listen here, at %(path)s.") % {"path": USUAL}
    return Finding("records.scanner", Level.IDLE, _("Files and viruses"), words, page=LIST)
