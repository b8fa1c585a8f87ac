"""Room for the data, for files and for what is being uploaded."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.disk import TIGHT, Room, device_of, kind_at, room_at
from pindos.kernel.health import STORE, Asked, Finding, Level, looks_at
from pindos.operations.options import DISK_LEAST
from pindos.shell.moments import number_of, size_of


@looks_at(STORE, Asked.HEALTH, Asked.RISK)
def room() -> Iterator[Finding]:
    """Each file system once, with what lies on it."""
    places = {
        "data": (_("Data"), settings.HOME),
        "files": (_("Attachments"), settings.FILES),
        "uploads": (_("Uploads"), Path(settings.FILE_UPLOAD_TEMP_DIR)),
        "temporary": (_("Temporary files"), Path(tempfile.gettempdir())),
    }
    by_device: dict[int, list[str]] = {}
    for key, (_label, path) in places.items():
        by_device.setdefault(device_of(path), []).append(key)
    for keys in by_device.values():
        path = places[keys[0]][1]
        yield _finding(keys[0], ", ".join(places[key][0] for key in keys), path)


def _finding(key: str, label: str, path: Path) -> Finding:
    found = room_at(path)
    level = level_of(found)
    sizes = {"free": size_of(found.free), "total": size_of(found.total)}
    words = _("%(free)s free of %(total)s") % sizes
    return Finding(
        f"disk.{key}",
        level,
        label,
        f"{words} ({number_of(round(found.percent, 1))} %)",
        "" if level is Level.OK else _("Make room, or give this file system more."),
        count=found.free,
        at=timezone.now(),
        facts={"free": found.free, "total": found.total, "kind": kind_at(path)},
    )


def level_of(found: Room) -> Level:
    """Down when nothing more is accepted soon, a warning below the part that is set."""
    if found.free < TIGHT:
        return Level.DOWN
    return Level.WARN if found.percent < DISK_LEAST.now() else Level.OK
