"""The categories of an instruction in one column: keys with a space around each."""

from collections.abc import Iterable


def topics_in(keys: Iterable[str]) -> str:
    """The column that holds these keys, each once, in their order; empty for none."""
    wanted = list(dict.fromkeys(filter(None, (key.strip() for key in keys))))
    return f" {' '.join(wanted)} " if wanted else ""


def topics_of(column: str) -> list[str]:
    """The keys that a column holds."""
    return column.split()
