"""Bytes that are given to nobody: a floor below asks, the room that looks into files answers."""

from collections.abc import Callable, Collection, Iterable, Sequence

Finder = Callable[[Collection[str]], str]
Looker = Callable[[bytes, Sequence[bytes]], None]

_finders: list[Finder] = []
_lookers: list[Looker] = []


def finds_harm(finder: Finder) -> Finder:
    """Let a function say what was found in any of these files (by SHA-256); empty for nothing."""
    _finders[:] = [finder]
    return finder


def harm_in(sha256s: Iterable[str]) -> str:
    """What harm was found in one of these files; empty when none is known."""
    wanted = frozenset(sha256s)
    return _finders[0](wanted) if wanted and _finders else ""


def looks_for_harm(looker: Looker) -> Looker:
    """Let a function look into a whole and its parts now; it refuses what is not to be given."""
    _lookers[:] = [looker]
    return looker


def refuse_harmful(whole: bytes, parts: Sequence[bytes]) -> None:
    """Refuse bytes that hold harm, and such of which nobody can say; asks over the network."""
    for look in _lookers:
        look(whole, parts)
