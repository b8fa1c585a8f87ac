"""What a list finds for somebody: rights first, then a condition; its pages and its counts.

Both are had by statements that are ready, where the condition has a shape (``shaped``); where it
has none, by the ORM.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.listing import MOST_COUNTED, counted
from pindos.kernel.filtering.shaped import Question, Seen, Shapeless, shaped_count, shaped_page
from pindos.kernel.pages import Page, page_of


@dataclass(frozen=True)
class Found:
    """The rows that somebody sees and that fit."""

    seen: Seen
    viewer: Viewer
    condition: Q

    @property
    def rows(self) -> QuerySet[Any]:
        """All of them, in no order."""
        return self.seen.rows(*self.seen.by(self.viewer)).filter(self.condition)

    def where(self, condition: Q) -> "Found":
        """Those of them that fit this too."""
        return replace(self, condition=self.condition & condition)

    def page(self, by: tuple[str, ...], after: str, size: int) -> Page[Any]:
        """One page in an order; refuses a broken cursor."""
        with suppress(Shapeless):
            question = Question(by, after, size)
            return shaped_page(self.seen, self.viewer, self.condition, question)
        return page_of(self.rows, by=by, after=after, size=size)

    def counted(self, most: int = MOST_COUNTED) -> int:
        """How many there are, but never more than one beyond ``most``."""
        with suppress(Shapeless):
            return shaped_count(self.seen, self.viewer, self.condition, most)
        return counted(self.rows, most)
