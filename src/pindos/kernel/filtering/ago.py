"""How far from now a condition asks, in words: «το πολύ 7 ημέρες πριν» for ``>= -7d``."""

from django.utils.translation import npgettext, pgettext

from pindos.kernel.filtering.days import LAST, STEP
from pindos.kernel.filtering.terms import Op
from pindos.kernel.text import fold


def told(value: str, op: Op) -> str | None:
    """The operator and its value together; None of what is no step from now.

    Not «the last 7 days»: those end today and begin six days ago, ``>= -7d`` a day before.
    """
    if not (found := STEP.fullmatch(_bare(value))):
        return None
    return _phrase(found[1], op) % {"span": _span(int(found[2]), found[3])}


def label_of_step(value: str) -> str | None:
    """A step from now or a stretch of days by itself: «7 ημέρες πριν»."""
    word = _bare(value)
    if STEP.fullmatch(word):
        return told(value, Op.EQ)
    if not (found := LAST.fullmatch(word)):
        return None
    n = int(found[2])
    if found[1] == "last":
        words = npgettext("filter", "the last %(n)s day", "the last %(n)s days", n)
    else:
        words = npgettext("filter", "the next %(n)s day", "the next %(n)s days", n)
    return words % {"n": n}


def _phrase(sign: str, op: Op) -> str:
    if sign == "-":
        past = {
            Op.LT: pgettext("filter", "more than %(span)s ago"),
            Op.LE: pgettext("filter", "at least %(span)s ago"),
            Op.GT: pgettext("filter", "less than %(span)s ago"),
            Op.GE: pgettext("filter", "at most %(span)s ago"),
        }
        return past.get(op, pgettext("filter", "%(span)s ago"))
    ahead = {
        Op.LT: pgettext("filter", "in less than %(span)s"),
        Op.LE: pgettext("filter", "in at most %(span)s"),
        Op.GT: pgettext("filter", "in more than %(span)s"),
        Op.GE: pgettext("filter", "in at least %(span)s"),
    }
    return ahead.get(op, pgettext("filter", "in %(span)s"))


def _span(n: int, unit: str) -> str:
    words = {
        "h": npgettext("filter", "%(n)s hour", "%(n)s hours", n),
        "d": npgettext("filter", "%(n)s day", "%(n)s days", n),
        "w": npgettext("filter", "%(n)s week", "%(n)s weeks", n),
        "m": npgettext("filter", "%(n)s month", "%(n)s months", n),
        "y": npgettext("filter", "%(n)s year", "%(n)s years", n),
    }
    return words[unit] % {"n": n}


def _bare(value: str) -> str:
    return fold(value).strip().replace(" ", "-").replace("_", "-")
