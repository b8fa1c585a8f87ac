"""What the administrators have set for signing in; anybody may know it."""

from typing import NamedTuple

from pindos.identity.options import IDLE_MINUTES, LANGUAGE, PASSWORD_LENGTH, SESSION_HOURS


class Ends(NamedTuple):
    """After how many seconds a session is over: since it began, and without use (0: never)."""

    length: int
    idle: int


def session_ends() -> Ends:
    """How long somebody stays signed in."""
    return Ends(SESSION_HOURS.now() * 3600, IDLE_MINUTES.now() * 60)


def least_password() -> int:
    """How many characters a new password has at least."""
    return PASSWORD_LENGTH.now()


def default_language() -> str:
    """In which language pages speak to whoever has not chosen one."""
    return LANGUAGE.now()
