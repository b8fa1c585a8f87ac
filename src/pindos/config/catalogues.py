"""Compile the translations (.po) of every context into what gettext reads (.mo)."""

from pathlib import Path

import polib

HOUSE = Path(__file__).parents[1]


def compile_all() -> int:
    """Compile each catalogue that is newer than its result; return how many."""
    sources = sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/*.po"))
    return sum(_compile(source) for source in sources)


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    unfinished = target.with_suffix(f".{source.stat().st_mtime_ns}.part")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True


if __name__ == "__main__":
    compile_all()
