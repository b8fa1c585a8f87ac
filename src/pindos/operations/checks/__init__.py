"""What operations looks at: processes, queue, timetable, disk, database, clock, door, version."""

from pindos.operations.checks import (
    backup,
    clock,
    database,
    disk,
    door,
    processes,
    queue,
    redis,
    replica,
    secrets,
    version,
)

__all__ = [
    "backup",
    "clock",
    "database",
    "disk",
    "door",
    "processes",
    "queue",
    "redis",
    "replica",
    "secrets",
    "version",
]
