"""The likeliest instructions for what somebody is typing."""

from typing import NamedTuple

from django.urls import reverse

from pindos.kernel.access import Viewer
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.instructions import published_to
from pindos.knowledge.rules import beginning
from pindos.knowledge.terms import ABOUT
from pindos.search.queries import found_for, resembling

MOST = 3
LOOKED_AT = 12
LONGEST = 400  # characters of what is typed; a long story finds nothing better
LEAST = 4


class Suggestion(NamedTuple):
    """An instruction that may help, with the beginning of its text."""

    id: int
    title: str
    beginning: str
    url: str


def suggested_instructions(viewer: Viewer, words: str, most: int = MOST) -> list[Suggestion]:
    """The few likeliest of those that are published for the viewer, the best first.

    Half of the words are enough, or half of the instruction's title: people tell a story, and
    «since this morning» stands in none.
    """
    asked = " ".join(words[:LONGEST].split())
    if len(asked) < LEAST:
        return []
    ids = _likeliest(viewer, asked)
    rows = Instruction.objects.filter(published_to(viewer), pk__in=ids)
    known = {row.pk: row for row in rows.select_related("edition")}
    return [_suggestion(known[pk]) for pk in ids if pk in known][:most]


def _likeliest(viewer: Viewer, asked: str) -> list[int]:
    """By how well they fit, those that are about it; then those with words that are only near.

    Strict finding looks at all there are, resemblance at the newest.
    """
    scores = {
        each.about_id: each.score
        for each in resembling(viewer, asked, kind=ABOUT)
        if each.is_about_it
    }
    found = found_for(viewer, asked, kinds=(ABOUT,), limit=LOOKED_AT)
    if not found.is_near and not found.is_loose:
        scores |= {each.about_id: each.score for each in found.items}
    ids = sorted(scores, key=lambda pk: (-scores[pk], -pk))
    near = [each.about_id for each in found.items if found.is_near and each.about_id not in scores]
    return [*ids[:LOOKED_AT], *near]


def _suggestion(row: Instruction) -> Suggestion:
    text = row.edition.text if row.edition else row.text
    url = reverse("knowledge:instruction-show", args=[row.pk])
    return Suggestion(row.pk, row.heading, beginning(text), url)
