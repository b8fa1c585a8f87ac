"""Tables of operations."""

from pindos.operations.models.person_export import PersonExport
from pindos.operations.models.pseudonym import Pseudonym

__all__ = ["PersonExport", "Pseudonym"]
