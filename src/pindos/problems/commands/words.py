"""What is said of a problem, looked at field by field."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.text import without_invisible
from pindos.organisation.queries import person_known_to, workers_of
from pindos.problems.terms import FIELDS, TEXT_LENGTH, TITLE_LENGTH
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.queries import category_named
from pindos.servicedesk.queries.catalogue import category_keys
from pindos.servicedesk.terms import Impact, Priority

Given = Mapping[str, Any]
TEXTS = ("description", "cause", "workaround", "fix")


def read(viewer: Viewer, unit_id: int, given: Given, category_id: int | None) -> dict[str, Any]:
    """The values of the columns; all that is wrong is said at once (Invalid).

    ``category_id`` is what stands there: a category that was retired since may stay.
    """
    if unknown := set(given) - FIELDS.keys():
        raise TypeError(f"no such fields: {sorted(unknown)}")
    sent = Sent()
    reader = Reader(viewer, sent, unit_id, category_id)
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name in TEXTS:
            values[name] = sent.text(name, str(value or ""), least=0, most=TEXT_LENGTH)
        else:
            values |= getattr(reader, name)(value)
    sent.check()
    return values


class Reader:
    """Reads the fields that are no mere text; each method is called as its field."""

    def __init__(self, viewer: Viewer, sent: Sent, unit_id: int, category_id: int | None) -> None:
        self.viewer, self.sent = viewer, sent
        self.unit_id, self.category_id = unit_id, category_id

    def title(self, value: Any) -> dict[str, Any]:
        """One line."""
        return {"title": self.sent.line("title", str(value or ""), most=TITLE_LENGTH)}

    def is_public(self, value: Any) -> dict[str, Any]:
        """Yes or no."""
        return {"is_public": bool(value)}

    def impact(self, value: Any) -> dict[str, Any]:
        """One of the desk's."""
        return {"impact": self.sent.choice("impact", str(value), Impact.values)}

    def priority(self, value: Any) -> dict[str, Any]:
        """By its number or by its name."""
        names = {each.name.lower(): each.value for each in Priority}
        text = str(value).strip().lower()
        if text in {str(each) for each in names.values()}:
            return {"priority": int(text)}
        self.sent.choice("priority", text, names)
        return {"priority": names.get(text)}

    def assignee(self, value: Any) -> dict[str, Any]:
        """Somebody who works in the unit; nobody when nothing is said."""
        if value is None or not str(value).strip():
            return {"assignee_id": None}
        try:
            person = person_known_to(self.viewer, value)
        except Invalid as error:
            self.sent.faults["assignee"] = next(iter(error.fields.values()))
            return {}
        if person.id not in {each.id for each in workers_of(self.unit_id)}:
            words = _("This person does not work in the unit that owns it.")
            self.sent.faults["assignee"] = words
        return {"assignee_id": person.id}

    def category(self, value: Any) -> dict[str, Any]:
        """One of the catalogue by its key; nothing when nothing is said."""
        text, known = without_invisible(str(value or "")).strip(), self.category_id
        if not text:
            return {"category_id": None}
        if known is not None and category_keys([known]).get(known) == text:
            return {"category_id": known}
        try:
            return {"category_id": category_named(self.viewer, text).id}
        except Invalid as error:
            self.sent.faults["category"] = next(iter(error.fields.values()))
            return {}
