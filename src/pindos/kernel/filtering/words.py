"""Columns of words: as they stand, folded, or by an index that knows each in all its forms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from pindos.kernel.filtering.errors import Unreadable
from pindos.kernel.filtering.kinds import EMPTINESS, Ask, Kind
from pindos.kernel.filtering.terms import Op
from pindos.kernel.text import fold, without_invisible

MOST_WORDS = 8
MOST_SCANNED = 5_000  # rows whose words are compared here and not in the database


@dataclass(frozen=True)
class Text(Kind):
    """Words. ``folded`` is the path of a column that holds them without accents and capitals;
    without one, ``contains`` is for tables of a few thousand rows (``is_small``) or refused.

    ``holds`` asks an index of words instead, which knows each in all its forms: it gives the
    condition for a text, or None when no word of it can be looked for.
    """

    folded: str = ""
    is_small: bool = False
    holds: Callable[[str], Q | None] | None = None
    name: ClassVar[str] = "text"

    @property
    def operators(self) -> tuple[Op, ...]:  # type: ignore[override]
        """Words within are found only where that costs little."""
        within = (Op.CONTAINS,) if self.folded or self.is_small or self.holds else ()
        return (*within, Op.EQ, Op.NE, Op.STARTS, Op.IN, *EMPTINESS)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Exactly so, or beginning so; or each of the words, accents and capitals aside."""
        texts = [without_invisible(value) for value in values]
        if op is Op.CONTAINS and self.holds:
            return self.holds(texts[0]) or _no_word(values[0])
        if op is Op.CONTAINS:
            return self._contains(path, fold(texts[0]).split()[:MOST_WORDS], ask)
        if op is Op.STARTS:
            return Q(Exact(Substr(path, 1, len(texts[0])), texts[0]))
        return Q(**{f"{path}__in": texts})

    def empty(self, path: str, ask: Ask) -> Q:
        """No text is the empty one, or none at all."""
        return Q(**{path: ""}) | Q(**{f"{path}__isnull": True})

    def _contains(self, path: str, words: list[str], ask: Ask) -> Q:
        if self.folded:
            found = Q()
            for word in words:
                found &= Q(**{f"{self.folded}__contains": word})
            return found
        texts = list(ask.rows().order_by().values_list("pk", path)[: MOST_SCANNED + 1])
        if len(texts) > MOST_SCANNED:
            raise Unreadable(_("There are too many rows to look for words in this column."))
        fits = [pk for pk, text in texts if all(word in fold(text or "") for word in words)]
        return Q(pk__in=fits)


@dataclass(frozen=True)
class WordsOf(Text):
    """Words found anywhere in a row: there is a folded column and no other."""

    name: ClassVar[str] = "words"
    find: Callable[[str], Q | None] = lambda text: None

    @property
    def operators(self) -> tuple[Op, ...]:  # type: ignore[override]
        """They are looked for, nothing else."""
        return (Op.CONTAINS,)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """A number that names one row alone finds that row; else each of the words."""
        return self.find(values[0]) or super().condition(path, op, values, ask)


def _no_word(value: str) -> Any:
    words = _("No word of «%(value)s» can be looked for: write one that says more.")
    raise Unreadable(words % {"value": value[:60]})
