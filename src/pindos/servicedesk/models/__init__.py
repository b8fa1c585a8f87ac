"""Tables of the desk."""

from pindos.servicedesk.models.goal import Goal
from pindos.servicedesk.models.ticket import Leg, Move, Ticket

__all__ = ["Goal", "Leg", "Move", "Ticket"]
