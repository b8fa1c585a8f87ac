"""What the desk tells the house of secret addresses of calendars."""

from pindos.kernel.events import DomainEvent


class CalendarFeedEvent(DomainEvent):
    """Something happened to somebody's address; the secret is in no event."""

    feed_id: int
    person_id: int


class CalendarFeedMade(CalendarFeedEvent):
    """Another calendar may read their due work by it."""


class CalendarFeedRevoked(CalendarFeedEvent):
    """Nobody reads anything by it any more."""
