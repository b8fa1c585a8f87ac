"""What the administrators have set for signing in; anybody may know it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils import timezone

from pindos.identity.options import IDLE_MINUTES, LANGUAGE, PASSWORD_LENGTH, SESSION_HOURS
from pindos.identity.rules import is_fresh
from pindos.identity.terms import CONFIRMED


class Ends(NamedTuple):
    """After how many seconds a session is over: since it began, and without use (0: never)."""

    length: int
    idle: int


def session_ends() -> Ends:
    """How long somebody stays signed in."""
    return Ends(SESSION_HOURS.now() * 3600, IDLE_MINUTES.now() * 60)


def has_just_proved(session: Mapping[str, Any]) -> bool:
    """Whether whoever sits there has proved lately who they are."""
    return is_fresh(session.get(CONFIRMED), timezone.now())


def least_password() -> int:
    """How many characters a new password has at least."""
    return PASSWORD_LENGTH.now()


def default_language() -> str:
    """In which language pages speak to whoever has not chosen one."""
    return LANGUAGE.now()
