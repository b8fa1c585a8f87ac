"""Who hears at once what happens in the demonstration, as they would at work."""

from typing import Any

from pindos.automation.commands import follow_rules
from pindos.automation.rules import BY_NAME
from pindos.kernel.events import subscription
from pindos.kernel.models import Delivery, Event
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


def hear(subject: str) -> None:
    """Let everybody hear at once what has been said of a thing: its letters exist then."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, event__subject=subject)
    rows = list(due.select_related("event").order_by("event_id", "id"))
    for row in rows:
        react(row)
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=Delivery.State.DONE, attempts=1
    )


def react(row: Delivery) -> None:
    """Do what one reaction does with an event; refuses one that the house does not have."""
    known = subscription(row.reaction)
    if known is None:
        raise RuntimeError(f"there is no reaction called {row.reaction}")
    with coming_from(f"reaction:{row.reaction}"):
        known.function(known.event.model_validate(row.event.payload))
