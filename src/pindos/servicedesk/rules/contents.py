"""What a category says, joined from two changes, field by field. Pure."""

from typing import Any, NamedTuple

from pindos.kernel.merging import Verdict, merged, verdict
from pindos.servicedesk.catalogue.shape import Content, Question

QUESTIONS = "fields"


class Joined(NamedTuple):
    """What comes of two changes; the names of the fields that both changed differently."""

    content: Content
    clashes: tuple[str, ...]


def joined(seen: Content, mine: Content, now: Content) -> Joined:
    """My change of what I saw, on top of what stands now; what clashes stays as it is mine."""
    outcome = merged(_plain(seen), _plain(mine), _plain(now), _plain(mine))
    values = {**_plain(now), **outcome.write}
    values |= {name: getattr(mine, name) for name in outcome.clashes}
    questions, do_clash = _questions(seen.fields, mine.fields, now.fields)
    content = now.model_copy(update={**values, QUESTIONS: questions})
    return Joined(content, (*outcome.clashes, *((QUESTIONS,) if do_clash else ())))


def _plain(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name in Content.model_fields if name != QUESTIONS}


Row = tuple[Question, ...]


def _questions(seen: Row, mine: Row, now: Row) -> tuple[Row, bool]:
    """Question by question; in my order where I alone changed it, else in the present one."""
    was, own, theirs = ({each.key: each for each in row} for row in (seen, mine, now))
    kept: dict[str, Question] = {}
    do_clash = False
    for key in dict.fromkeys((*theirs, *own)):
        told = verdict(was.get(key), own.get(key), theirs.get(key))
        do_clash |= told is Verdict.CLASH
        found = theirs.get(key) if told is Verdict.THEIRS else own.get(key)
        if found:
            kept[key] = found
    is_mine = list(theirs) == list(was)
    is_mine |= [key for key in own if key in was] != [key for key in was if key in own]
    order = [*own, *theirs] if is_mine else [*theirs, *own]
    return tuple(kept[key] for key in dict.fromkeys(order) if key in kept), do_clash
