"""The guide names what stands on the pages, word for word."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
NAMED = re.compile(r"\*\*([^*]+)\*\*")
NOT_NAMES = {"έντονα"}


def words_on_pages():
    """Every Greek word or sentence that the product says."""
    said = set()
    for path in (ROOT / "src" / "pindos").rglob("django.po"):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                said |= {entry.msgstr, *entry.msgstr_plural.values()}
    return said


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_the_guide_names_stands_on_a_page(guide):
    said = words_on_pages()
    named = {" ".join(each.split()) for each in NAMED.findall(guide.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert named - said - NOT_NAMES == set()
