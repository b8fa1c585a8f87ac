"""Tables of operations."""

from pindos.operations.models.person_export import PersonExport

__all__ = ["PersonExport"]
