"""People and tickets of Florina."""

from tests.servicedesk.conftest import ticket, zoi

__all__ = ["ticket", "zoi"]
