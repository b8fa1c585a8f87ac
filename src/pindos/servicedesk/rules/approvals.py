"""Who decides on a request for approval."""

from collections.abc import Collection


def is_own_request(person_id: int, *, asked_by_id: int, requester_id: int | None) -> bool:
    """Whether somebody would decide on what they asked for themselves."""
    return person_id in (asked_by_id, requester_id)


def may_decide_own(person_id: int, heads: Collection[int]) -> bool:
    """Nobody approves their own request, unless there is no other head who could."""
    return set(heads) == {person_id}
