"""Priority, state and age as small pieces of markup, made once and not for every row."""

from datetime import datetime, timedelta
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pindos.servicedesk.terms import OPEN, Priority, State
from pindos.shell.icons import icon
from pindos.shell.markup import markup
from pindos.shell.moments import long_span_of, minute_tag

A_MINUTE = timedelta(minutes=1)
LOOKS = {  # class and shape of a state: a state is colour, shape and word
    State.NEW: ("new", ""),
    State.ASSIGNED: ("live", ""),
    State.WAITING: ("idle", "pause"),
    State.REFERRED: ("", "refer"),
    State.RETURNED: ("back", "returned"),
    State.SOLVED: ("back", "ok"),
    State.CLOSED: ("idle", ""),
    State.MERGED: ("idle", "link"),
}


def priority_chip(priority: int) -> SafeString:
    """Bars and the word; red only for what is critical."""
    return _priority(priority, get_language())


@cache
def _priority(priority: int, language: str) -> SafeString:
    word = str(Priority(priority).label)
    return markup('<span class="pi-prio p{}">{}{}</span>', priority, icon(f"p{priority}"), word)


def state_chip(state: str) -> SafeString:
    """The state's word in its frame, with its shape."""
    return _state(state, get_language())


@cache
def _state(state: str, language: str) -> SafeString:
    look, shape = LOOKS[State(state)]
    word = str(State(state).label)
    return markup('<span class="pi-tag {}">{}{}</span>', look, icon(shape) if shape else "", word)


OWN_WORDS = {  # what a state means to whoever asked, where it is not the same word
    State.ASSIGNED: gettext_lazy("They work on it"),
    State.WAITING: gettext_lazy("You were asked"),
    State.RETURNED: gettext_lazy("They work on it"),
    State.SOLVED: gettext_lazy("Say if it is solved"),
    State.MERGED: gettext_lazy("Dealt with together with others"),
}


def own_state_chip(state: str) -> SafeString:
    """The same, said to the person who asked."""
    return _own_state(state, get_language())


@cache
def _own_state(state: str, language: str) -> SafeString:
    look, shape = ("live", "") if state == State.RETURNED else LOOKS[State(state)]
    word = str(OWN_WORDS.get(State(state), State(state).label))
    return markup('<span class="pi-tag {}">{}{}</span>', look, icon(shape) if shape else "", word)


def moment(at: datetime) -> SafeString:
    """A time with its day, as ``{% when %}`` writes it."""
    return minute_tag(at)


def age(state: str, opened_at: datetime, late_at: datetime | None, now: datetime) -> SafeString:
    """Since when it is open and how long; in red and in words when it is late."""
    if state not in OPEN:
        return markup('<span class="pi-due idle">{}</span>', moment(opened_at))
    if late_at is None or not is_late(state, late_at, now):
        plain = '<span class="pi-due">{}<span class="left">{}</span></span>'
        return markup(plain, moment(opened_at), length_of(now - opened_at))
    words = _("late by %(span)s") % {"span": length_of(now - late_at)}
    late = '<span class="pi-due late">{}<span class="left">{}{}</span></span>'
    return markup(late, moment(opened_at), icon("warn"), words)


def length_of(length: timedelta) -> str:
    """How long something takes or took, by the calendar; less than a minute is said so."""
    return long_span_of(length) if length >= A_MINUTE else _("less than a minute")


def is_late(state: str, late_at: datetime | None, now: datetime) -> bool:
    """Whether a deadline of an open ticket is over."""
    return state in OPEN and late_at is not None and late_at <= now
