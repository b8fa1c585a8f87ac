"""Rules that hear at once what happens to a ticket of the demonstration, as they would at work."""

from typing import Any

from pindos.automation.commands import follow_rules
from pindos.automation.rules import BY_NAME
from pindos.kernel.models import Event
from pindos.kernel.origin import coming_from
from pindos.servicedesk.terms import ABOUT

FOLLOWING = "rules-follow-"  # how the reactions by which rules hear are called


def follow(ticket: Any, kind: type[Any]) -> None:
    """Let the rules hear at once what has just been said of a ticket; it is read anew then."""
    about = Event.objects.filter(subject=f"{ABOUT}:{ticket.pk}", name=kind.event_name())
    said = BY_NAME[kind.event_name()].model_validate(about.latest("id").payload)
    with coming_from(f"reaction:{FOLLOWING}{kind.__name__}"):
        if follow_rules(said):
            ticket.refresh_from_db()
