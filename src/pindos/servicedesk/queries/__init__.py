"""Reading the desk. ``tickets_for`` is the only door to tickets: every other query goes by it."""

from pindos.servicedesk.queries.acts import acts_open_to, referral_unit
from pindos.servicedesk.queries.counts import (
    Counts,
    DeskCounts,
    counts_by_prefecture,
    desk_counts,
)
from pindos.servicedesk.queries.filters import Wanted, asked_by, matching
from pindos.servicedesk.queries.goals import goals, priority_for
from pindos.servicedesk.queries.goals import goals
from pindos.servicedesk.queries.links import (
    Child,
    Linked,
    ancestors_of,
    children_of,
    links_of,
    ticket_typed,
    tickets_like,
)
from pindos.servicedesk.queries.listed import TICKETS
from pindos.servicedesk.queries.named import NamedTicket, named
from pindos.servicedesk.queries.reply_templates import (
    Filled,
    filled,
    reply_template_by,
    reply_templates_for,
    reply_templates_on,
    right_to_template,
    wordings_of,
)
from pindos.servicedesk.queries.story import File, Moment, story_of
from pindos.servicedesk.queries.tickets import (
    MOST_URGENT_FIRST,
    NEWEST_FIRST,
    leg_open,
    legs_of,
    own_tickets_for,
    queue_of,
    sight_of_ticket,
    ticket_by,
    tickets_for,
    unit_tickets_for,
)

__all__ = [
    "MOST_URGENT_FIRST",
    "NEWEST_FIRST",
    "Child",
    "Counts",
    "DeskCounts",
    "File",
    "Filled",
    "Linked",
    "Moment",
    "NamedTicket",
    "Wanted",
    "TICKETS",
    "acts_open_to",
    "asked_by",
    "ancestors_of",
    "children_of",
    "counts_by_prefecture",
    "desk_counts",
    "filled",
    "goals",
    "priority_for",
    "leg_open",
    "legs_of",
    "links_of",
    "matching",
    "named",
    "own_tickets_for",
    "queue_of",
    "referral_unit",
    "reply_template_by",
    "reply_templates_for",
    "reply_templates_on",
    "right_to_template",
    "sight_of_ticket",
    "story_of",
    "ticket_by",
    "ticket_typed",
    "tickets_for",
    "tickets_like",
    "unit_tickets_for",
    "wordings_of",
]
