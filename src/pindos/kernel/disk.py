"""The disk on which the data lies: how much room there is, and what is safe on it."""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

FULL = 64 * 1024 * 1024  # bytes: below that nothing is accepted any more
TIGHT = 512 * 1024 * 1024  # bytes: below that somebody must act today
REMOTE = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "ceph",
        "glusterfs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "lustre",
        "afs",
        "virtiofs",
    ]
)


class Room(NamedTuple):
    """Bytes of a file system, all and free."""

    total: int
    free: int

    @property
    def percent(self) -> float:
        """The free part."""
        return 100 * self.free / self.total if self.total else 0.0


def room_at(path: Path) -> Room:
    """How much room the file system has on which a path lies, or would lie."""
    usage = shutil.disk_usage(_there(path))
    return Room(usage.total, usage.free)


def device_of(path: Path) -> int:
    """The number of the file system: two paths of one share their room."""
    return _there(path).stat().st_dev


def kind_at(path: Path) -> str:
    """The kind of the file system, such as ext4 or nfs4; empty where the system does not say."""
    found, longest = "", -1
    place = str(_there(path).resolve())
    for line in _mounts():
        before, _, after = line.partition(" - ")
        mount = before.split()[4].replace("\\040", " ")
        is_above = place == mount or place.startswith(mount.rstrip("/") + "/")
        if is_above and len(mount) >= longest:
            found, longest = after.split()[0], len(mount)
    return found


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk: a new file is safe only when its name is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mounts() -> list[str]:
    table = Path("/proc/self/mountinfo")
    return table.read_text().splitlines() if table.exists() else []


def _there(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.exists())
