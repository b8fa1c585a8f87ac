"""Lengths of working time in words."""

from django.utils.translation import ngettext

from pindos.servicedesk.rules import in_pieces


def in_words(minutes: int) -> str:
    """«2 days 4 hours» of working time; a day has eight hours."""
    return _written(*in_pieces(minutes))


def in_hours(minutes: int) -> str:
    """The same in hours and minutes, for a stretch of one day."""
    return _written(0, *divmod(minutes, 60))


def _written(days: int, hours: int, rest: int) -> str:
    found = []
    if days:
        found.append(ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days})
    if hours:
        found.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not found:
        found.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(found)
