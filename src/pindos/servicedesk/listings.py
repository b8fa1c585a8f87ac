"""The lists of the desk."""

from pindos.servicedesk.queries.listed import TICKETS

__all__ = ["TICKETS"]
