"""Who may reach what: a table a room, and the world of Florina in which it is tried.

A room's file holds ROWS and, where it has things of its own, ``world(w)`` that puts them into
Florina; it is found by its name.
"""

from importlib import import_module
from pathlib import Path

NOT_ROOMS = {"__init__", "table", "world", "trying"}


def rooms():
    """The files of the rooms, in the order of their names."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [import_module(f"{__name__}.{name}") for name in names if name not in NOT_ROOMS]
