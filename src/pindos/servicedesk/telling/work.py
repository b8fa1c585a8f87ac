"""Who is told of the work on a ticket, from its opening to its end."""

from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.organisation.queries import unit_facts
from pindos.records.terms import Sight
from pindos.servicedesk.events import (
    TicketAssigned,
    TicketConfirmed,
    TicketMailed,
    TicketMoved,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketTaken,
)
from pindos.servicedesk.models import Leg
from pindos.servicedesk.telling.merging import desk_of, tell_merged
from pindos.servicedesk.telling.news import (
    News,
    Say,
    name_of,
    news_of,
    owner_of,
    reason_of,
    workers_in,
)
from pindos.servicedesk.telling.outside import tell_outside
from pindos.servicedesk.telling.watching import tell_who_is_addressed, tell_who_watches
from pindos.servicedesk.terms import TEXT_LENGTH


@on(TicketOpened, name="tell-of-ticket-opened")
def tell_of_opened(event: TicketOpened) -> None:
    """The unit hears of new work; the requester that it was received."""
    news = news_of(event)
    unit_id, asked_id = event.unit_id, event.asked_unit_id

    def where() -> str:
        said = _("It is with: %(unit)s.") % {"unit": unit_facts(unit_id).name}
        if asked_id is None:
            return said
        asked = _("Before work begins it needs approval. Asked is the head of: %(unit)s.")
        return f"{said} {asked % {'unit': unit_facts(asked_id).name}}"

    news.tell(
        [news.ticket.requester_id], "ticket-received", lambda: _("we have your report"), where
    )
    news.tell(news.unit(), "ticket-new", lambda: _("new ticket"))


def tell_of_owner(event: TicketTaken | TicketAssigned) -> None:
    """The requester hears who has it, and whoever was given it hears so."""
    news = news_of(event)
    name = name_of(event.assignee_id)
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
    news = news_of(event)
    words = news.written()
    tell_who_is_addressed(news, event, lambda: words)
    if event.is_by_requester:
        people = {*desk_of(news), owner_of(news.ticket)}
        news.tell(people, "ticket-answered", lambda: _("the requester replied"), lambda: words)
        tell_who_watches(news, lambda: _("the requester replied"), lambda: words)
        return
    kind = "ticket-asked" if event.asks else "ticket-replied"

    def title() -> str:
        asked, replied = _("we need an answer from you"), _("there is a reply for you")
        return asked if event.asks else replied

    news.tell([news.ticket.requester_id], kind, title, lambda: words)
    _tell_who_asked(news, kind, title, words)
    colleagues = {news.ticket.assignee_id, owner_of(news.ticket)} - {news.ticket.requester_id}
    news.tell(
        colleagues, "ticket-spoken", lambda: _("a reply went to the requester"), lambda: words
    )
    tell_who_watches(news, lambda: _("a reply went to the requester"), lambda: words)


def _tell_who_asked(news: News, kind: str, title: Say, words: str) -> None:
    """Whoever asked from outside the register, and whoever asked what is dealt with in it."""

    def whole() -> str:
        return news.written(most=TEXT_LENGTH)

    tell_outside(news, title, whole)
    tell_merged(news, kind, title, lambda: words, whole)


@on(TicketMailed, name="tell-of-ticket-mailed")
def tell_of_mailed(event: TicketMailed) -> None:
    """The desk hears that a letter did not arrive; of thanks nobody is woken."""
    if not event.is_undelivered:
        return
    news = news_of(event)
    news.tell(news.desk(), "ticket-undelivered", lambda: _("a letter did not arrive"))


@on(TicketNoted, name="tell-of-ticket-noted")
def tell_of_note(event: TicketNoted) -> None:
    """Whoever has it, on both sides of a referral, hears of a note."""
    news = news_of(event)
    words = news.written(Sight.ALL)
    tell_who_is_addressed(news, event, lambda: words)
    news.tell(
        {news.ticket.assignee_id, owner_of(news.ticket)} - {news.ticket.requester_id},
        "ticket-noted",
        lambda: _("a new internal note"),
        lambda: words,
    )
    tell_who_watches(news, lambda: _("a new internal note"), lambda: words, Sight.ALL)


@on(TicketMoved, name="tell-of-ticket-moved")
def tell_of_move(event: TicketMoved) -> None:
    """Both units and the requester hear where it went; its line in the timeline says why."""
    news = news_of(event)
    unit_id = event.unit_id
    news.tell(
        {*news.unit(), *workers_in(event.from_unit_id), news.ticket.requester_id},
        "ticket-moved",
        lambda: _("it moved to: %(unit)s") % {"unit": unit_facts(unit_id).name},
        lambda: reason_of(news),
    )
    tell_who_watches(
        news,
        lambda: _("it moved to: %(unit)s") % {"unit": unit_facts(unit_id).name},
        lambda: reason_of(news),
    )


@on(TicketResolved, name="tell-of-ticket-resolved")
def tell_of_solution(event: TicketResolved) -> None:
    """The requester hears that it is solved, and how."""
    news = news_of(event)
    words = news.written()
    news.tell(
        [news.ticket.requester_id],
        "ticket-resolved",
        lambda: _("it is solved: confirm it or reopen it"),
        lambda: words,
    )
    _tell_who_asked(news, "ticket-resolved", lambda: _("it is solved"), words)
    tell_who_watches(news, lambda: _("it is solved"), lambda: words)


@on(TicketConfirmed, name="tell-of-ticket-confirmed")
def tell_of_confirmation(event: TicketConfirmed) -> None:
    """Whoever had it hears that it is over, at the Directorate too."""
    news = news_of(event)
    owner = Leg.objects.get(pk=event.leg_id).owner_id if event.leg_id else None
    news.tell(
        {news.ticket.assignee_id, owner},
        "ticket-confirmed",
        lambda: _("the requester confirmed that it is solved"),
    )
    tell_who_watches(news, lambda: _("the requester confirmed that it is solved"))


@on(TicketReopened, name="tell-of-ticket-reopened")
def tell_of_reopening(event: TicketReopened) -> None:
    """The other side hears that it is not solved after all."""
    news = news_of(event)
    people = news.desk() if event.is_by_requester else [news.ticket.requester_id]
    news.tell(people, "ticket-reopened", lambda: _("it was reopened"))
    tell_who_watches(news, lambda: _("it was reopened"))
