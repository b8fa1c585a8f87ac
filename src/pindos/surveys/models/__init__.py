"""Tables of surveys."""

from pindos.surveys.models.survey import Survey

__all__ = ["Survey"]
