"""The rules of the desk. Pure: no clock, no database."""

from pindos.servicedesk.rules.answers import checked
from pindos.servicedesk.rules.approvals import (
    is_own_request,
    may_decide_own,
)
from pindos.servicedesk.rules.lateness import (
    is_late,
    priority_of,
    standing_of,
)
from pindos.servicedesk.rules.levels import (
    LONGEST,
    LevelFacts,
    Terms,
    scope_of,
    terms_for,
)
from pindos.servicedesk.rules.levels import SHIPPED as SHIPPED_LEVELS
from pindos.servicedesk.rules.links import MOST_GENERATIONS, OPPOSITE, stored, tie_of, why_left
from pindos.servicedesk.rules.mentions import Mention, mentions_in
from pindos.servicedesk.rules.placeholders import faults_in, fill
from pindos.servicedesk.rules.places import Place, Spot, place_of
from pindos.servicedesk.rules.reads import GOES_BY, goes_by
from pindos.servicedesk.rules.rights import (
    is_too_late_to_reopen,
    may_set_checklist,
    parties_of,
)
from pindos.servicedesk.rules.spans import in_pieces, minutes_written
from pindos.servicedesk.rules.spent import minutes_in
from pindos.servicedesk.rules.states import (
    INSTEAD,
    LEADS,
    NOT_ANSWERED_YET,
    NOT_REFERRED,
    ONLY_WHILE_REFERRED,
    STAYS,
    WHO,
    WORK,
    acts_in,
    next_state,
    party_for,
    what_can_be_done,
)

__all__ = [
    "LONGEST",
    "LevelFacts",
    "SHIPPED_LEVELS",
    "Terms",
    "in_pieces",
    "minutes_written",
    "scope_of",
    "terms_for",
    "GOES_BY",
    "INSTEAD",
    "LEADS",
    "MOST_GENERATIONS",
    "MATRIX",
    "Mention",
    "NOT_ANSWERED_YET",
    "NOT_REFERRED",
    "ONLY_WHILE_REFERRED",
    "OPPOSITE",
    "Place",
    "STAYS",
    "Spot",
    "WHO",
    "WORK",
    "acts_in",
    "checked",
    "faults_in",
    "fill",
    "goes_by",
    "is_late",
    "standing_of",
    "is_own_request",
    "may_decide_own",
    "is_too_late_to_reopen",
    "may_set_checklist",
    "mentions_in",
    "minutes_in",
    "next_state",
    "parties_of",
    "party_for",
    "place_of",
    "priority_of",
    "stored",
    "tie_of",
    "what_can_be_done",
    "why_left",
]
