"""HTML of mail: cleaned once when it comes, and as plain words where there is nothing else."""

import html
import re

import nh3

TAGS = {
    *("p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "a", "img", "hr", "pre"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "sub", "sup", "code"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "blockquote": {"type"},
}
UNSHOWN = {"script", "style", "title", "head", "template", "noscript", "object", "iframe"}
LONGEST = 600_000  # characters that are cleaned
HIDDEN = (("<!--", "-->"), ("<![", "]>"), ("<?xml", "?>"))
LINES = re.compile(r"(?i)<br\s*/?>|</(?:p|div|tr|li|h[1-6]|blockquote|pre|table)>|<hr\s*/?>")
CELLS = re.compile(r"(?i)</t[dh]>\s*(?=<t[dh])")
ITEMS = re.compile(r"(?i)<li\b[^<>]*>")
TAG = re.compile(r"<[^<>]*>")
OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
EMPTY = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "p", "li"}
DEEPEST = 1_000  # elements within each other
QUOTES = re.compile(
    r"(?is)<(?:blockquote\b[^<>]*type=.cite|div[^<>]*class=.(?:gmail_quote|moz-cite-prefix|"
    r"yahoo_quoted)|div[^<>]*id=.(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message))"
)


def cleaned(source: str) -> str:
    """What may be shown: no script, no style, no form, and nothing that is fetched from elsewhere.

    Pictures that came with the message keep their ``cid:`` names; all others lose their source.
    """
    if _is_bomb(source):
        return f"<pre>{html.escape(words_of(source))}</pre>"
    return nh3.clean(
        source[:LONGEST],
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=UNSHOWN,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        attribute_filter=_kept,
        strip_comments=True,
        link_rel="noopener noreferrer nofollow",
    )


def _is_bomb(source: str) -> bool:
    """Whether its elements stand so deep within each other that cleaning them takes minutes."""
    depth = 0
    for is_end, name in OPENED.findall(source[:LONGEST]):
        if name.lower() not in EMPTY:
            depth = max(0, depth - 1) if is_end else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.lower().startswith("cid:") else None
    if attribute == "href" and value.lower().startswith("cid:"):
        return None
    return value


def words_of(source: str) -> str:
    """The words of HTML with its lines; what was quoted is marked by ``>``-less separation."""
    text = source[:LONGEST]
    for opening, closing in HIDDEN:
        text = _without(text, opening, closing)
    text = re.sub(r"(?is)<(script|style|head|title)\b.*?(?:</\1\s*>|$)", "", text)
    text = QUOTES.sub(lambda match: f"\n{QUOTE_MARK}\n{match[0]}", text, count=1)
    text = re.sub(r"\s+", " ", text) if "<pre" not in text.lower() else text
    text = text.replace(QUOTE_MARK, f"\n{QUOTE_MARK}\n")
    text = ITEMS.sub("\n• ", CELLS.sub("\t", text))
    text = TAG.sub("", LINES.sub("\n", text))
    text = html.unescape(text).replace("\xa0", " ").replace("\u200b", "")
    found = [" ".join(each.split(" ")).strip() for each in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip()


def _without(text: str, opening: str, closing: str) -> str:
    """A text without what stands between these; what is never closed stays."""
    kept, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


QUOTE_MARK = "\ue000quote\ue000"  # of the private area: no message holds it
