"""Numbers that people and programs send as ids."""

LARGEST_ID = 2**63 - 1


def possible_id(number: int) -> int:
    """The number as an id that any database takes; what can be none becomes that of nothing."""
    return number if 0 < number <= LARGEST_ID else 0
