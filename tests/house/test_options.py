"""What an administrator may change: said in both languages, usable as it stands, and read."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from pindos.kernel.options import options, sections

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
GREEK = re.compile(r"[α-ωά-ώ]", re.I)
EVERY = options()


def named(option):
    return option.key


@pytest.mark.parametrize("option", EVERY, ids=named)
def test_a_setting_has_words_in_both_languages(option):
    for words in (option.label, option.help, option.section.label, option.section.help):
        with translation.override("en"):
            assert str(words) and not GREEK.search(str(words))
        with translation.override("el"):
            assert GREEK.search(str(words)), words


@pytest.mark.parametrize("option", EVERY, ids=named)
def test_a_default_is_a_value_that_could_be_set(option):
    assert option.kind.parse(option.default) == option.default
    assert isinstance(option.words(None), str)


@pytest.mark.parametrize("option", EVERY, ids=named)
def test_a_setting_is_read_by_the_room_that_declares_it(option):
    """Its handle is called somewhere: what nobody reads would be a promise without effect."""
    room = option.key.partition(".")[0]
    declaring = HOUSE / room / ("limits.py" if room == "kernel" else "options.py")
    found = re.search(
        rf'^(\w+) = option\(\s*"{re.escape(option.key)}"', declaring.read_text(), re.M
    )
    assert found, f"{option.key} is not declared in {declaring}"
    calls = re.compile(rf"\b({found[1]}|PASSWORD_LEAST)\.now\(\)|values\[{found[1]}\.key\]")
    reading = [path for path in (HOUSE / room).rglob("*.py") if calls.search(path.read_text())]
    assert reading, f"nobody reads {option.key}"


def test_sections_are_told_apart_by_their_keys():
    keys = [section.key for section in sections()]
    assert len(set(keys)) == len(keys)
