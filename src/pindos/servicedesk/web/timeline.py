"""The timeline of a ticket as markup: its beginning and its end, and what lies between on demand.

Its lines are made here and not in a template: a hundred of them took half of the page's time.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pindos.servicedesk.queries import Excerpt, File, Glance, Moment
from pindos.servicedesk.queries.glance import INTERNAL, PUBLIC
from pindos.servicedesk.terms import Step
from pindos.servicedesk.web.chips import moment as at
from pindos.servicedesk.web.told import Item, item_of
from pindos.shell.drawing.addresses import address_of
from pindos.shell.icons import icon, state
from pindos.shell.markup import escaped, joined, markup
from pindos.shell.moments import size_of

LATEST = 20  # entries shown beside the first
FEWEST_LEFT_OUT = 5  # fewer are not worth a link


class Timeline(NamedTuple):
    """What a page shows; ``older`` entries are left out, and ``whole`` is the address with all."""

    begin: SafeString
    end: SafeString
    older: int
    whole: str


def wanted_of(asked: Mapping[str, str], *, may_choose: bool) -> Excerpt:
    """How much the address asks for: ``all``, or the latest; what is public or internal."""
    shown = asked.get("show", "")
    kind = shown if may_choose and shown in (PUBLIC, INTERNAL) else ""
    return Excerpt(None if asked.get("all") else LATEST, kind)


def timeline_shown(glance: Glance, wanted: Excerpt, context: dict[str, Any]) -> Timeline:
    """The first entry and the latest; all of them when the address asks for it (``all``)."""
    whole = f"?show={wanted.kind}&all=1#story" if wanted.kind else "?all=1#story"
    begin, end = _lines(glance.begin, context), _lines(glance.end, context)
    return Timeline(begin, end, glance.older, whole if glance.older else "")


def _lines(moments: list[Moment], context: dict[str, Any]) -> SafeString:
    is_own, is_mine = bool(context.get("is_own")), bool(context.get("is_mine"))
    lines = (_line(item_of(each), is_own=is_own, is_mine=is_mine) for each in moments)
    return SafeString("\n".join(lines))


def _line(item: Item, *, is_own: bool, is_mine: bool) -> SafeString:
    moment = item.moment
    if moment.words:
        return _happened(moment, item.shape, is_own=is_own)
    return markup(
        '<li id="entry-{}">{}<article class="entry{}"><header><strong>{}</strong>'
        '<span class="pi-meta">{}{}</span>{}</header>{}</article></li>',
        moment.id,
        icon("lock" if moment.is_internal else "speech"),
        " inside" if moment.is_internal else "",
        _who(moment, is_own=is_own),
        at(moment.at),
        "".join(_whence(moment, is_own=is_own)),
        _to_you(moment) if is_own and is_mine else _to_whom(moment) if not is_own else "",
        _body(moment),
    )


def _who(moment: Moment, *, is_own: bool) -> SafeString:
    """Who wrote it and for which unit; a rule leads to its page, for those who may read it."""
    name = _named(moment, is_own=is_own)
    return markup("{}, {}", name, moment.author_unit) if moment.author_unit else name


def _named(moment: Moment, *, is_own: bool) -> SafeString:
    if moment.rule and not is_own:
        return markup('<a href="{}">{}</a>', moment.rule, moment.author_name)
    return markup("{}", moment.author_name)


def _happened(moment: Moment, shape: str, *, is_own: bool) -> SafeString:
    """A line that says what happened, and by whom where the words do not say it."""
    by = moment.author_name
    is_said = not by or moment.step == Step.ROUTED or by in moment.words
    origin = markup(' <span class="pi-meta pi-id">{}</span>', moment.origin)
    return markup(
        '<li id="entry-{}">{}<p class="event m-0">{} {}{}{}</p></li>',
        moment.id,
        icon(shape),
        at(moment.at),
        moment.words,
        ""
        if is_said
        else markup(' <span class="pi-meta">– {}</span>', _named(moment, is_own=is_own)),
        origin if moment.origin else "",
    )


def _whence(moment: Moment, *, is_own: bool) -> list[str]:
    """That it was written on another ticket."""
    found = []
    if moment.origin:
        found.append(_("written on %(number)s") % {"number": moment.origin})
    if moment.is_shared and not is_own:
        found.append(_("written on another ticket, read here too"))
    return [f" · {words}" for words in found]


def _to_whom(moment: Moment) -> SafeString:
    """Who reads it, for those who work on it."""
    return _readers(moment.is_internal, moment.asks, get_language())


@cache
def _readers(is_internal: bool, asks: bool, _language: str | None) -> SafeString:
    if is_internal:
        words = _(
            "Internal: the department and the Directorate read it, the person who asked does not"
        )
        return _whom("lock", words)
    if asks:
        return _whom("help", _("Public, waits for an answer"))
    return _whom("speech", _("Public"))


def _to_you(moment: Moment) -> SafeString:
    return _whom("help", _("Question to you")) if moment.asks else SafeString("")


def _whom(shape: str, words: str) -> SafeString:
    return markup('<span class="whom">{}{}</span>', icon(shape), words)


def _body(moment: Moment) -> SafeString:
    """What was written, and the files."""
    parts = []
    if moment.tried:
        tried = broken(moment.tried)
        parts.append(markup("<p><strong>{}</strong><br>{}</p>", _("What was tried"), tried))
    if moment.text:
        parts.append(markup("<p>{}</p>", broken(moment.text)))
    if moment.files:
        files = joined(_file(file) for file in moment.files)
        parts.append(markup('<ul class="pi-files">{}</ul>', files))
    return joined(parts)


def _file(file: File) -> SafeString:
    return markup(
        '<li><a href="{}">{}{} <span class="pi-meta">{}</span></a>{}</li>',
        address_of("records:attachment", file.id),
        icon("clip"),
        file.name,
        size_of(file.size),
        state(file.mark.words, file.mark.mood, file.mark.icon) if file.mark else "",
    )


def broken(text: str) -> SafeString:
    """A text with its lines, as ``linebreaksbr`` writes it."""
    lines = escaped(text.replace("\r\n", "\n").replace("\r", "\n"))
    return SafeString(lines.replace("\n", "<br>"))
