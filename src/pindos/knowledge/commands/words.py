"""What is said of an instruction, looked at field by field."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Words
from pindos.kernel.text import clean
from pindos.knowledge.about import topics_offered
from pindos.knowledge.rules import pictures_in, topics_in, topics_of
from pindos.knowledge.terms import (
    FIELDS,
    MOST_TOPICS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Audience,
    Kind,
)
from pindos.organisation.queries import unit_named

Given = Mapping[str, Any]
LATEST = date(2100, 1, 1)


class Reader:
    """Reads fields, each by the method of its name; ``check`` refuses all faults together."""

    def __init__(self, viewer: Viewer, known: str = "") -> None:
        self.viewer, self.known = viewer, known
        self.faults: dict[str, Words] = {}

    def words(self, field: str, value: Any, *, most: int, least: int = 1) -> str:
        """The words in one form, not longer than ``most`` characters."""
        said = str(value or "")
        if len(said) > most:
            self.faults[field] = ngettext(
                "Write at most %(most)s character; this has %(length)s.",
                "Write at most %(most)s characters; this has %(length)s.",
                most,
            ) % {"most": most, "length": len(said)}
            return ""
        try:
            words = clean(said)
        except ValidationError as error:
            self.faults[field] = " ".join(error.messages)
            return ""
        if len(words.strip()) < least:
            self.faults[field] = _("This is missing: write it.")
        return words

    def title(self, value: Any) -> dict[str, Any]:
        """One line."""
        return {"title": " ".join(self.words("title", value, most=TITLE_LENGTH).split())}

    def text(self, value: Any) -> dict[str, Any]:
        """Markdown; each picture says in words what it shows, and is one of the files."""
        words = self.words("text", value, most=TEXT_LENGTH)
        for picture in pictures_in(words):
            if "://" in picture.name or picture.name.startswith("/"):
                self.faults["text"] = _(
                    "Pictures come from the files of the instruction, not from elsewhere: "
                    "attach «%(name)s» and write its name."
                ) % {"name": picture.name[:80]}
            elif len(picture.alt) < 3:
                self.faults["text"] = _(
                    "Say in the square brackets what the picture «%(name)s» shows, for those "
                    "who cannot see it: ![The window of settings](%(name)s)"
                ) % {"name": picture.name[:80]}
        return {"text": words}

    def kind(self, value: Any) -> dict[str, Any]:
        """For users, or for technicians only."""
        return {"kind": self._choice("kind", value, Kind.values)}

    def audience(self, value: Any) -> dict[str, Any]:
        """Who reads it."""
        return {"audience": self._choice("audience", value, Audience.values)}

    def audience_unit(self, value: Any) -> dict[str, Any]:
        """A unit by its key; none when nothing is said."""
        text = str(value or "").strip()
        if not text:
            return {"audience_unit_id": None}
        try:
            return {"audience_unit_id": unit_named(text).id}
        except Invalid as error:
            self.faults["audience_unit"] = next(iter(error.fields.values()))
            return {}

    def categories(self, value: Iterable[str]) -> dict[str, Any]:
        """Keys of the catalogue; what stands there already may stay."""
        column = topics_in(str(key) for key in value)
        keys = topics_of(column)
        new = set(keys) - set(topics_of(self.known))
        offered = {key for key, _name in topics_offered(self.viewer)} if new else set()
        if unknown := [key for key in keys if key in new - offered]:
            words = _("There is no category called %(key)s. Choose from the catalogue.")
            self.faults["categories"] = words % {"key": unknown[0][:40]}
        elif len(keys) > MOST_TOPICS:
            words = _("At most %(most)s categories. Choose those that fit best.")
            self.faults["categories"] = words % {"most": MOST_TOPICS}
        return {"categories": column}

    def review_on(self, value: Any) -> dict[str, Any]:
        """A day, or none."""
        if value is None or isinstance(value, date):
            day = value
        else:
            try:
                day = date.fromisoformat(str(value).strip()) if str(value).strip() else None
            except ValueError:
                day = LATEST
        if day is not None and not date(2000, 1, 1) <= day < LATEST:
            self.faults["review_on"] = _("Write a day of this century: 2027-11-23.")
        return {"review_on": day}

    def check(self) -> None:
        """Refuse what was wrong (Invalid, a reason for each field)."""
        if self.faults:
            raise Invalid(self.faults)

    def _choice(self, field: str, value: Any, choices: list[str]) -> str:
        if str(value) not in choices:
            words = _("Choose one of these: %(choices)s.")
            self.faults[field] = words % {"choices": ", ".join(choices)}
        return str(value)


def read(viewer: Viewer, given: Given, known: str = "") -> dict[str, Any]:
    """The values of the columns; all that is wrong is said at once (Invalid).

    ``known`` is the column of categories as it stands.
    """
    if unknown := set(given) - (FIELDS.keys() - {"unit", "offered_unit"}):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    reader = Reader(viewer, known)
    values: dict[str, Any] = {}
    for name, value in given.items():
        values |= getattr(reader, name)(value)
    reader.check()
    return values


def fitting(values: dict[str, Any], now: Given) -> dict[str, Any]:
    """The values with those that follow from them; ``now`` is what stands there.

    A runbook is for technicians only; a unit is said where a unit reads it, and nowhere else.
    """
    then = {**now, **values}
    if then["kind"] == Kind.RUNBOOK:
        then["audience"] = Audience.TECHNICIANS.value
    if then["audience"] == Audience.UNIT:
        if then["audience_unit_id"] is None:
            raise Invalid({"audience_unit": _("Say which unit reads it.")})
    else:
        then["audience_unit_id"] = None
    follow = ("audience", "audience_unit_id")
    return {**values, **{name: then[name] for name in follow if then[name] != now[name]}}
