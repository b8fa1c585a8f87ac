"""Slips of the finger: terms of the vocabulary that are near to what was typed.

With one slip the first half of a word is right or the second is: two ranges of one index hold
all that can be near, and our own rules choose among them.
"""

from dataclasses import replace

from django.db.models import Q

from pindos.search.models import Weight
from pindos.search.rules import (
    Asked,
    Weights,
    Word,
    distance_between,
    keys_of,
    reach_of,
)

MOST_NEAR = 6  # terms of one word
MOST_READ = 3  # readings of a word that are looked after
MOST_ROWS = 2_000  # of a range
LAST = "~"  # after every letter


def widened(asked: Asked, weights: Weights) -> Asked:
    """The same with what each word may have been meant to be; common words stay as they are."""
    return replace(asked, words=tuple(_widened(word, weights) for word in asked.words))


def _widened(word: Word, weights: Weights) -> Word:
    own = sum(weights.found_in.get(term, 0) for term in word.terms)
    near: dict[str, tuple[int, int]] = {}
    for key, term in keys_of(word.typed)[:MOST_READ]:
        reach = reach_of(term)
        if reach:
            for other, count in _around(key, term):
                far = distance_between(other, key, term, reach)
                if far is not None and other not in word.terms and count > own:
                    near[other] = min(near.get(other, (far, -count)), (far, -count))
    chosen = sorted(near, key=lambda other: (near[other], other))[:MOST_NEAR]
    begun = tuple(key for key, _term in keys_of(word.typed) if len(key) >= 4)
    return replace(word, near=tuple(chosen), beginnings=begun)


def _around(key: str, term: str) -> list[tuple[str, int]]:
    half = max(len(term) // 2, 2)
    head, tail = key[:half], term[::-1][:half]
    asked = Q(term__gte=head, term__lt=head + LAST)
    asked |= Q(backwards__gte=tail, backwards__lt=tail + LAST)
    rows = Weight.objects.filter(asked).order_by("-count", "term")
    return list(rows.values_list("term", "count")[:MOST_ROWS])
