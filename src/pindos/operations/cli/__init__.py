"""The audit trail, deliveries, jobs, settings and data protection on the command line."""

from pindos.operations.cli import backup, copying
from pindos.operations.cli.instance import instance
from pindos.operations.cli.options import option
from pindos.operations.cli.privacy import privacy
from pindos.operations.cli.retention import retention
from pindos.operations.cli.revisions import revision
from pindos.operations.cli.running import audit, delivery, job

__all__ = [
    "audit",
    "backup",
    "copying",
    "delivery",
    "instance",
    "job",
    "option",
    "privacy",
    "retention",
    "revision",
]

COMMANDS = [audit, delivery, instance, job, option, privacy, retention, revision]
