"""What is said of a change, looked up: names become ids, and all that is wrong is said at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pindos.changes.models import Change
from pindos.changes.rules import may_be_standard, risk_of
from pindos.changes.terms import (
    MOST_AFFECTED,
    MOST_DAYS,
    MOST_DOWNTIME,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Kind,
    Scale,
    Undo,
)
from pindos.inventory.queries import asset_named
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.text import fold, without_invisible
from pindos.organisation.queries import (
    person_known_to,
    site_named,
    unit_facts,
    unit_named,
    workers_of,
)
from pindos.servicedesk.commands.sent import Sent

Given = Mapping[str, Any]
YEARS = range(2000, 2100)
TEXTS = ("reason", "plan", "back_out")
ALL = (
    "title",
    "kind",
    *TEXTS,
    "scale",
    "undo",
    "responsible",
    "starts_at",
    "ends_at",
    "service",
    "downtime",
    "units",
    "sites",
    "assets",
)


class Reader:
    """Reads what was given for a change of one unit; ``read`` gives the columns."""

    def __init__(self, viewer: Viewer, unit_id: int, has_it: int | None = None) -> None:
        self.viewer = viewer
        self.unit_id = unit_id
        self.has_it = has_it  # who is responsible already stays so, wherever they work now
        self.sent = Sent()

    def read(self, given: Given) -> dict[str, Any]:
        """The columns of what is given; refuses (Invalid) what cannot be used, all at once."""
        ways: dict[str, tuple[str, Callable[[Any], Any]]] = {
            "title": ("title", lambda value: self.sent.line("title", value, most=TITLE_LENGTH)),
            "kind": ("kind", lambda value: self.sent.choice("kind", value, Kind.values)),
            "scale": ("scale", lambda value: self.sent.choice("scale", value, Scale.values)),
            "undo": ("undo", lambda value: self.sent.choice("undo", value, Undo.values)),
            "responsible": ("responsible_id", self._responsible),
            "starts_at": ("starts_at", lambda value: self._moment("starts_at", value)),
            "ends_at": ("ends_at", lambda value: self._moment("ends_at", value)),
            "service": ("service", self._service),
            "downtime": ("downtime", self._downtime),
            "units": ("units", lambda value: self._many("units", value, self._unit)),
            "sites": ("sites", lambda value: self._many("sites", value, self._site)),
            "assets": ("assets", lambda value: self._many("assets", value, self._asset)),
        }
        found: dict[str, Any] = {}
        for name, value in given.items():
            column, way = ways.get(name, (name, self._text_of(name)))
            found[column] = way(value)
        self.sent.check()
        return found

    def _text_of(self, name: str) -> Callable[[Any], str]:
        return lambda value: self.sent.text(name, str(value or ""), least=0, most=TEXT_LENGTH)

    def _service(self, value: Any) -> str:
        words = self.sent.text("service", str(value or ""), least=0, most=TITLE_LENGTH)
        return " ".join(words.split())

    def _responsible(self, value: Any) -> int | None:
        if value in (None, ""):
            return None
        if str(value) == str(self.has_it):
            return self.has_it
        try:
            person = person_known_to(self.viewer, value)
        except Invalid as error:
            self.sent.faults["responsible"] = next(iter(error.fields.values()))
            return None
        if person.id not in {each.id for each in workers_of(self.unit_id)}:
            words = _("%(person)s does not work in the unit that does it: %(unit)s.")
            unit = unit_facts(self.unit_id).name
            self.sent.faults["responsible"] = words % {"person": person.name, "unit": unit}
        return person.id

    def _moment(self, field: str, value: Any) -> datetime | None:
        """A moment; without a time zone it is by the clock of Athens."""
        if value in (None, ""):
            return None
        try:
            moment = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            self.sent.faults[field] = _("Write day and time like this: 2026-11-28 18:00.")
            return None
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def _downtime(self, value: Any) -> int | None:
        if value in (None, ""):
            return None
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST_DOWNTIME:
            return int(text)
        words = _("Write whole minutes, from 0 to %(most)s.")
        self.sent.faults["downtime"] = words % {"most": MOST_DOWNTIME}
        return None

    def _many(self, field: str, values: Any, find: Callable[[Any], int]) -> list[int]:
        """The ids of what is named, each once, in order."""
        found: set[int] = set()
        named = [each for each in _listed(values) if str(each).strip()]
        if len(named) > MOST_AFFECTED:
            words = _("Name at most %(most)s here; for more, name the unit above them.")
            self.sent.faults[field] = words % {"most": MOST_AFFECTED}
            return []
        for each in named:
            try:
                found.add(find(each))
            except Invalid as error:
                self.sent.faults[field] = next(iter(error.fields.values()))
        return sorted(found)

    def _unit(self, named: Any) -> int:
        return unit_named(str(named)).id

    def _site(self, named: Any) -> int:
        return site_named(named).id

    def _asset(self, named: Any) -> int:
        return asset_named(self.viewer, without_invisible(str(named))).pk


def check_whole(change: Change, values: Mapping[str, Any]) -> None:
    """Refuse (Invalid) what single fields cannot show: the window as a whole, and routine risk.

    ``values`` are the columns that are about to be written on the change.
    """
    now = {**vars(change), **values}
    faults: dict[str, Any] = {}
    start, end = now["starts_at"], now["ends_at"]
    if start and end and end <= start:
        faults["ends_at"] = _("It must end after it begins.")
    elif start and end and end - start > timedelta(days=MOST_DAYS):
        words = _("A window is at most %(days)s days long. Split the work.")
        faults["ends_at"] = words % {"days": MOST_DAYS}
    risk = risk_of(now["scale"], now["undo"])
    if now["kind"] == Kind.STANDARD and not may_be_standard(risk):
        faults["kind"] = _(
            "Only work of low risk is routine. Choose another kind: a head decides."
        )
    if faults:
        raise Invalid(faults)


def searchable(change: Change) -> str:
    """All words by which a change is looked for, folded."""
    return fold(f"{change.number} {change.title} {change.service}")[:700]


def _listed(values: Any) -> Iterable[Any]:
    """A list as it is; of a text what stands between commas or line ends."""
    if values is None:
        return []
    if isinstance(values, str):
        return values.replace("\n", ",").split(",")
    return list(values) if isinstance(values, list | tuple | set) else [values]
