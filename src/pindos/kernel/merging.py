"""Three-way merge, field by field: what was seen, what is wanted, what stands now. Pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple


class Verdict(StrEnum):
    """Whose value a field gets; a clash is for the person to decide."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    CLASH = "clash"


class Unknown:
    """Stands for a value that the writer did not say they saw."""


UNKNOWN: Final = Unknown()


class Merged(NamedTuple):
    """What is to be written, what others' changes are kept, and where both sides differ."""

    write: dict[str, Any]
    kept: tuple[str, ...]
    clashes: tuple[str, ...]


def verdict(seen: object, mine: object, theirs: object) -> Verdict:
    """Whose value one field gets.

    Without knowing what was seen, a value that differs from what stands is taken as meant: that
    is a clash, never a silent loss.
    """
    if mine == theirs:
        return Verdict.SAME
    if seen is UNKNOWN:
        return Verdict.CLASH
    if mine == seen:
        return Verdict.THEIRS
    return Verdict.MINE if theirs == seen else Verdict.CLASH


def merged(
    seen: Mapping[str, Any],
    mine: Mapping[str, Any],
    now: Mapping[str, Any],
    touched: Collection[str],
) -> Merged:
    """Join two changes of one row; ``touched`` are the fields that others changed since.

    A field that nobody touched was seen as it stands, whatever the writer says they saw; so a
    false ``seen`` can only keep what stands or ask, unless it claims to have seen what stands now.
    """
    write: dict[str, Any] = {}
    kept: list[str] = []
    clashes: list[str] = []
    for field, value in mine.items():
        base = seen.get(field, UNKNOWN) if field in touched else now[field]
        match verdict(base, value, now[field]):
            case Verdict.MINE:
                write[field] = value
            case Verdict.CLASH:
                clashes.append(field)
            case Verdict.THEIRS if field in touched:
                kept.append(field)
            case _:
                pass
    return Merged(write, tuple(kept), tuple(clashes))
