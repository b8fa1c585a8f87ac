"""Tables of the organisation."""

from pindos.organisation.models.chart import ChartText
from pindos.organisation.models.holiday import DayOff
from pindos.organisation.models.intake import Intake
from pindos.organisation.models.person import Person, Position
from pindos.organisation.models.place import Administration, Municipality, Prefecture, Site
from pindos.organisation.models.unit import Duty, Reach, Unit

__all__ = [
    "Administration",
    "ChartText",
    "DayOff",
    "Duty",
    "Intake",
    "Municipality",
    "Person",
    "Position",
    "Prefecture",
    "Reach",
    "Site",
    "Unit",
]
