"""Words of notices, and the kinds of which people may say how they want to hear."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE_LENGTH = 300
PING = "ping"  # what a test is called in place of the name of an event
OUTSIDE_LANGUAGE = "el"  # of whom nobody knows which they read
BUNDLED_FROM = 3  # letters that wait for one person at once go as one


class How(TextChoices):
    """When a notice also goes by mail."""

    AT_ONCE = "at-once", pgettext_lazy("mail", "At once")
    HOURLY = "hourly", pgettext_lazy("mail", "Together, every hour")
    DAILY = "daily", pgettext_lazy("mail", "Together, every working day at 07:30")
    NEVER = "never", pgettext_lazy("mail", "Never")


class Fault(TextChoices):
    """Why a receiver did not take what a webhook sent; the words hold the detail."""

    STATUS = "status", _("It answered %(detail)s.")
    GONE = "gone", _("It answered %(detail)s: the address is gone for good.")
    REDIRECT = "redirect", _("It sent us on to %(detail)s. Redirects are not followed.")
    LATE = "late", _("It did not answer in time.")
    TLS = "tls", _("Its certificate is not accepted: %(detail)s")
    NETWORK = "network", _("It could not be reached: %(detail)s")
    NAME = "name", _("No server knows the name %(detail)s.")
    ADDRESS = (
        "address",
        _(
            "%(detail)s stands in a network that is not open to webhooks. An administrator can "
            "allow it in the settings, under Webhooks."
        ),
    )
    SECRET = "secret", _("The secret can no longer be read: SECRET_KEY has changed. Renew it.")
    WITHHELD = "withheld", _("The unit does not see this event any more, so it was not sent.")
    DIED = "died", _("The process that sent it died at every try.")


class OffReason(TextChoices):
    """Why a webhook is switched off."""

    PERSON = "person", _("A person switched it off.")
    GONE = "gone", _("The receiver said that the address is gone for good (410).")
    FAILING = "failing", _("For three days the receiver took nothing.")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice: its key never changes; ``group`` is under which heading it stands."""

    key: str
    label: str | Promise
    group: str | Promise
    how: How = How.AT_ONCE


class Question(NamedTuple):
    """What a letter asks: each answer with the address of its page, and until when."""

    text: str
    url: str
    answers: tuple[tuple[str, str], ...]
    foot: str


class Enclosure(NamedTuple):
    """A file that hangs on a letter."""

    name: str
    kind: str
    content: bytes


class Hung(NamedTuple):
    """What hangs on a letter to somebody outside, and words about what does not."""

    enclosures: tuple[Enclosure, ...] = ()
    words: str = ""


Encloser = Callable[[int, str], list[Enclosure]]
OutsideEncloser = Callable[[str], Hung]
Asker = Callable[[int, str], Question | None]

_kinds: dict[str, Kind] = {}
_askers: dict[str, Asker] = {}
_enclosers: dict[str, Encloser] = {}
_outside_enclosers: dict[str, OutsideEncloser] = {}


def asks_with(kind: str) -> Callable[[Asker], Asker]:
    """Let letters of a kind ask something: (person, about) -> the question, or none.

    It is called when the letter leaves, in the language of its reader.
    """

    def register(function: Asker) -> Asker:
        if kind in _askers:
            raise RuntimeError(f"two questions stand in letters of {kind!r}")
        _askers[kind] = function
        return function

    return register


def hangs_on(kind: str) -> Callable[[Encloser], Encloser]:
    """Let files hang on letters of a kind: (person, about) -> what they may read as it leaves."""

    def register(function: Encloser) -> Encloser:
        if kind in _enclosers:
            raise RuntimeError(f"two rooms hang files on letters of {kind!r}")
        _enclosers[kind] = function
        return function

    return register


def hangs_outside(kind: str) -> Callable[[OutsideEncloser], OutsideEncloser]:
    """Let files hang on letters to people outside whose key begins with ``kind:``.

    The function is given the whole key, as the letter leaves, in the language of such letters.
    """

    def register(function: OutsideEncloser) -> OutsideEncloser:
        if kind in _outside_enclosers:
            raise RuntimeError(f"two rooms hang files on letters outside of {kind!r}")
        _outside_enclosers[kind] = function
        return function

    return register


def hung_outside(key: str) -> Hung:
    """What hangs on the letter outside of this key."""
    encloser = _outside_enclosers.get(key.partition(":")[0])
    return encloser(key) if encloser else Hung()


def enclosures_of(kind: str, person_id: int, about: str) -> tuple[Enclosure, ...]:
    """The files that hang on a letter of this kind to this person."""
    encloser = _enclosers.get(kind)
    return tuple(encloser(person_id, about)) if encloser else ()


def question_in(kind: str, person_id: int, about: str) -> Question | None:
    """What a letter of this kind asks this person."""
    asker = _askers.get(kind)
    return asker(person_id, about) if asker else None


def know(*kinds: Kind) -> None:
    """Make kinds known, so that people may choose; contexts call it where they tell."""
    for kind in kinds:
        if kind.key in _kinds:
            raise RuntimeError(f"two kinds of notice are called {kind.key!r}")
        _kinds[kind.key] = kind


def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order in which they were made known."""
    return dict(_kinds)


def kind_called(key: str) -> Kind:
    """The kind of this key; one that nobody has described is told at once."""
    return _kinds.get(key) or Kind(key, key, _("Other"))
