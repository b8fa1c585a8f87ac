"""Times, durations, numbers and sizes as people in the service write them."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.shell.markup import markup

MINUTES_A_DAY = 24 * 60


def minute_of(moment: datetime) -> str:
    """23/11/2026 14:05, in Greek time."""
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


@lru_cache(4096)
def minute_tag(moment: datetime) -> SafeString:
    """The same as markup, with the time as machines read it."""
    local = timezone.localtime(moment)
    stamp, words = local.isoformat(timespec="minutes"), f"{local:%d/%m/%Y %H:%M}"
    return markup('<time datetime="{}">{}</time>', stamp, words)


def date_of(moment: date) -> str:
    """23/11/2026; of a time, the day it falls on in Greece."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return f"{moment:%d/%m/%Y}"


def span_of(length: timedelta) -> str:
    """A length of time in hours and minutes, such as 2 h 02 min; the sign is dropped."""
    hours, minutes = divmod(abs(int(length.total_seconds())) // 60, 60)
    if not hours:
        return pgettext("length of time", "%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return pgettext("length of time", "%(hours)d h") % {"hours": hours}
    words = pgettext("length of time", "%(hours)d h %(minutes)02d min")
    return words % {"hours": hours, "minutes": minutes}


def long_span_of(length: timedelta) -> str:
    """The same, in days and hours from two days on: for time by the calendar, not for work."""
    days, seconds = divmod(abs(int(length.total_seconds())), MINUTES_A_DAY * 60)
    if days < 2:
        return span_of(length)
    hours = seconds // 3600
    if not hours:
        return pgettext("length of time", "%(days)d d") % {"days": days}
    words = pgettext("length of time", "%(days)d d %(hours)d h")
    return words % {"days": days, "hours": hours}


def number_of(value: float, places: int | None = None) -> str:
    """1.234,56: with the separators of the language."""
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def size_of(size: int) -> str:
    """A number of bytes for people: 184 kB, 1,2 MB, 83,3 GB from ten thousand MB on."""
    if size < 1000:
        return _("%(size)s bytes") % {"size": size}
    if size < 1_000_000:
        return f"{number_of(round(size / 1000))} kB"
    if size < 10_000_000_000:
        return f"{number_of(size / 1_000_000, 1)} MB"
    return f"{number_of(size / 1_000_000_000, 1)} GB"
