"""What pages write with: shapes, times, numbers, form fields, the menu."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pindos.shell import fields, moments
from pindos.shell.icons import icon as shape

BELL = "notices:notice-list"  # stands in the header already

register = template.Library()


@register.simple_tag
def icon(name: str, mood: str = "") -> SafeString:
    """``{% icon "refer" %}``: a shape; ``mood`` colours it (ok, warn, down, live)."""
    return shape(name, mood)


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """``{% when ticket.opened_at %}``: day and time; without one a dash."""
    if moment is None:
        return absent()
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        moments.minute_of(moment),
    )


@register.simple_tag
def day(moment: date | None) -> SafeString:
    """``{% day position.starts_on %}``: a date; of a time, the day it falls on in Greece."""
    if moment is None:
        return absent()
    at = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), moments.date_of(at))


@register.simple_tag
def hour(moment: datetime | None) -> SafeString:
    """``{% hour line.since %}``: the time of the day alone, when the day is clear."""
    if moment is None:
        return absent()
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%H:%M}"
    )


@register.simple_tag
def ago(moment: datetime | None) -> SafeString:
    """``{% ago entry.at %}``: how long ago, by the calendar; the full time is in the tag."""
    if moment is None:
        return absent()
    passed = timezone.now() - moment
    if passed < timedelta(minutes=1):
        words = _("just now")
    else:
        words = _("%(length)s ago") % {"length": moments.long_span_of(passed)}
    stamp = timezone.localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', stamp, words)


@register.simple_tag
def absent(words: str = "") -> SafeString:
    """``{% absent %}``: nothing is known; a dash for the eye, words for the ear, never 0."""
    return format_html(
        '<span aria-hidden="true">–</span><span class="pi-hide">{}</span>', words or _("none")
    )


@register.filter
def span(length: timedelta) -> str:
    """``{{ left|span }}``: 2 h 02 min."""
    return moments.span_of(length)


@register.filter
def long_span(length: timedelta) -> str:
    """``{{ age|long_span }}``: the same, in days from two days on."""
    return moments.long_span_of(length)


@register.filter
def number(value: float) -> str:
    """``{{ rows|number }}``: 1.234,56."""
    return moments.number_of(value)


@register.filter
def size(length: int) -> str:
    """``{{ file.size|size }}``: 184 kB."""
    return moments.size_of(length)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field, with the shell's classes; for ``shell/_field.html``."""
    return fields.control(field)


@register.filter
def kind_of_field(field: BoundField) -> str:
    """How ``shell/_field.html`` lays a field out: choice, checks, check, file or line."""
    return fields.kind_of(field)


@register.filter
def mistakes(form: BaseForm) -> list[fields.Mistake]:
    """What is wrong with a form, each with the id of the field to go to."""
    return fields.mistakes_of(form)


@register.filter
def is_wrong(form: object) -> bool:
    """Whether this is a form (or set of forms) that came back with errors."""
    return bool(getattr(form, "is_bound", False) and getattr(form, "errors", None))


@register.inclusion_tag("shell/_menu.html", takes_context=True)
def main_menu(context: template.Context) -> dict[str, Any]:
    """The lines of the menu in their groups, the present page marked.

    A page whose address does not begin with its entry's names it: ``here``, a url name.
    """
    lines = _lines(context)
    groups = [
        {"name": name, "lines": list(found)}
        for name, found in groupby(lines, lambda e: e["group"])
    ]
    return {"groups": groups}


@register.inclusion_tag("shell/_menu_short.html", takes_context=True)
def short_menu(context: template.Context, most: int = 3) -> dict[str, Any]:
    """The first lines of the menu, for the simple pages."""
    return {"lines": [line for line in _lines(context) if not line["group"]][:most]}


def _lines(context: template.Context) -> list[dict[str, Any]]:
    menu: Any = context.get("menu", [])
    found: Iterable[Any] = menu() if callable(menu) else menu
    lines = [
        {
            "url": url,
            "name": line.entry.url_name,
            "current": "",
            "icon": line.entry.icon,
            "label": line.entry.label,
            "group": str(line.entry.group),
            "keys": line.entry.keys,
            "count": line.count,
            "count_of": line.entry.count_of,
        }
        for line in found
        if line.entry.url_name != BELL and (url := _address(line.entry.url_name))
    ]
    _mark_present(lines, getattr(context.get("request"), "path", ""), str(context.get("here", "")))
    return lines


def _mark_present(lines: list[dict[str, Any]], path: str, here: str) -> None:
    """Mark the line of this page; of a page beneath one, the line with the longest address."""
    above = [line for line in lines if line["name"] == here]
    above = above or [line for line in lines if _is_above(line["url"], path)]
    if above:
        nearest = max(above, key=lambda line: len(line["url"]))
        nearest["current"] = "page" if nearest["url"] == path else "true"


def _is_above(url: str, path: str) -> bool:
    return url == path or (url != "/" and path.startswith(url))


def _address(name: str) -> str:
    """An entry whose page is not there (yet) is left out instead of breaking every page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
