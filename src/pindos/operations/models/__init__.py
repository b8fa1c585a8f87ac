"""Tables of operations."""

from pindos.operations.models.backup import Backup
from pindos.operations.models.person_export import PersonExport
from pindos.operations.models.pseudonym import Pseudonym
from pindos.operations.models.retention import Erasure, RetentionHold, RetentionRule
from pindos.operations.models.sounding import Sounding

__all__ = [
    "Backup",
    "Erasure",
    "PersonExport",
    "Pseudonym",
    "RetentionHold",
    "RetentionRule",
    "Sounding",
]
