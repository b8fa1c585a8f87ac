"""What changed from one version of a text to the next, line by line."""

from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from pindos.knowledge.terms import Fate

AROUND = 2  # lines that stay the same are shown beside a change


class Line(NamedTuple):
    """A line and its fate; of those that are left out the text is empty and ``many`` says how
    many there are."""

    fate: Fate
    text: str
    many: int = 1


def difference(before: str, after: str) -> list[Line]:
    """The lines of both, what was removed before what was added; long stretches without a
    change are left out."""
    return _without_the_same(_every(before.splitlines(), after.splitlines()))


def _every(old: list[str], new: list[str]) -> list[Line]:
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(Fate.SAME, text) for text in new[c:d]]
            continue
        found += [Line(Fate.REMOVED, text) for text in old[a:b]]
        found += [Line(Fate.ADDED, text) for text in new[c:d]]
    return found


def _without_the_same(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    runs = [list(run) for _fate, run in groupby(lines, key=lambda line: line.fate is Fate.SAME)]
    for at, run in enumerate(runs):
        if run[0].fate is not Fate.SAME:
            found += run
            continue
        before = AROUND if at else 0
        after = AROUND if at < len(runs) - 1 else 0
        hidden = len(run) - before - after
        if hidden <= 1:
            found += run
            continue
        found += run[:before]
        found.append(Line(Fate.LEFT_OUT, "", hidden))
        found += run[len(run) - after :] if after else []
    return found
