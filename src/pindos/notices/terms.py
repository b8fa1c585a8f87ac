"""Words of notices, and the kinds of which people may say how they want to hear."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE_LENGTH = 300
BUNDLED_FROM = 3  # letters that wait for one person at once go as one


class How(TextChoices):
    """When a notice also goes by mail."""

    AT_ONCE = "at-once", pgettext_lazy("mail", "At once")
    HOURLY = "hourly", pgettext_lazy("mail", "Together, every hour")
    DAILY = "daily", pgettext_lazy("mail", "Together, every working day at 07:30")
    NEVER = "never", pgettext_lazy("mail", "Never")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice: its key never changes; ``group`` is under which heading it stands."""

    key: str
    label: str | Promise
    group: str | Promise
    how: How = How.AT_ONCE


_kinds: dict[str, Kind] = {}


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
