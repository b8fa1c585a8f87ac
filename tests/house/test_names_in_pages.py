"""What the frame of every page names (``id``), no page names again: readers would take either."""

import re
from pathlib import Path

ROOMS = Path("src/pindos")
SHELL = ROOMS / "shell" / "templates"
INCLUDED = re.compile(r'{% include "(shell/[\w/]+\.html)"')
NAMED = re.compile(r'\bid="([\w-]+)"')


def _of_frame() -> dict[Path, str]:
    """The template of every page with all that it includes."""
    found, left = {}, [SHELL / "shell" / "base.html"]
    while left:
        file = left.pop()
        if file not in found:
            found[file] = file.read_text(encoding="utf-8")
            left += [SHELL / name for name in INCLUDED.findall(found[file])]
    return found


def test_no_page_uses_a_name_that_the_frame_has():
    frame = _of_frame()
    taken = {name for text in frame.values() for name in NAMED.findall(text)}
    assert len(frame) > 3 and "says" in taken
    files = [file for file in ROOMS.glob("*/templates/**/*.html") if SHELL not in file.parents]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    inside = {file: text for file, text in texts.items() if "<html" not in text}
    assert len(inside) > 100
    twice = {
        f"{file.name}: {name}"
        for file, text in inside.items()
        for name in NAMED.findall(text)
        if name in taken
    }
    assert not twice
