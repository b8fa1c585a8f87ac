"""Whoever keeps backups says so here: when the newest was made, and how to make one now.

At most one room does. Without it an upgrade copies a database that is a file beside itself.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

Say = Callable[[str], object]


class Keeper(NamedTuple):
    """``newest`` is when the last good backup began, None without one or when none is set up;
    ``is_set`` whether an administrator has set it up; ``back_up`` makes one now, says how it
    goes and refuses (Refused) when it cannot."""

    is_set: Callable[[], bool]
    newest: Callable[[], datetime | None]
    back_up: Callable[[Say], None]


_keepers: list[Keeper] = []


def keeps_backups(keeper: Keeper) -> None:
    """Register the one who does; refuses a second."""
    if _keepers:
        raise RuntimeError("two rooms keep backups")
    _keepers.append(keeper)


def keeper() -> Keeper | None:
    """Who keeps backups, when somebody does and has been set up."""
    return next((each for each in _keepers if each.is_set()), None)
