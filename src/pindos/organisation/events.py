"""What the organisation tells the house."""

from datetime import date

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


class ChartLoaded(DomainEvent):
    """An administration's chart was loaded and something in it was new."""

    administration_id: int
    file: str
    digest: str


class UnitEvent(DomainEvent):
    """Something happened to a unit."""

    unit_id: int
    key: str


class UnitAdded(UnitEvent):
    """The chart has a new unit, or one that had been abolished."""


class UnitChanged(UnitEvent):
    """A unit's name, place in the tree or competences are others now."""


class UnitAbolished(UnitEvent):
    """The chart no longer holds the unit; its records stay."""


class PrefectureEvent(DomainEvent):
    """Something happened to a prefecture."""

    prefecture_id: int
    key: str


class PrefectureAdded(PrefectureEvent):
    """The chart has a new prefecture, or one that had been abolished."""


class PrefectureChanged(PrefectureEvent):
    """A prefecture's names, place on the map or municipalities are others now."""


class PrefectureAbolished(PrefectureEvent):
    """The chart no longer holds the prefecture; what stands there stays on record."""


class SiteEvent(DomainEvent):
    """Something happened to a site."""

    site_id: int
    key: str


class SiteAdded(SiteEvent):
    """A building in which Services sit is known now."""


class SiteChanged(SiteEvent):
    """A site's name, place, address or telephone are others now."""


class SiteClosed(SiteEvent):
    """Nobody sits there any more."""


class SiteReopened(SiteEvent):
    """People sit there again."""


class PersonEvent(DomainEvent):
    """Something happened to what is known of a person."""

    person_id: int


class PersonAdded(PersonEvent):
    """A person is known now."""


class PersonChanged(PersonEvent):
    """A person's name, addresses, office or site are others now."""


class PositionEvent(DomainEvent):
    """Something happened to who stands where."""

    audience = Audience.SECURITY
    position_id: int
    person_id: int
    unit_id: int
    unit_key: str
    role: str
    starts_on: date
    ends_on: date | None


class PersonAppointed(PositionEvent):
    """A person has a role in a unit from a day on."""


class PositionChanged(PositionEvent):
    """The days of a position are others now."""


class PositionEnded(PositionEvent):
    """A position has its last day."""


@takes
class TableTaken(DomainEvent):
    """Somebody took all people or all sites out of the house as a table."""

    audience = Audience.SECURITY
    table: str
    rows: int


class HolidaySet(DomainEvent):
    """A holiday is new, different or no longer kept; deadlines follow."""

    audience = Audience.SECURITY
    key: str
