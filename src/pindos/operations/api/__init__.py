"""The API of operations: the audit trail, settings and their history, for tokens of scope all."""

from pindos.operations.api import (
    backups,
    health,
    options,
    person_exports,
    pseudonyms,
    retention,
    revisions,
    takings,
    trail,
)
from pindos.operations.api.router import router

__all__ = [
    "health",
    "backups",
    "options",
    "person_exports",
    "pseudonyms",
    "retention",
    "revisions",
    "router",
    "takings",
    "trail",
]
