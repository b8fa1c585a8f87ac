"""Rooms below the one that reaches people leave their words here; whoever can carry them does.

Identity stands below notices and must still tell somebody that their second factor was reset:
it says what, the house says who carries it when it is put together.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

Say = Callable[[], tuple[str, str]]


class Teller(Protocol):
    """Tells people something once for each ``key``, each in their own language."""

    def __call__(
        self,
        *,
        person_ids: Iterable[int | None],
        key: str,
        kind: str,
        about: str,
        say: Say,
        url: str = "",
    ) -> int:
        """Tell them; return how many were told."""


_tellers: list[Teller] = []


def told_by(teller: Teller) -> None:
    """Say who tells people; the room that reaches them does so when it is loaded."""
    _tellers[:] = [teller]


def tell(
    *,
    person_ids: Iterable[int | None],
    key: str,
    kind: str,
    about: str,
    say: Say,
    url: str = "",
) -> int:
    """Tell people through whoever can; an error when nobody can, so that it is tried again."""
    if not _tellers:
        raise RuntimeError("told_by() was not called: nobody can be told")
    return _tellers[0](person_ids=person_ids, key=key, kind=kind, about=about, say=say, url=url)
