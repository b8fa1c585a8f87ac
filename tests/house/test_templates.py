"""Templates keep the policy, the forms and the language of the house."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import engines
from django.template.base import Node, Template
from django.template.defaulttags import URLNode
from django.templatetags.static import StaticNode
from django.urls import get_resolver

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
COMMENT = re.compile(r"\{% comment.*?endcomment %\}", re.DOTALL)
BLOCKTRANS = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.DOTALL)
SPOKEN = {"aria-label", "placeholder", "title", "alt", "data-label", "value"}
WORD = re.compile(r"[^\W\d_]{3,}")
HANDLERS = re.compile(r"^on[a-z]+$")
FORMATS = {"CSV", "XLSX"}  # the same in every language
SILENT = {"kbd", "script", "style"}  # what stands in them is not language


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


class Reading(HTMLParser):
    """What stands in a template: its tags, and the words outside of translations."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(TAG.sub(" ", BLOCKTRANS.sub(" ", COMMENT.sub("", source))))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self.inside.append(tag)
        if "style" in given or any(HANDLERS.match(each) for each in given):
            self.wrong.append(f"<{tag}> has a style or a handler in it")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(f"<{tag}> is inline")
        self.words += [
            given[each] or ""
            for each in SPOKEN.intersection(given)
            if WORD.search(given[each] or "")
            and (each != "value" or (tag == "input" and given.get("type") == "submit"))
        ]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and WORD.search(data) and data.strip() not in FORMATS:
            self.words.append(data.strip())


@cache
def reading(path: Path) -> Reading:
    return Reading(path.read_text())


def nodes(template: Template) -> list[Node]:
    return list(template.nodelist.get_nodes_by_type(Node))


def test_a_template_holds_no_style_and_no_script():
    assert len(TEMPLATES) > 300  # all of them were read
    wrong = [f"{name(path)}: {each}" for path in TEMPLATES for each in reading(path).wrong]
    assert not wrong, "\n".join(wrong)


def test_every_word_in_a_template_is_marked_for_translation():
    words = [f"{name(path)}: {each}" for path in TEMPLATES for each in reading(path).words]
    assert not words, "\n".join(words)


def test_a_form_that_changes_something_is_protected():
    wrong = []
    for path in TEMPLATES:
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL):
            opening = form[: form.index(">")]
            is_open = 'method="post"' in opening.lower() and "{% csrf_token %}" not in form
            has_file = "<input" in form and 'type="file"' in form
            if is_open or (has_file and 'enctype="multipart/form-data"' not in opening):
                wrong.append(f"{name(path)}: {opening}")
    assert not wrong, "\n".join(wrong)


def test_addresses_in_a_template_lead_somewhere():
    known = _names(get_resolver())
    wrong = [
        f"{name(path)}: {each}" for path in TEMPLATES for each in leading_nowhere(path, known)
    ]
    assert not wrong, "\n".join(wrong)


def leading_nowhere(path: Path, known: set[str]) -> Iterator[str]:
    template = engines["django"].engine.get_template(name(path).split("templates/", 1)[1])
    for node in nodes(template):
        if isinstance(node, URLNode) and not node.asvar:
            called = str(node.view_name.var)
            if called not in known and isinstance(node.view_name.var, str):
                yield called
        if isinstance(node, StaticNode) and isinstance(node.path.var, str):
            built = "/built/" in node.path.var
            if not (built or finders.find(node.path.var)):
                yield f"there is no file {node.path.var}"


def _names(resolver, prefix: str = "") -> set[str]:
    found = {f"{prefix}{each}" for each in resolver.reverse_dict if isinstance(each, str)}
    for space, (_, inner) in resolver.namespace_dict.items():
        found |= _names(inner, f"{prefix}{space}:")
    return found
