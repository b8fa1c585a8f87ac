"""Who is told of referrals, on both sides."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.organisation.queries import unit_facts
from pindos.records.terms import Sight
from pindos.servicedesk.events import (
    TicketAccepted,
    TicketHandedBack,
    TicketRecalled,
    TicketReferred,
    TicketReturned,
)
from pindos.servicedesk.models import Leg
from pindos.servicedesk.telling.news import WORDS_SHOWN, name_of, news_of, workers_in


@on(TicketReferred, name="tell-of-ticket-referred")
def tell_of_referral(event: TicketReferred) -> None:
    """The unit that is asked hears of it."""
    news = news_of(event)
    reason = Leg.objects.get(pk=event.leg_id).reason
    unit_id = event.unit_id
    news.tell(
        workers_in(event.to_unit_id),
        "ticket-referred",
        lambda: _("referred by: %(unit)s") % {"unit": unit_facts(unit_id).name},
        lambda: Truncator(reason).chars(WORDS_SHOWN),
    )


@on(TicketAccepted, name="tell-of-ticket-accepted")
def tell_of_acceptance(event: TicketAccepted) -> None:
    """The unit that referred it hears who has it there."""
    news = news_of(event)
    name = name_of(event.owner_id)
    news.tell(
        news.desk(),
        "ticket-accepted",
        lambda: _("the Directorate accepted it"),
        lambda: _("%(person)s has it.") % {"person": name},
    )


def tell_of_return(event: TicketReturned | TicketHandedBack) -> None:
    """The unit hears that it is its turn again, and what was asked or answered."""
    news = news_of(event)
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
    news = news_of(event)
    owner = Leg.objects.get(pk=event.leg_id).owner_id
    people = [owner] if owner else workers_in(event.from_unit_id)
    news.tell(people, "ticket-recalled", lambda: _("the referral was recalled"))
