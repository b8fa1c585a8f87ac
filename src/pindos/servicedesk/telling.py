"""Who is told what about tickets. Whoever did it is never told of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.organisation.queries import people_by_id, unit_facts, workers_of
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.events import (
    TicketAccepted,
    TicketAssigned,
    TicketConfirmed,
    TicketEvent,
    TicketHandedBack,
    TicketMoved,
    TicketNoted,
    TicketOpened,
    TicketRecalled,
    TicketReferred,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketReturned,
    TicketTaken,
)
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.terms import ABOUT

WORDS_SHOWN = 2_000  # characters of what somebody wrote; the rest stands on the page
Say = Callable[[], str]


@dataclass(frozen=True)
class News:
    """One event of one ticket, about to be told."""

    event: TicketEvent
    ticket: Ticket

    def tell(self, people: Iterable[int | None], kind: str, title: Say, text: Say = str) -> int:
        """Tell each of these people once, in their language; return how many were told."""
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

    def written(self, sight: Sight = Sight.PUBLIC) -> str:
        """What was written with the event, as far as these readers may see it."""
        entries = timeline(self.ticket.record_id, sight)
        text = next((entry.text for entry in entries if entry.pk == self.event.entry_id), "")
        return Truncator(text).chars(WORDS_SHOWN)

    def unit(self) -> list[int]:
        """All who work in the unit that answered then, without the requester, who may be one."""
        return [pk for pk in _workers(self.event.unit_id) if pk != self.ticket.requester_id]

    def desk(self) -> list[int]:
        """Whoever has it in the unit; all who work there while nobody has."""
        return [self.ticket.assignee_id] if self.ticket.assignee_id else self.unit()


@on(TicketOpened, name="tell-of-ticket-opened")
def tell_of_opened(event: TicketOpened) -> None:
    """The unit hears of new work; the requester that it was received."""
    news = _news(event)
    unit_id = event.unit_id
    news.tell(
        [news.ticket.requester_id],
        "ticket-received",
        lambda: _("we have your report"),
        lambda: _("It is with: %(unit)s.") % {"unit": unit_facts(unit_id).name},
    )
    news.tell(news.unit(), "ticket-new", lambda: _("new ticket"))


def tell_of_owner(event: TicketTaken | TicketAssigned) -> None:
    """The requester hears who has it, and whoever was given it hears so."""
    news = _news(event)
    name = _name(event.assignee_id)
    news.tell(
        {news.ticket.requester_id} - {event.assignee_id},
        "ticket-taken",
        lambda: _("your report is being looked after"),
        lambda: _("%(person)s has it.") % {"person": name},
    )
    news.tell([event.assignee_id], "ticket-assigned", lambda: _("it was assigned to you"))


on(TicketTaken, name="tell-of-ticket-taken")(tell_of_owner)
on(TicketAssigned, name="tell-of-ticket-assigned")(tell_of_owner)


@on(TicketReplied, name="tell-of-ticket-replied")
def tell_of_reply(event: TicketReplied) -> None:
    """The other side hears what was said; while it is referred both units do."""
    news = _news(event)
    words = news.written()
    if event.is_by_requester:
        people = {*news.desk(), _owner(news.ticket)}
        news.tell(people, "ticket-answered", lambda: _("the requester replied"), lambda: words)
        return
    asks = event.asks
    news.tell(
        [news.ticket.requester_id],
        "ticket-asked" if asks else "ticket-replied",
        lambda: _("we need an answer from you") if asks else _("there is a reply for you"),
        lambda: words,
    )
    colleagues = {news.ticket.assignee_id, _owner(news.ticket)} - {news.ticket.requester_id}
    news.tell(
        colleagues, "ticket-spoken", lambda: _("a reply went to the requester"), lambda: words
    )


@on(TicketNoted, name="tell-of-ticket-noted")
def tell_of_note(event: TicketNoted) -> None:
    """Whoever has it, on both sides of a referral, hears of a note."""
    news = _news(event)
    words = news.written(Sight.ALL)
    news.tell(
        {news.ticket.assignee_id, _owner(news.ticket)} - {news.ticket.requester_id},
        "ticket-noted",
        lambda: _("a new internal note"),
        lambda: words,
    )


@on(TicketReferred, name="tell-of-ticket-referred")
def tell_of_referral(event: TicketReferred) -> None:
    """The unit that is asked hears of it."""
    news = _news(event)
    reason = Leg.objects.get(pk=event.leg_id).reason
    unit_id = event.unit_id
    news.tell(
        _workers(event.to_unit_id),
        "ticket-referred",
        lambda: _("referred by: %(unit)s") % {"unit": unit_facts(unit_id).name},
        lambda: Truncator(reason).chars(WORDS_SHOWN),
    )


@on(TicketAccepted, name="tell-of-ticket-accepted")
def tell_of_acceptance(event: TicketAccepted) -> None:
    """The unit that referred it hears who has it there."""
    news = _news(event)
    name = _name(event.owner_id)
    news.tell(
        news.desk(),
        "ticket-accepted",
        lambda: _("the Directorate accepted it"),
        lambda: _("%(person)s has it.") % {"person": name},
    )


def tell_of_return(event: TicketReturned | TicketHandedBack) -> None:
    """The unit hears that it is its turn again, and what was asked or answered."""
    news = _news(event)
    words = news.written(Sight.ALL)
    is_question = isinstance(event, TicketReturned)
    news.tell(
        {*news.unit(), news.ticket.assignee_id},
        "ticket-returned" if is_question else "ticket-handed-back",
        lambda: _("came back with a question") if is_question else _("came back with an answer"),
        lambda: words,
    )


on(TicketReturned, name="tell-of-ticket-returned")(tell_of_return)
on(TicketHandedBack, name="tell-of-ticket-handed-back")(tell_of_return)


@on(TicketRecalled, name="tell-of-ticket-recalled")
def tell_of_recall(event: TicketRecalled) -> None:
    """Whoever had it there hears that it is theirs no more."""
    news = _news(event)
    owner = Leg.objects.get(pk=event.leg_id).owner_id
    people = [owner] if owner else _workers(event.from_unit_id)
    news.tell(people, "ticket-recalled", lambda: _("the referral was recalled"))


@on(TicketMoved, name="tell-of-ticket-moved")
def tell_of_move(event: TicketMoved) -> None:
    """Both units and the requester hear where it went; its line in the timeline says why."""
    news = _news(event)
    unit_id = event.unit_id
    news.tell(
        {*news.unit(), *_workers(event.from_unit_id), news.ticket.requester_id},
        "ticket-moved",
        lambda: _("it moved to: %(unit)s") % {"unit": unit_facts(unit_id).name},
        lambda: _reason(news),
    )


@on(TicketResolved, name="tell-of-ticket-resolved")
def tell_of_solution(event: TicketResolved) -> None:
    """The requester hears that it is solved, and how."""
    news = _news(event)
    words = news.written()
    news.tell(
        [news.ticket.requester_id],
        "ticket-resolved",
        lambda: _("it is solved: confirm it or reopen it"),
        lambda: words,
    )


@on(TicketConfirmed, name="tell-of-ticket-confirmed")
def tell_of_confirmation(event: TicketConfirmed) -> None:
    """Whoever had it hears that it is over, at the Directorate too."""
    news = _news(event)
    owner = Leg.objects.get(pk=event.leg_id).owner_id if event.leg_id else None
    news.tell(
        {news.ticket.assignee_id, owner},
        "ticket-confirmed",
        lambda: _("the requester confirmed that it is solved"),
    )


@on(TicketReopened, name="tell-of-ticket-reopened")
def tell_of_reopening(event: TicketReopened) -> None:
    """The other side hears that it is not solved after all."""
    news = _news(event)
    people = news.desk() if event.is_by_requester else [news.ticket.requester_id]
    news.tell(people, "ticket-reopened", lambda: _("it was reopened"))


def _news(event: TicketEvent) -> News:
    return News(event, Ticket.objects.get(pk=event.ticket_id))


def _workers(unit_id: int) -> list[int]:
    return [person.id for person in workers_of(unit_id)]


def _owner(ticket: Ticket) -> int | None:
    """Who has it at the Directorate now."""
    leg = Leg.objects.filter(ticket=ticket, ended_at=None).first()
    return leg.owner_id if leg else None


def _name(person_id: int | None) -> str:
    people = people_by_id([person_id] if person_id else [])
    return people[person_id].name if person_id in people else _("Somebody")


def _reason(news: News) -> str:
    entries = timeline(news.ticket.record_id, Sight.ALL)
    facts: dict[str, Any] = next((e.facts for e in entries if e.pk == news.event.entry_id), {})
    reason = Truncator(str(facts.get("reason", ""))).chars(WORDS_SHOWN)
    return _("Reason: %(reason)s") % {"reason": reason} if reason else ""
