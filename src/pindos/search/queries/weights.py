"""How common terms are, as the job has counted them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from pindos.kernel.prepared import filled_up, prepared
from pindos.search.models import Weight
from pindos.search.rules import Weights

TOTAL = ""  # its row holds how many entries were counted


def weights_of(terms: frozenset[str], marks: Iterable[str] = ()) -> Weights:
    """The weights of some terms, and how common some marks are; one query."""
    found = dict(_counts(filled_up([*terms, *marks, TOTAL])))
    return Weights(max(found.pop(TOTAL, 0), 1), found)


@prepared
def _counts(terms: tuple[str, ...]) -> QuerySet[Weight, tuple[str, int]]:
    return Weight.objects.filter(term__in=terms).values_list("term", "count")
