"""The text of an instruction: a small Markdown, made into HTML in which nothing can run.

It is read by markdown-it without its HTML, so that a script is shown as it was typed; nh3 looks
over what came out all the same. Pictures and files are named in the text as they were attached.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

SAFE = re.compile(r"(?i)https?://|mailto:|tel:|/(?![/\\])")
BEGINNING = 180  # characters
TAGS = {
    *("p", "br", "strong", "em", "a", "img", "hr", "code", "pre", "blockquote", "h2", "h3"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "loading"}, "ol": {"start"}}
Files = Mapping[str, str]


class Picture(NamedTuple):
    """A picture that a text shows: the name of its file, and what it says to those who cannot
    see it."""

    name: str
    alt: str


def html_of(text: str, files: Files) -> SafeString:
    """The text as a page shows it; ``files`` gives the address of each file by its name.

    The highest headings of the text become h2, all others h3. A picture whose file is missing
    is told by its words; a link that leads nowhere safe is shown without one.
    """
    tokens = _reader().parse(text)
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag == levels[0] else "h3"
        token.attrs.pop("style", None)
        if token.children:
            token.children = list(_shown(token.children, files))
    made = str(_reader().renderer.render(tokens, _reader().options, {}))
    return SafeString(
        nh3.clean(
            made,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer",
        )
    )


@lru_cache(maxsize=500)
def words_of(text: str) -> str:
    """The words of the text alone, without its signs: for searching, and for its beginning."""
    found = []
    for token in _reader().parse(text):
        if token.type in ("code_block", "fence"):
            found.append(token.content)
        if token.children:
            found.append("".join(map(_said, token.children)))
    return "\n".join(found).strip()


def beginning(text: str) -> str:
    """The first words, in one line."""
    words = " ".join(words_of(text[: BEGINNING * 6]).split())
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rpartition(' ')[0]} …"


def pictures_in(text: str) -> list[Picture]:
    """All pictures that the text shows, in their order."""
    return [
        Picture(_name(str(token.attrs.get("src", ""))), token.content.strip())
        for token in _inner(text)
        if token.type == "image"
    ]


def names_in(text: str) -> set[str]:
    """The names of all files that the text names: as pictures, and as links."""
    links = (str(token.attrs.get("href", "")) for token in _inner(text) if token.tag == "a")
    named = {_name(link) for link in links if link and not SAFE.match(link)}
    return named | {picture.name for picture in pictures_in(text)}


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    return reader.enable("table")


def _inner(text: str) -> Iterator[Token]:
    for token in _reader().parse(text):
        yield from token.children or ()


def _name(address: str) -> str:
    return unquote(address).strip()


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content


def _shown(tokens: list[Token], files: Files) -> Iterator[Token]:
    """What stands in a line, with pictures and links that lead where they may."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "image":
            yield _picture(token, files)
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            address = href if SAFE.match(href) else files.get(_name(href), "")
            kept.append(bool(address))
            token.attrs["href"] = address
            if address:
                yield token
        elif token.type == "link_close":
            if kept.pop():
                yield token
        else:
            yield token


def _picture(token: Token, files: Files) -> Token:
    address = files.get(_name(str(token.attrs.get("src", ""))))
    if address is None:
        return Token("text", "", 0, content=f"[{token.content}]")
    token.attrs.update({"src": address, "loading": "lazy"})
    token.attrs.pop("title", None)
    return token
