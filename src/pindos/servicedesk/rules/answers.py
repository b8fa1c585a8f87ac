"""Whether answers fit a short form, field by field, and in which form they are kept."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pindos.kernel.text import clean
from pindos.servicedesk.catalogue.shape import FieldKind, Question

Faults = dict[str, str | Promise]
LINE_LENGTH = 200  # characters
LINES_LENGTH = 5_000  # characters
MOST = 1_000_000_000
YES = frozenset({"yes", "true", "1", "on", "ναι"})
NO = frozenset({"no", "false", "0", "off", "οχι", "όχι"})


class Unfit(Exception):
    """An answer that does not fit its field; the words say what to do."""


def checked(
    questions: Iterable[Question], answers: Mapping[str, Any], *, are_all_needed: bool = True
) -> tuple[dict[str, Any], Faults]:
    """The answers as they are kept (text, whole numbers, true or false), and what is wrong.

    An empty answer is no answer. A site and a person stay as they were named: whoever knows them
    looks them up. Without ``are_all_needed`` nothing has to be answered.
    """
    kept: dict[str, Any] = {}
    faults: Faults = {}
    known = {each.key: each for each in questions}
    for key in sorted(set(map(str, answers)) - known.keys()):
        faults[key] = _("There is no such field in this form. There are: %(fields)s.") % {
            "fields": ", ".join(known) or "–"
        }
    for key, question in known.items():
        given = answers.get(key)
        if given is None or (isinstance(given, str) and not given.strip()):
            if question.is_required and are_all_needed:
                faults[key] = _missing(question)
            continue
        try:
            kept[key] = _READERS[question.kind](question, given)
        except Unfit as unfit:
            faults[key] = str(unfit)
    return kept, faults


def _missing(question: Question) -> str:
    if question.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
        return _("Choose one of the answers.")
    return _("This is missing: write it.")


def _words(value: Any, most: int) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise Unfit(_("Write this as text."))
    text = str(value)
    if len(text) > most:
        raise Unfit(_("This is too long: write at most %(most)s characters.") % {"most": most})
    try:
        return clean(text)
    except ValidationError as error:
        raise Unfit(" ".join(error.messages)) from error


def _line(question: Question, value: Any) -> str:
    words = " ".join(_words(value, LINE_LENGTH).split())
    if not words:
        raise Unfit(_missing(question))
    return words


def _lines(question: Question, value: Any) -> str:
    words = _words(value, LINES_LENGTH)
    if not words:
        raise Unfit(_missing(question))
    return words


def _choice(question: Question, value: Any) -> str:
    text = _words(value, LINE_LENGTH)
    if text not in {each.key for each in question.choices}:
        known = ", ".join(each.key for each in question.choices)
        raise Unfit(_("Choose one of these: %(choices)s.") % {"choices": known})
    return text


def _number(question: Question, value: Any) -> int:
    text = _words(value, 20).replace(" ", "")
    body = text.removeprefix("-")
    if not (body.isascii() and body.isdigit()):
        raise Unfit(_("Write a whole number, in digits only."))
    number = int(text)
    if abs(number) > MOST:
        raise Unfit(_("This number is too large."))
    return number


def _date(question: Question, value: Any) -> str:
    """As ISO 8601; 3/12/2026 is understood too."""
    text = _words(value, 20)
    parts = text.replace(".", "/").split("/")
    try:
        if len(parts) == 3 and all(each.isascii() and each.isdigit() for each in parts):
            return date(*map(int, reversed(parts))).isoformat()
        return date.fromisoformat(text).isoformat()
    except (ValueError, OverflowError) as error:
        raise Unfit(_("Write a date like 3/12/2026.")) from error


def _yes_no(question: Question, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _words(value, 20).casefold()
    if text in YES | NO:
        return text in YES
    raise Unfit(_("Answer yes or no."))


_READERS: dict[FieldKind, Callable[[Question, Any], Any]] = {
    FieldKind.LINE: _line,
    FieldKind.TEXT: _lines,
    FieldKind.CHOICE: _choice,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.YES_NO: _yes_no,
    FieldKind.PERSON: _line,
    FieldKind.SITE: _line,
}
