"""State and risk as small pieces of markup: colour, shape and word."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from pindos.changes.terms import Risk, State
from pindos.shell.icons import icon

LOOKS = {
    State.DRAFT: ("idle", "edit"),
    State.ASKED: ("new", "propose"),
    State.APPROVED: ("live", "ok"),
    State.REFUSED: ("back", "close"),
    State.IN_WORK: ("live", "clock"),
    State.DONE: ("back", "ok"),
    State.BACKED_OUT: ("back", "undo"),
    State.CANCELLED: ("idle", "close"),
    State.REVIEWED: ("idle", "check"),
}
MOODS = {Risk.LOW: "", Risk.MEDIUM: "warn", Risk.HIGH: "down"}


def state_chip(state: str) -> SafeString:
    """The state's word in its frame, with its shape."""
    look, shape = LOOKS[State(state)]
    return format_html(
        '<span class="pi-tag {}">{}{}</span>', look, icon(shape), State(state).label
    )


def risk_words(risk: int) -> SafeString:
    """The risk's word; what is not low has a mark."""
    mood = MOODS[Risk(risk)]
    mark = icon("warn", mood) if mood else ""
    return (
        format_html("{} {}", mark, Risk(risk).label)
        if mark
        else format_html("{}", Risk(risk).label)
    )
