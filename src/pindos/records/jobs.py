"""What records do by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.records import commands
from pindos.records.terms import SCANS


@every(timedelta(hours=1), name="forget-held-files")
def forget_held_files() -> int:
    """Files of forms that were never sent again; return how many were let go."""
    return commands.forget_held_files()


@every(timedelta(seconds=15), name=SCANS, is_apart=True, limit=timedelta(minutes=30))
def scan_files() -> int:
    """Files that the virus scanner has not seen; return how many it answered about."""
    return commands.scan_files()


@every(timedelta(hours=6), name="remove-unused-files")
def remove_unused_files() -> int:
    """Bytes that nobody refers to; return how many files were removed."""
    return commands.remove_unused_files()
