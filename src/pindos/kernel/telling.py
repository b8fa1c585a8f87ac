"""Rooms below the one that reaches people leave their words here; whoever can carry them does.

Identity stands below notices and must still tell somebody that their second factor was reset:
it says what, the house says who carries it when it is put together.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

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


class Poster(Protocol):
    """Sends one person a letter with an address in it that nobody else may know."""

    def __call__(
        self,
        *,
        person_id: int,
        key: str,
        kind: str,
        about: str,
        say: Say,
        secret_url: str,
        good_until: datetime,
    ) -> None:
        """Send it at once; the address is kept sealed, and only until the letter has left."""


class Carrier(NamedTuple):
    """Who reaches people: with news, with a secret, and whether mail leaves at all."""

    tell: Teller
    post: Poster
    is_posting: Callable[[], bool]


_carriers: list[Carrier] = []


def told_by(tell: Teller, post: Poster, is_posting: Callable[[], bool]) -> None:
    """Say who tells people; the room that reaches them does so when it is loaded."""
    _carriers[:] = [Carrier(tell, post, is_posting)]


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
    return _carrier().tell(
        person_ids=person_ids, key=key, kind=kind, about=about, say=say, url=url
    )


def post(
    *,
    person_id: int,
    key: str,
    kind: str,
    about: str,
    say: Say,
    secret_url: str,
    good_until: datetime,
) -> None:
    """Send one person a letter with a secret in it; part of the act that made the secret."""
    _carrier().post(
        person_id=person_id,
        key=key,
        kind=kind,
        about=about,
        say=say,
        secret_url=secret_url,
        good_until=good_until,
    )


def is_posting() -> bool:
    """Whether letters leave at present: a mail server is set and switched on."""
    return bool(_carriers) and _carriers[0].is_posting()


def _carrier() -> Carrier:
    if not _carriers:
        raise RuntimeError("told_by() was not called: nobody can be told")
    return _carriers[0]
