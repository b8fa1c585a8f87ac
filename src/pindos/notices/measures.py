"""How many letters wait, have left and have failed."""

from collections.abc import Iterator

from pindos.kernel.measures import Family, Sample, measures
from pindos.notices.queries import tally


@measures
def letters() -> Iterator[Family]:
    """Counts only: no address."""
    samples = [Sample(n, {"state": state}) for state, n in tally()._asdict().items()]
    yield Family("pindos_letters", "gauge", "Letters in the log, by state", samples)
