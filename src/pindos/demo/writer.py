"""What one ticket is about: the words of its requester and of whoever deals with it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from django.utils import timezone

from pindos.demo.terms import Actor
from pindos.demo.wording import one, said, situations, written
from pindos.demo.year import ARRIVAL_MONTHS, BUDGET_MONTHS
from pindos.kernel.access import Viewer
from pindos.servicedesk.catalogue.shape import FieldKind, Question
from pindos.servicedesk.queries.catalogue import Offered, category_named

RARE = {  # what is not asked for as often as the rest
    "line-down": 0.2, "data-breach": 0.12, "device-lost": 0.2, "signature-revoke": 0.15,
    "malware": 0.35, "equipment-withdrawal": 0.4, "phone-new": 0.4, "backup-request": 0.3,
    "application-change": 0.4, "security-question": 0.4, "line-request": 0.25, "socket-new": 0.5,
    "maintenance": 0.4, "site-visit": 0.5, "web-fault": 0.4, "room-equipment": 0.5,
}  # fmt: skip
OFTEN = {
    "printer-not-printing": 4.0, "password-forgotten": 3.5, "irida": 3.5, "toner": 2.8,
    "computer-slow": 2.2, "signature-not-working": 2.4, "computer-not-starting": 2.0,
    "migration": 2.2, "no-network": 1.8, "screen-keyboard-mouse": 1.8, "account-locked": 1.8,
    "mail-not-working": 1.7, "phishing": 1.6, "software-install": 1.6, "scanner": 1.5,
    "share-access": 1.5, "phone-not-working": 1.4, "application-other": 1.4,
}  # fmt: skip
AT_THE_END = ("purchase-advice", "payroll-budget", "e-procurement", "licence", "toner")
ON_ARRIVAL = ("new-employee", "password-forgotten", "rights", "change-of-office", "account-locked")


DEMANDING = ("rights", "equipment-replacement")  # the head is asked by itself
CENTRAL = ("application-change", "web-publish", "web-fault")  # what the Directorate does
DAYS = {"until": (15, 60), "from": (1, 9), "when": (-3, 1), "noticed": (-3, 1), "since": (-9, 0)}
REFERABLE = (
    "irida", "diavgeia", "e-procurement", "gsis", "personnel-register", "migration",
    "payroll-budget", "application-other", "mail-not-working", "telework", "network-slow",
    "signature-not-working", "share-access", "rights", "licence", "software-fault",
    "file-restore", "backup-request", "phishing", "line-request",
)  # fmt: skip
FOR_DESK = ("maintenance", "site-visit")  # nobody else may report them


class Told(NamedTuple):
    """The words of one ticket."""

    category: str
    title: str
    description: str
    answers: dict[str, Any]
    question: str
    reply: str
    note: str
    fix: str


class Writer:
    """Writes for anybody, and never the same twice."""

    for_desk = FOR_DESK

    def __init__(self, rng: Random, desk: Viewer) -> None:
        self.rng, self.desk = rng, desk
        self.offered: dict[str, Offered] = {}
        self._written: set[tuple[str, str]] = set()
        self._left = [*situations()]
        rng.shuffle(self._left)

    def category(self, at: datetime) -> str:
        """What is asked for at that time of the year; each at least once."""
        if self._left:
            return self._left.pop()
        month = timezone.localtime(at).month
        weights = {key: RARE.get(key, OFTEN.get(key, 1.0)) for key in situations()}
        for months, keys in ((BUDGET_MONTHS, AT_THE_END), (ARRIVAL_MONTHS, ON_ARRIVAL)):
            for key in keys if month in months else ():
                weights[key] *= 2.5
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def told(self, category: str, who: Actor, other: Actor, at: datetime) -> Told:
        """A situation of the category as this person tells it, and how it goes on."""
        words, known = situations()[category], self._known(who, other, at)
        rng, is_woman = self.rng, who.is_woman
        question, _mark, reply = rng.choice(words["asks"]).partition("|")
        while True:
            title = said(rng, rng.choice(words["titles"]), known, is_woman=is_woman)
            description = self._description(words["says"], known, is_woman=is_woman)
            if (title, description) not in self._written:
                break
        self._written.add((title, description))
        return Told(
            category,
            written(rng, title, who.style)[:190],
            written(rng, description, who.style),
            self._answers(category, who, other, known, at),
            f"{said(rng, question, known)}",
            written(rng, said(rng, reply, known, is_woman=is_woman), who.style),
            said(rng, rng.choice(words["notes"]), known),
            said(rng, rng.choice(words["fixes"]), known),
        )

    def one(self, key: str, who: Actor, other: Actor, at: datetime, **more: str) -> str:
        """A general sentence, typed as this person types."""
        known = {**self._known(who, other, at), **more}
        return written(self.rng, one(self.rng, key, known, is_woman=who.is_woman), who.style)

    def _description(self, says: list[str], known: dict[str, str], *, is_woman: bool) -> str:
        rng = self.rng
        many = rng.choices((1, 2, 3), (3, 5, 2))[0]
        sentences = rng.sample(says, min(many, len(says)))
        body = [said(rng, each, known, is_woman=is_woman) for each in sentences]
        if rng.random() < 0.75:
            body.append(one(rng, "more", known))
        opening, closing = one(rng, "opening", known), one(rng, "closing", known)
        glue = "\n" if rng.random() < 0.3 else " "
        return "\n".join(filter(None, (opening, glue.join(body), closing)))

    def _known(self, who: Actor, other: Actor, at: datetime) -> dict[str, str]:
        rng, year = self.rng, timezone.localtime(at).year
        return {
            "room": who.room,
            "phone": who.phone,
            "pc": who.asset,
            "laptop": who.asset.replace("-C-", "-L-"),
            "site": who.site,
            "colleague": other.named,
            "socket": f"{rng.choice('ΑΒΓ')}{rng.randrange(1, 4)}-{rng.randrange(1, 40):02}",
            "protocol": f"{rng.randrange(1_000, 190_000)}/{year}",
            "tender": str(rng.randrange(100_000, 400_000)),
            "ada": "".join(rng.choices("ΑΒΓΔΕΖΗΘ46789ΨΩ", k=10)) + "-" + rng.choice("ΑΒΓ") + "7Ρ",
            "fault_no": str(rng.randrange(3_000_000, 9_000_000)),
            "day_of_month": str(rng.randrange(5, 28)),
        }

    def _answers(
        self, category: str, who: Actor, other: Actor, known: dict[str, str], at: datetime
    ) -> dict[str, Any]:
        if category not in self.offered:
            self.offered[category] = category_named(self.desk, category)
        fields = self.offered[category].content.fields
        return {
            each.key: self._answer(category, each, who, other, known, at)
            for each in fields
            if each.is_required or self.rng.random() < 0.55
        }

    def _answer(
        self,
        category: str,
        field: Question,
        who: Actor,
        other: Actor,
        known: dict[str, str],
        at: datetime,
    ) -> Any:
        rng = self.rng
        kinds: dict[str, Callable[[], Any]] = {
            FieldKind.CHOICE: lambda: rng.choice(field.choices).key,
            FieldKind.NUMBER: lambda: rng.choice((1, 1, 2, 2, 3, 4, 6)),
            FieldKind.DATE: lambda: _day(at, rng.randrange(*DAYS.get(field.key, (-2, 12)))),
            FieldKind.YES_NO: lambda: rng.random() < 0.5,
            FieldKind.PERSON: lambda: f"{other.given} {other.family}",
            FieldKind.SITE: lambda: who.site_id,
            FieldKind.TEXT: lambda: said(rng, rng.choice(situations()[category]["says"]), known),
        }
        if field.kind in kinds:
            return kinds[field.kind]()
        line = self._line(field.key, who, other) or rng.choice(situations()[category]["titles"])
        return said(rng, line, known)[:190]

    def _line(self, key: str, who: Actor, other: Actor) -> str:
        """What people write into one line, by what it asks for; empty where any words do."""
        lines = {
            "account": who.username,
            "address": f"{who.username}@dioikisi.example",
            "name": f"{other.given} {other.family}",
            "label": who.asset,
            "computer": who.asset,
            "number": who.phone,
            "reach-me": who.phone,
            "room": "{room}",
            "to-room": "{room}",
            "printer": "{printer}",
            "device": "{printer}",
            "program": "{program}",
            "application": "{appname}",
            "folder": "{folder}",
            "path": "{folder}\\{doc}",
            "socket": "{socket}",
            "protocol": "{protocol}",
            "ada": "{ada}",
            "message": "{app_error}",
            "error": "{printer_error}",
            "shows": "{boot_error}",
            "from": f"support@{other.username.replace('.', '-')}.example",
            "at": "{hour}:00",
            "lights": "Το πρώτο πράσινο, το δεύτερο κόκκινο",
            "where": "{floor}",
            "other-side": "protokollo@dimos.example",
            "readers": "{colleague}",
            "decision": "{protocol}",
            "duty": "Προϊσταμένη τμήματος" if who.is_woman else "Προϊστάμενος τμήματος",
            "model": "{printer}",
            "when": "9:00 με 11:00",
            "to": "{phone}",
            "why": "Το ζητά ο προϊστάμενος",
            "office": "{room}",
            "to-office": "{room}",
        }
        return lines.get(key, "")


def _day(at: datetime, days: int) -> str:
    return (timezone.localdate(at) + timedelta(days=days)).isoformat()
