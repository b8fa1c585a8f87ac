"""What the office says of itself, in the language of the reader."""

from typing import NamedTuple

from pindos.kernel.kinds import spoken
from pindos.organisation.options import CONTACT, HOURS, NAME, PHONE


class Office(NamedTuple):
    """Its name and the lines under it; the telephone for what is urgent, and its hours."""

    name: str
    lines: list[str]
    phone: str
    hours: str


def office() -> Office:
    """As the administrators have set it; everything may be empty. Anybody may know it."""
    lines = spoken(CONTACT.now()).splitlines()
    return Office(spoken(NAME.now()), lines, PHONE.now(), spoken(HOURS.now()))
