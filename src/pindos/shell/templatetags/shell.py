"""What pages write with: shapes, times, numbers, form fields, the menu."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pindos.shell import fields, menus, moments
from pindos.shell.drawing.speech import same_for_all
from pindos.shell.icons import icon as shape
from pindos.shell.markup import markup

register = template.Library()


@register.simple_tag
@same_for_all
def icon(name: str, mood: str = "") -> SafeString:
    """``{% icon "refer" %}``: a shape; ``mood`` colours it (ok, warn, down, live)."""
    return shape(name, mood)


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """``{% when ticket.opened_at %}``: day and time; without one a dash."""
    if moment is None:
        return absent()
    return moments.minute_tag(moment)


@register.simple_tag
def day(moment: date | None) -> SafeString:
    """``{% day position.starts_on %}``: a date; of a time, the day it falls on in Greece."""
    if moment is None:
        return absent()
    at = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return markup('<time datetime="{}">{}</time>', at.isoformat(), moments.date_of(at))


@register.simple_tag
def hour(moment: datetime | None) -> SafeString:
    """``{% hour line.since %}``: the time of the day alone, when the day is clear."""
    if moment is None:
        return absent()
    local = timezone.localtime(moment)
    return markup(
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
    return markup('<time datetime="{}">{}</time>', stamp, words)


@register.simple_tag
def column(asked: Any, key: str) -> SafeString:
    """``{% column asked "priority" %}``: the head of a column; a click sorts by it."""
    return _head_of(asked.head(key))


@register.simple_tag
def column_head(one: Any) -> SafeString:
    """The same for a head that is at hand."""
    return _head_of(one)


def _head_of(one: Any) -> SafeString:
    inside = markup('<a href="{}">{}</a>', one.address, one.label) if one.address else None
    sort = markup(' aria-sort="{}"', one.direction) if one.direction else ""
    frame = '<th role="columnheader" scope="col"{}>{}</th>'
    return markup(frame, sort, inside or one.label)


@register.simple_tag
def cell(value: Any) -> SafeString:
    """``{% cell value %}``: a value of a row as its kind is written; nothing is a dash."""
    if value is None or value == "":
        return absent()
    if isinstance(value, bool):
        return markup("{}", _("yes") if value else _("no"))
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return day(value)
    return markup("{}", moments.number_of(value) if isinstance(value, int) else value)


@register.simple_tag
@same_for_all
def absent(words: str = "") -> SafeString:
    """``{% absent %}``: nothing is known; a dash for the eye, words for the ear, never 0."""
    return markup(
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


@register.simple_tag
def address(name: str) -> str:
    """``{% address "notices:notice-list" as url %}``: of a page that needs nothing but its name.

    Empty when there is no such page (yet): the frame leaves it out instead of breaking.
    """
    return menus.address(name)


@register.simple_tag
@same_for_all
def head() -> SafeString:
    """What stands in every head; it is the same in all, so it is made once."""
    return _head()


@cache
def _head() -> SafeString:
    return render_to_string("shell/_head.html")


@register.inclusion_tag("shell/_menu.html", takes_context=True)
def main_menu(context: template.Context) -> dict[str, Any]:
    """The lines of the menu in their groups, the present page marked.

    A page whose address does not begin with its entry's names it: ``here``, a url name.
    """
    return {"groups": menus.groups_of(_lines(context))}


@register.inclusion_tag("shell/_menu_short.html", takes_context=True)
def short_menu(context: template.Context, most: int = 3) -> dict[str, Any]:
    """The first lines of the menu, for the simple pages."""
    return {"lines": [line for line in _lines(context) if not line.group][:most]}


def _lines(context: template.Context) -> list[menus.Shown]:
    menu: Any = context.get("menu", [])
    path = getattr(context.get("request"), "path", "")
    lines = menu() if callable(menu) else menu
    return menus.shown(lines, path=path, here=str(context.get("here", "")))
