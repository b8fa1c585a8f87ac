"""What the room of lists tells the house."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


class ViewSaved(DomainEvent):
    """Somebody keeps a filter under a name; with a unit, its people see the filter too."""

    view_id: int
    list_key: str


class ViewChanged(ViewSaved):
    """The filter, its name or whom it is shared with is another one."""


class ViewDeleted(ViewSaved):
    """It is kept no longer, nor told about."""


class ViewSubscribed(DomainEvent):
    """Somebody is told of a view from now on."""

    view_id: int
    cadence: str


class ViewUnsubscribed(DomainEvent):
    """Somebody is told of it no longer: by their own wish, or because they may not see it."""

    view_id: int


@takes
class ListExported(DomainEvent):
    """Somebody took a list out of the house as a file: which rows, and how many."""

    audience = Audience.SECURITY
    list_key: str
    filter: str
    rows: int
    format: str
