"""What accounts and events are called: floors below say who did what without knowing it.

Accounts are identity's; the words of events stand in the room that reads the trail to people.
"""

from collections.abc import Callable, Iterable

Finder = Callable[[Iterable[int]], dict[int, str]]

Speaker = Callable[[str], str]

_finders: list[Finder] = []
_speakers: list[Speaker] = []


def names_accounts(finder: Finder) -> Finder:
    """Let a function give the names of accounts by their ids."""
    _finders[:] = [finder]
    return finder


def names_of(account_ids: Iterable[int | None]) -> dict[int, str]:
    """The names that are known; nobody (the house, by rule) has none."""
    wanted = {pk for pk in account_ids if pk is not None}
    return _finders[0](wanted) if wanted and _finders else {}


def names_events(speaker: Speaker) -> Speaker:
    """Let a function say what events are called, by their names."""
    _speakers[:] = [speaker]
    return speaker


def event_called(name: str) -> str:
    """What an event is called in the reader's language; its name where nobody says."""
    return _speakers[0](name) if _speakers else name
