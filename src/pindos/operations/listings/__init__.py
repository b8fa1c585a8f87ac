"""The lists of operations: the machine's, and those of data protection."""

from pindos.operations.listings.backups import BACKUPS
from pindos.operations.listings.machine import AUDIT, DELIVERIES, JOBS, node_of
from pindos.operations.listings.protection import PERSON_EXPORTS, PSEUDONYMS, TAKINGS
from pindos.operations.listings.retention import DUE, HOLDS, RETENTION_RULES

__all__ = [
    "AUDIT",
    "BACKUPS",
    "DELIVERIES",
    "DUE",
    "HOLDS",
    "JOBS",
    "PERSON_EXPORTS",
    "PSEUDONYMS",
    "RETENTION_RULES",
    "TAKINGS",
    "node_of",
]
