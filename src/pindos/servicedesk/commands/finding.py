"""Keeping tickets findable, in the transaction of whatever changed their words or readers."""

from collections.abc import Iterable

from pindos.search.commands import keep_entries
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.findable import findables

READERS = frozenset(("title", "requester", "unit", "with_unit"))


def keep_found(*tickets: Ticket) -> None:
    """Let tickets be found as they are now."""
    keep_entries(findables([ticket.pk for ticket in tickets]))


def is_told_by(changed: Iterable[str]) -> bool:
    """Whether a change of these fields changes how a ticket is found, or by whom."""
    return any(
        name in READERS or name.startswith(("leg.", "merge.", "approval.", "watcher.", "split."))
        for name in changed
    )
