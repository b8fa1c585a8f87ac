"""Finding people as they are heard on the telephone."""

from django.db.models import Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.greek.latin import readings
from pindos.kernel.telephone import number_in
from pindos.kernel.text import fold
from pindos.organisation.models import Person
from pindos.organisation.queries.people import PersonFacts, facts_of_person
from pindos.organisation.queries.seen import people_seen_by

LEAST = 2  # characters: one letter means everybody
MOST_WORDS = 6


def callers_found(viewer: Viewer, text: str, limit: int = 10) -> list[PersonFacts]:
    """People whom the viewer serves, by telephone however typed, by name or by e-mail.

    A name is found in Greek and in Latin letters, with accents and without.
    """
    words = text.strip()[:200]
    if len(words) < LEAST:
        return []
    rows = _matching(people_seen_by(viewer), words).select_related("site")
    in_order = rows.order_by("family_name", "given_name", "pk")
    return [facts_of_person(row) for row in in_order[:limit]]


def _matching(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    if number := number_in(words):
        return rows.filter(search_text__contains=number)
    wanted = Q()
    for word in fold(words).split()[:MOST_WORDS]:
        one = Q(search_text__contains=word)
        if "@" not in word:
            for sound in readings(word):
                one |= Q(search_text__contains=sound)
        wanted &= one
    return rows.filter(wanted)
