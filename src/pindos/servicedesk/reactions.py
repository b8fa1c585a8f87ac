"""What the desk does when something has changed."""

from pindos.kernel.events import on
from pindos.mail.events import MailArrived
from pindos.servicedesk.commands import follow_level
from pindos.servicedesk.commands.mailing import take_up_mail
from pindos.servicedesk.events import LevelSet


@on(LevelSet, name="clocks-follow-level")
def follow(event: LevelSet) -> None:
    """Let the clocks of open tickets follow a level that was set."""
    follow_level(event.level_id)


@on(MailArrived, name="take-up-mail")
def take_up(event: MailArrived) -> None:
    """Let a message that came by mail become work."""
    take_up_mail(arrival_id=event.arrival_id)
