"""One event of one ticket, about to be told to people."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import keyed
from pindos.notices.commands import tell
from pindos.organisation.queries import people_by_id, workers_of
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.events import (
    TicketEvent,
)
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.terms import ABOUT

WORDS_SHOWN = 2_000  # characters of what somebody wrote; the rest stands on the page
Say = Callable[[], str]


@dataclass(frozen=True)
class News:
    """One event of one ticket, about to be told; ``heard`` are those to whom it was.

    ``written_to`` are the addresses of those outside the register that were written to.
    """

    event: TicketEvent
    ticket: Ticket
    heard: set[int] = field(default_factory=set, compare=False)
    written_to: set[str] = field(default_factory=set, compare=False)

    def tell(self, people: Iterable[int | None], kind: str, title: Say, text: Say = str) -> int:
        """Tell each of these people in their language, who has not heard of it; how many were."""
        people = _known(people, self) - self.heard
        self.heard.update(people)
        told = _gathering.get()
        if told is not None:
            told.append(Told(self, sorted(people), kind, title, text))
        if told is not None or self.event.bulk_id is not None or not people:
            return 0  # of an act on many tickets people are told once, at its end
        return self.send(people, kind, title, text)

    def send(self, people: Iterable[int | None], kind: str, title: Say, text: Say = str) -> int:
        """The notice itself."""
        number, subject = self.event.number, self.ticket.title
        return tell(
            person_ids=people,
            key=f"{kind}:{self.event.entry_id}",
            kind=kind,
            about=f"{ABOUT}:{self.ticket.pk}",
            say=lambda: (f"{number}: {title()}", f"{subject}\n\n{text()}".strip()),
            url=f"/tickets/{number}/",
            by=Viewer(person_id=self.event.by_person_id),
        )

    def written(self, sight: Sight = Sight.PUBLIC, most: int = WORDS_SHOWN) -> str:
        """What was written with the event, as far as these readers may see it."""
        if not self.event.entry_id:
            return ""  # it has not happened yet
        entries = timeline(self.ticket.record_id, sight)
        text = next((entry.text for entry in entries if entry.pk == self.event.entry_id), "")
        return Truncator(text).chars(most)

    @property
    def is_only_asked(self) -> bool:
        """Whether it is only written down who would be told."""
        return _gathering.get() is not None

    def unit(self) -> list[int]:
        """All who work in the unit that answered then, without the requester, who may be one."""
        return [pk for pk in workers_in(self.event.unit_id) if pk != self.ticket.requester_id]

    def desk(self) -> list[int]:
        """Whoever has it in the unit; all who work there while nobody has."""
        return [self.ticket.assignee_id] if self.ticket.assignee_id else self.unit()


@dataclass(frozen=True)
class Told:
    """What some people would hear of one event."""

    news: News
    people: list[int]
    kind: str
    title: Say
    text: Say

    def tell(self, people: Iterable[int]) -> int:
        """Tell it to these, as of a single act."""
        return self.news.send(people, self.kind, self.title, self.text)


_gathering: ContextVar[list[Told] | None] = ContextVar("gathering", default=None)
_ticket: ContextVar[Ticket | None] = ContextVar("ticket of the gathering", default=None)


@contextmanager
def gathering(ticket: Ticket) -> Iterator[list[Told]]:
    """Let tellers of this ticket's events write down whom they would tell, and tell nobody."""
    found: list[Told] = []
    tokens = _gathering.set(found), _ticket.set(ticket)
    try:
        yield found
    finally:
        _gathering.reset(tokens[0])
        _ticket.reset(tokens[1])


def _known(people: Iterable[int | None], news: News) -> set[int]:
    return {person for person in people if person is not None} - {news.event.by_person_id or 0}


def news_of(event: TicketEvent) -> News:
    """The event with its ticket as it is now."""
    ticket = _ticket.get() or _one.first(event.ticket_id)
    if ticket is None:
        raise Ticket.DoesNotExist(f"no ticket {event.ticket_id}")
    return News(event, ticket)


@keyed
def _one(ticket_id: int) -> QuerySet[Ticket]:
    return Ticket.objects.filter(pk=ticket_id)


def workers_in(unit_id: int) -> list[int]:
    """All who work in a unit."""
    return [person.id for person in workers_of(unit_id)]


def owner_of(ticket: Ticket) -> int | None:
    """Who has it at the Directorate now."""
    leg = Leg.objects.filter(ticket=ticket, ended_at=None).first()
    return leg.owner_id if leg else None


def name_of(person_id: int | None) -> str:
    """The name of a person; of nobody, somebody."""
    people = people_by_id([person_id] if person_id else [])
    return people[person_id].name if person_id in people else _("Somebody")


def reason_of(news: News) -> str:
    """Why it moved, as it was written then."""
    entries = timeline(news.ticket.record_id, Sight.ALL)
    facts: dict[str, Any] = next((e.facts for e in entries if e.pk == news.event.entry_id), {})
    reason = Truncator(str(facts.get("reason", ""))).chars(WORDS_SHOWN)
    return _("Reason: %(reason)s") % {"reason": reason} if reason else ""
