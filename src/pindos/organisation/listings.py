"""The lists of the organisation."""

from pindos.organisation.queries.listed import PEOPLE, POSITIONS, SITES, UNITS

__all__ = ["PEOPLE", "POSITIONS", "SITES", "UNITS"]
