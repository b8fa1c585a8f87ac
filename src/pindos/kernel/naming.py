"""What accounts are called: floors below identity say who did something without knowing it."""

from collections.abc import Callable, Iterable

Finder = Callable[[Iterable[int]], dict[int, str]]

_finders: list[Finder] = []


def names_accounts(finder: Finder) -> Finder:
    """Let a function give the names of accounts by their ids."""
    _finders[:] = [finder]
    return finder


def names_of(account_ids: Iterable[int | None]) -> dict[int, str]:
    """The names that are known; nobody (the house, by rule) has none."""
    wanted = {pk for pk in account_ids if pk is not None}
    return _finders[0](wanted) if wanted and _finders else {}
