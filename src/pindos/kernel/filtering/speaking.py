"""A filter in words, as it stands on a page: «Κατάσταση είναι Ανοιχτά»."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.ago import label_of_step, told
from pindos.kernel.filtering.days import WORDS, day_named, minute_named
from pindos.kernel.filtering.kinds import Choice, Day, Kind, Moment, Named, YesNo
from pindos.kernel.filtering.listing import Listing
from pindos.kernel.filtering.terms import OP_LABELS, Condition, Mode, Node, Op
from pindos.kernel.text import fold

AGAINST_ONE = (Op.LT, Op.LE, Op.GT, Op.GE)


def said(listing: Listing, node: Node, viewer: Viewer) -> str:
    """The filter as a person would say it."""
    if isinstance(node, Condition):
        return _condition(listing, node, viewer)
    glue = pgettext("filter", "and") if node.mode is Mode.ALL else pgettext("filter", "or")
    words = f" {glue} ".join(
        said(listing, item, viewer)
        if isinstance(item, Condition)
        else _inside(listing, item, viewer)
        for item in node.items
    )
    return _("none of: %(words)s") % {"words": words} if node.mode is Mode.NONE else words


def _inside(listing: Listing, node: Node, viewer: Viewer) -> str:
    return f"({said(listing, node, viewer)})"


def _condition(listing: Listing, condition: Condition, viewer: Viewer) -> str:
    column = listing.by_key[condition.column]
    is_time, op = isinstance(column.kind, Day | Moment), condition.op
    if is_time and op in AGAINST_ONE and (words := told(condition.values[0], op)):
        return f"{column.label} {words}"
    glue = f" {pgettext('filter', 'and')} " if condition.op is Op.BETWEEN else ", "
    values = glue.join(label_of(column.kind, value, viewer) for value in condition.values)
    asked = "" if is_time and op is Op.EQ else op_label(column.kind, op)
    return " ".join(filter(None, [str(column.label), asked, values]))


def op_label(kind: Kind, op: Op) -> str:
    """An operator by what its column holds: times come before and after, numbers below."""
    if isinstance(kind, Day | Moment):
        in_time = {
            Op.LT: pgettext("filter", "before"),
            Op.LE: pgettext("filter", "up to and with"),
            Op.GT: pgettext("filter", "after"),
            Op.GE: pgettext("filter", "from"),
        }
        return in_time.get(op) or str(OP_LABELS[op])
    return str(OP_LABELS[op])


def label_of(kind: Kind, value: str, viewer: Viewer) -> str:
    """A value as people say it: a unit by its name, a day as days are written."""
    known = {_bare(word): label for word, label in choices_of(kind, viewer)}
    if (label := known.get(_bare(value))) is not None:
        return label
    if isinstance(kind, Named) and kind.called:
        return kind.called(value) or value
    return _time_in_words(value) if isinstance(kind, Day | Moment) else value


def _bare(value: str) -> str:
    return fold(value).replace(" ", "-")


def _time_in_words(value: str) -> str:
    """A day or minute as they are written, a step from now in words; the rest as it stands."""
    if step := label_of_step(value):
        return step
    try:
        if day := day_named(value.strip()):
            return date_format(day.start, "SHORT_DATE_FORMAT")
        minute = minute_named(value.strip(), timezone.now())
    except ValueError:
        return value  # 2026-02-30
    if minute is None:
        return value
    return date_format(timezone.localtime(minute.start), "SHORT_DATETIME_FORMAT")


def choices_of(kind: Kind, viewer: Viewer) -> list[tuple[str, str]]:
    """The values that are worth offering; only of a choice are they all there are."""
    if isinstance(kind, Choice):
        return [(option.word, str(option.label)) for option in kind.options(viewer)]
    if isinstance(kind, YesNo):
        return [("yes", _("yes")), ("no", _("no"))]
    if isinstance(kind, Day | Moment):
        return [(word, str(label)) for word, label in WORDS.items()]
    if isinstance(kind, Named):
        words = [(word, str(label)) for word, label in kind.words]
        return words + (kind.offers(viewer) if kind.offers else [])
    return []
