"""What the desk does when something has changed."""

from pindos.kernel.events import on
from pindos.servicedesk.commands import follow_level
from pindos.servicedesk.events import LevelSet


@on(LevelSet, name="clocks-follow-level")
def follow(event: LevelSet) -> None:
    """Let the clocks of open tickets follow a level that was set."""
    follow_level(event.level_id)
