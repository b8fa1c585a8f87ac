"""Tables of operations."""

from pindos.operations.models.person_export import PersonExport
from pindos.operations.models.pseudonym import Pseudonym
from pindos.operations.models.retention import Erasure, RetentionHold, RetentionRule

__all__ = ["Erasure", "PersonExport", "Pseudonym", "RetentionHold", "RetentionRule"]
