"""Editing a category without a script: rows added, moved and taken away, nothing saved yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from pindos.kernel.clashes import with_choices
from pindos.servicedesk.catalogue.shape import MOST_FIELDS, Choice, Content, FieldKind, Question
from pindos.servicedesk.rules.keys import key_for
from pindos.servicedesk.web.forms.category import (
    CategoryForm,
    QuestionForm,
    asked_by_question,
    choices_in,
    said_by,
    words_in,
)

ROWS = "rows"
TICKED = ("is_for_desk", "needs_approval")
NAMES = tuple(QuestionForm.base_fields)


class CategoryEditor:
    """The form of a category and one for each of its questions.

    ``known`` is the wording that the form began with: what is the same keeps its key.
    """

    def __init__(self, known: Content | None, group: str = "") -> None:
        self.known = known
        values = said_by(known, group) if known else {"group": group}
        self.form = CategoryForm(initial=values)
        asked = [asked_by_question(each) for each in known.fields] if known else []
        self.questions = _unbound(asked)

    def take(self, data: QueryDict, step: str) -> None:
        """What was sent, with its rows changed as the button says; not judged yet."""
        rows = _rows_in(data)
        verb, _sep, place = step.partition("-")
        at = int(place) if place.isascii() and place.isdigit() and len(place) < 3 else -1
        if verb == "add" and len(rows) < MOST_FIELDS:
            rows.append({"kind": FieldKind.LINE})
        elif verb == "remove" and 0 <= at < len(rows):
            del rows[at]
        elif verb == "up" and 0 < at < len(rows):
            rows.insert(at - 1, rows.pop(at))
        elif verb == "down" and 0 <= at < len(rows) - 1:
            rows.insert(at + 1, rows.pop(at))
        sent = {name: data.get(name, "") for name in CategoryForm.base_fields}
        ticked = {name: name in data for name in TICKED}
        self.form = CategoryForm(initial={**sent, **ticked})
        self.questions = _unbound(rows)

    def read(self, data: QueryDict) -> Content | None:
        """The content that was sent; None when something is wrong: the form says what."""
        self.form = CategoryForm(with_choices(data))
        rows = range(len(_rows_in(data)))
        self.questions = [QuestionForm(data, prefix=f"q{n}") for n in rows]
        if not all([each.is_valid() for each in (self.form, *self.questions)]):
            self._say_of_rows()
            return None
        try:
            return Content.model_validate(self._said())
        except ValidationError as error:
            for each in error.errors(include_url=False, include_context=False):
                self._complain(each["loc"], each["msg"])
            self._say_of_rows()
            return None

    @property
    def group(self) -> str:
        """The key of the heading that was chosen."""
        return str(self.form.cleaned_data["group"])

    @property
    def may_grow(self) -> bool:
        """Whether one more question fits a short form."""
        return len(self.questions) < MOST_FIELDS

    def _said(self) -> dict[str, Any]:
        data = self.form.cleaned_data
        said = {name: value for name, value in data.items() if name not in ("group", "keywords")}
        taken: set[str] = {each.cleaned_data["key"] for each in self.questions}
        return {
            **said,
            "en": data["en"] or data["el"],
            "keywords": words_in(data["keywords"]),
            "fields": [self._question(each.cleaned_data, taken) for each in self.questions],
        }

    def _question(self, data: dict[str, Any], taken: set[str]) -> dict[str, Any]:
        was = self._known(data["key"])
        key = data["key"] or key_for(data["en"], data["el"], taken)
        taken.add(key)
        choices = list(_choices(data["choices"], was.choices if was else ()))
        return {**data, "key": key, "en": data["en"] or data["el"], "choices": choices}

    def _known(self, key: str) -> Question | None:
        rows = self.known.fields if self.known else ()
        return next((each for each in rows if each.key == key), None)

    def _complain(self, place: tuple[int | str, ...], words: str) -> None:
        """Put what does not fit where it can be put right."""
        name = str(place[0]) if place else ""
        if name == "fields" and len(place) > 1 and isinstance(place[1], int):
            row = self.questions[place[1]]
            field = str(place[2]) if len(place) > 2 else "choices"
            row.add_error(field if field in row.fields else "choices", words)
        else:
            self.form.add_error(name if name in self.form.fields else None, words)

    def _say_of_rows(self) -> None:
        """Name in the summary each question in which something is wrong."""
        for n, row in enumerate(self.questions, start=1):
            if row.errors:
                found = "; ".join(str(each) for errors in row.errors.values() for each in errors)
                self.form.add_error(
                    None, _("Question %(n)s: %(words)s") % {"n": n, "words": found}
                )


def _choices(text: str, known: Iterable[Choice]) -> Iterable[dict[str, str]]:
    """The answers to choose from; one that is named as before keeps its key."""
    by_name = {name: each.key for each in known for name in (each.en, each.el)}
    taken = set(by_name.values())
    used: set[str] = set()
    for greek, english in choices_in(text):
        key = by_name.get(greek) or by_name.get(english) or ""
        if not key or key in used:
            key = key_for(english, greek, taken | used)
        used.add(key)
        yield {"key": key, "el": greek, "en": english}


def _rows_in(data: Mapping[str, str]) -> list[dict[str, Any]]:
    count = data.get(ROWS, "")
    many = int(count) if count.isascii() and count.isdigit() and len(count) < 3 else 0
    return [
        {name: data.get(f"q{n}-{name}", "") for name in NAMES}
        for n in range(min(many, MOST_FIELDS))
    ]


def _unbound(rows: list[dict[str, Any]]) -> list[QuestionForm]:
    return [QuestionForm(initial=row, prefix=f"q{n}") for n, row in enumerate(rows)]
