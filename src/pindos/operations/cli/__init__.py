"""The audit trail, deliveries, jobs and settings on the command line."""

from pindos.operations.cli.options import option
from pindos.operations.cli.running import audit, delivery, job

__all__ = ["audit", "delivery", "job", "option"]

COMMANDS = [audit, delivery, job, option]
