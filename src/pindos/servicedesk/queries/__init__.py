"""Reading the desk. ``tickets_for`` is the only door to tickets: every other query goes by it."""

from pindos.servicedesk.queries.acts import (
    acts_open_to,
    referral_unit,
    unit_competent_for,
    unit_for,
)
from pindos.servicedesk.queries.catalogue import (
    Offered,
    all_categories,
    caller_of,
    categories_for,
    category_named,
    category_shown,
    forms_of,
    groups,
    names_of_categories,
    shelves_of,
    versions_of,
    works_at_a_desk,
)
from pindos.servicedesk.queries.acts import acts_open_to, referral_unit
from pindos.servicedesk.queries.bulk import bulk_act_by, bulk_acts_for, items_of, outcomes_of
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
from pindos.servicedesk.queries.efforts import (
    efforts_of,
    minutes_by_person,
)
from pindos.servicedesk.queries.filters import (
    Wanted,
    asked_by,
    matching,
)
from pindos.servicedesk.queries.goals import (
    goals,
)
from pindos.servicedesk.queries.listed import (
    TICKETS,
)
from pindos.servicedesk.queries.named import (
    NamedTicket,
    named,
)
from pindos.servicedesk.queries.reply_templates import (
    Filled,
    filled,
    reply_template_by,
    reply_templates_for,
    reply_templates_on,
    right_to_template,
    wordings_of,
)
from pindos.servicedesk.queries.story import (
    File,
    Moment,
    story_of,
)
from pindos.servicedesk.queries.tasks import (
    ChecklistFacts,
    checklist_by,
    checklists_for,
    my_tasks,
    open_tasks,
    tasks_due,
    tasks_of,
    workers_on,
)
from pindos.servicedesk.queries.tickets import (
    MOST_URGENT_FIRST,
    NEWEST_FIRST,
    leg_open,
    legs_of,
    own_tickets_for,
    possible_id,
    queue_of,
    sight_of_ticket,
    ticket_by,
    tickets_for,
    unit_tickets_for,
)

__all__ = [
    "bulk_act_by",
    "bulk_acts_for",
    "items_of",
    "outcomes_of",
    "MOST_URGENT_FIRST",
    "NEWEST_FIRST",
    "Child",
    "ChecklistFacts",
    "Counts",
    "DeskCounts",
    "File",
    "Filled",
    "Linked",
    "MOST_URGENT_FIRST",
    "Moment",
    "NEWEST_FIRST",
    "NamedTicket",
    "Offered",
    "Wanted",
    "TICKETS",
    "Wanted",
    "acts_open_to",
    "asked_by",
    "ancestors_of",
    "children_of",
    "checklist_by",
    "checklists_for",
    "counts_by_prefecture",
    "desk_counts",
    "efforts_of",
    "filled",
    "all_categories",
    "caller_of",
    "categories_for",
    "category_named",
    "category_shown",
    "forms_of",
    "goals",
    "priority_for",
    "groups",
    "leg_open",
    "legs_of",
    "links_of",
    "matching",
    "minutes_by_person",
    "my_tasks",
    "named",
    "names_of_categories",
    "open_tasks",
    "own_tickets_for",
    "possible_id",
    "queue_of",
    "referral_unit",
    "reply_template_by",
    "reply_templates_for",
    "reply_templates_on",
    "right_to_template",
    "shelves_of",
    "sight_of_ticket",
    "story_of",
    "tasks_due",
    "tasks_of",
    "ticket_by",
    "ticket_typed",
    "tickets_for",
    "tickets_like",
    "unit_competent_for",
    "unit_for",
    "unit_tickets_for",
    "wordings_of",
    "versions_of",
    "works_at_a_desk",
    "workers_on",
]
