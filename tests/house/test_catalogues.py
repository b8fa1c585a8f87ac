"""Everything that people read is translated: extracted anew from the code, then compared."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
IGNORED = {"__pycache__", "locale", "migrations", "static", "served"}
ROOMS = sorted(
    path.name
    for path in HOUSE.iterdir()
    if path.is_dir() and path.name not in IGNORED and (path / "__init__.py").exists()
)
PLACES = re.compile(r"%\(\w+\)0?\d*[a-z]|\{\w+\}|<[^>]+>")
WAY = Path("locale", "el", "LC_MESSAGES", "django.po")

Key = tuple[str | None, str]


@cache
def asked(room: str) -> dict[Key, polib.POEntry]:
    """What a room says now, extracted by gettext from a copy of it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / room
        shutil.copytree(HOUSE / room, copy, ignore=shutil.ignore_patterns(*IGNORED))
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "-l", "el", "-v", "0"]
        command += ["--no-location", "--no-wrap"]
        plain = {name: text for name, text in os.environ.items() if not name.startswith("DJANGO")}
        subprocess.run(command, cwd=copy, env=plain, check=True)
        return _entries(copy / WAY)


def _entries(path: Path) -> dict[Key, polib.POEntry]:
    if not path.exists():
        return {}
    return {(each.msgctxt, each.msgid): each for each in polib.pofile(path) if not each.obsolete}


def _said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("room", ROOMS)
def test_all_that_a_room_says_and_nothing_else_has_its_greek(room):
    greek = _entries(HOUSE / room / WAY)
    missing = [msgid for _, msgid in asked(room).keys() - greek.keys()]
    assert not missing, "run make messages and translate"
    for entry in greek.values():
        assert "fuzzy" not in entry.flags, entry.msgid
        assert all(_said(entry)), f"not translated: {entry.msgid}"
    left_over = [msgid for _, msgid in greek.keys() - asked(room).keys()]
    assert not left_over, "run make messages"


@pytest.mark.parametrize("room", ROOMS)
def test_a_translation_has_the_same_places_to_fill(room):
    for entry in _entries(HOUSE / room / WAY).values():
        wanted = set(PLACES.findall(entry.msgid + entry.msgid_plural))
        for words in _said(entry):
            found = set(PLACES.findall(words))
            assert found <= wanted, entry.msgid
            # of a singular the number may go: «Ένα πράγμα» for "1 thing"
            assert found == wanted or entry.msgid_plural, entry.msgid


@pytest.mark.parametrize("room", ROOMS)
def test_what_has_a_plural_is_asked_for_with_a_number(room):
    """Asked for alone, Python finds it from 3.11.3 on only: Debian 12 has an older one."""
    source = "".join(
        path.read_text()
        for path in (HOUSE / room).rglob("*")
        if path.suffix in {".py", ".html"} and path.is_file()
    )
    counted = [each for each in asked(room).values() if each.msgid_plural and not each.msgctxt]
    alone = [
        each.msgid
        for each in counted
        if f'_("{each.msgid}")' in source or f'translate "{each.msgid}"' in source
    ]
    assert not alone, "give the counted one a context"


def test_the_same_english_is_the_same_greek_in_every_room():
    """Django asks the rooms in order and takes the first answer: a second one is never shown."""
    greek: dict[Key, dict[str, str]] = defaultdict(dict)
    for room in ROOMS:
        for key, entry in _entries(HOUSE / room / WAY).items():
            greek[key][room] = " | ".join(_said(entry))
    differing = {key: said for key, said in greek.items() if len(set(said.values())) > 1}
    assert not differing, "give one of them a context (pgettext)"


def test_gettext_goes_by_its_own_name_or_by_the_one_that_is_looked_for():
    """The extraction knows the names of gettext and the underscore; what else is never found."""
    files = sorted(HOUSE.rglob("*.py"))
    assert len(files) > 1000  # all of them were read
    aliases = re.compile(r"\bn?p?gettext\w* as (\w+)")
    wrong = [path for path in files if set(aliases.findall(path.read_text())) - {"_"}]
    assert not wrong
