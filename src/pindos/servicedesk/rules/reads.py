"""What an act goes by: when others changed that since it was seen, the act is asked again.

All else may change meanwhile. Two who write to a ticket never meet, nor do its priority and who
has it; that a ticket is at the Directorate or solved already is told by its state.
"""

from pindos.servicedesk.terms import Act

WHERE = ("unit_id", "with_unit_id")
GOES_BY: dict[Act, tuple[str, ...]] = {
    Act.TAKE: ("assignee_id",),
    Act.ASSIGN: ("assignee_id",),
    Act.REFER: WHERE,
    Act.ACCEPT: ("with_unit_id", "leg.owner"),
    Act.RETURN: ("with_unit_id",),
    Act.HAND_BACK: ("with_unit_id",),
    Act.RECALL: ("with_unit_id",),
    Act.MOVE: (*WHERE, "assignee_id", "prefecture_id", "site_id"),
    Act.RESOLVE: (*WHERE, "solved_at"),
    Act.MERGE: (*WHERE, "solved_at"),
    Act.CONFIRM: ("solved_at",),
    Act.REOPEN: ("solved_at", "closed_at"),
}


def goes_by(act: Act) -> tuple[str, ...]:
    """The fields that an act goes by."""
    return GOES_BY.get(act, ())
