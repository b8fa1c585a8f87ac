"""Words of the demonstration: how much of it, and who may be tried out."""

from typing import Any, NamedTuple

PASSWORD = "Smolikas-2637"  # noqa: S105  shown on the sign-in page of a demonstration, and only there
PEOPLE = 600
TICKETS = 4_000
SEED = 1
FEWEST_PEOPLE = 50  # as many as the posts of the chart need, and some who ask
TOLD_DAYS = 30  # days back: what was told before is long read and forgotten


class Actor(NamedTuple):
    """Somebody made up, who reports or works; ``viewer`` is what they may see."""

    person_id: int
    username: str
    given: str
    family: str
    is_woman: bool
    prefecture: str
    site_id: int
    site: str
    phone: str
    room: str
    asset: str
    viewer: Any
    style: str = "plain"

    @property
    def named(self) -> str:
        """ο κ. Βουνιάς, η κ. Βουνιά: as colleagues name somebody, in the nominative."""
        return f"{'η' if self.is_woman else 'ο'} κ. {self.family}"
