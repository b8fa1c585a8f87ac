"""How common terms are, as the job has counted them."""

from pindos.search.models import Weight
from pindos.search.rules import Weights


def weights_of(terms: frozenset[str]) -> Weights:
    """The weights of some terms; one query."""
    rows = Weight.objects.filter(term__in=[*sorted(terms), ""])
    found = dict(rows.values_list("term", "count"))
    return Weights(max(found.pop("", 0), 1), found)
