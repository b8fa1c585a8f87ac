"""The lines of the menu for the page frame; without templates, as they are on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pindos.shell.icons import icon
from pindos.shell.markup import markup

FEW = 2  # so many lines are never worth a fold
MOST_WRITTEN = 2_000  # lines with their counts that are kept as markup
BELL = "notices:notice-list"  # stands in the header already


@dataclass(slots=True)
class Shown:
    """One line for one page; ``current`` is its aria-current."""

    url: str
    name: str
    label: str
    group: str
    entry: Any
    count: str
    current: str = ""

    @property
    def marks(self) -> SafeString:
        """The attributes that depend on the page and the entry."""
        return _marks(self.entry, self.current)

    @property
    def html(self) -> SafeString:
        """The line as it stands in the menu, its count said with what it counts."""
        return _written(self.entry, self.url, self.current, self.count, get_language() or "")


def shown(lines: Iterable[Any], *, path: str, here: str = "") -> list[Shown]:
    """The lines whose page is there, that of the present page marked.

    On a page beneath an entry its line is marked too: the one that ``here`` names, else the one
    with the longest address that the path begins with.
    """
    language = get_language() or ""
    found = [
        Shown(url, name, *said(line.entry, language), line.entry, line.said)
        for line in lines
        if (name := line.entry.url_name) != BELL and (url := address(name))
    ]
    above = [line for line in found if line.name == here]
    above = above or [line for line in found if _is_above(line.url, path)]
    if above:
        nearest = max(above, key=lambda line: len(line.url))
        nearest.current = "page" if nearest.url == path else "true"
    return found


def groups_of(lines: list[Shown]) -> list[dict[str, Any]]:
    """The same under the names of their groups."""
    return [_group(name, list(found)) for name, found in groupby(lines, lambda line: line.group)]


def _group(name: str, lines: list[Shown]) -> dict[str, Any]:
    """A group with a key can be folded: open where the reader is or where something waits."""
    key = getattr(lines[0].entry.group, "key", "")
    waits = any(line.current or line.count for line in lines)
    return {"name": name, "lines": lines, "folds": key and len(lines) > FEW, "open": waits}


@lru_cache(MOST_WRITTEN)
def _written(entry: Any, url: str, current: str, count: str, language: str) -> SafeString:
    parts = (
        url,
        _marks(entry, current),
        icon(entry.icon),
        said(entry, language)[0],
        _counted(entry, count),
    )
    return markup('<li><a href="{}"{}>{}{}{}</a></li>', *parts)


def _marks(entry: Any, current: str) -> SafeString:
    return mark_safe(
        (f' aria-current="{current}"' if current else "")
        + (f' data-key="{entry.keys}"' if entry.keys else "")
    )


def _counted(entry: Any, count: str) -> SafeString | str:
    if not count:
        return ""
    words = str(entry.count_of)
    said_with_it = markup('<span class="pi-hide"> {}</span>', words) if words else ""
    return markup('<span class="n">{}{}</span>', count, said_with_it)


@cache
def said(entry: Any, language: str) -> tuple[str, str]:
    """The label of an entry and the name of its group, in the language of now."""
    return str(entry.label), str(entry.group)


@cache
def address(name: str) -> str:
    """Where a page is that needs nothing but its name; empty when there is none (yet)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_above(url: str, path: str) -> bool:
    return url == path or (url != "/" and path.startswith(url))
