"""What the index keeps about people: terms of what was written by them and about them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import Holding, Values, Whom, holds, records_near
from pindos.search.about import kind_called, kinds
from pindos.search.commands.keeping import made, subject_of
from pindos.search.terms import PERSON


def _about(whom: Whom) -> Q:
    """What is found of their records, of themselves, and of what bears their name."""
    own = [subject_of(PERSON, whom.person_id)]
    for kind in kinds():
        own += [subject_of(kind.key, pk) for pk in kind.of_person(whom.person_id)]
    return Q(record__in=records_near(whom)) | Q(subject__in=own)


def _afresh(row: Any) -> Values:
    """The terms once more, of what stands there now; nothing when the thing is no more."""
    empty = {"head": "", "terms": ""}
    things = list(kind_called(row.kind).source([row.about_id]))
    entry = made(things[0]).get(row.is_internal) if things else None
    return {**empty, "head": entry.head, "terms": entry.terms} if entry else empty


holds(
    Holding(
        table="search.entry",
        label=_("The index of the search"),
        why=_("So that what was written is found again; it holds stems of words, no texts."),
        about=_about,
        shown=("subject", "at"),
        held=("kind", "about_id", "head", "sight"),
        texts=("terms",),
        subject="subject",
        afresh=_afresh,
    )
)
