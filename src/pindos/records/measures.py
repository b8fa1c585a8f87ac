"""How many files there are, by what the virus scanner said of them."""

from collections.abc import Iterator

from pindos.kernel.measures import Family, Sample, measures
from pindos.records.queries import scans


@measures
def files() -> Iterator[Family]:
    """Counts only."""
    samples = [Sample(n, {"scan": scan}) for scan, n in scans()[0].items()]
    yield Family("pindos_files", "gauge", "Files, by what the virus scanner said", samples)
