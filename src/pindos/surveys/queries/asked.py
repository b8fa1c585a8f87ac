"""Questions that were asked, for whoever has to answer them and for the unit that solved."""

from datetime import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.traces import trace
from pindos.organisation.rights import units_seen_by
from pindos.servicedesk.queries import ticket_by, unit_tickets_for
from pindos.servicedesk.terms import ABOUT
from pindos.shell.moments import date_of
from pindos.surveys.models import Survey

TRACE = "surveys"
LONGEST_TOKEN = 120  # characters
_signer = Signer(sep=".", salt="pindos.surveys.link")

trace(ABOUT, TRACE, lambda pk: Survey.objects.filter(ticket=pk))


class Asked(NamedTuple):
    """A question as its page shows it."""

    survey: Survey
    number: str
    is_over: bool
    until: str


def token_of(survey: Survey) -> str:
    """What stands in the address: the id with a keyed signature, so that none can be guessed."""
    return _signer.sign(str(survey.pk))


def survey_of_link(token: str) -> Survey:
    """The question behind an address; NotFound for all that we have not signed."""
    try:
        pk = _signer.unsign(token[:LONGEST_TOKEN])
    except BadSignature as error:
        raise NotFound from error
    found = Survey.objects.select_related("ticket").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def asked_of(survey: Survey) -> Asked:
    """The number of its ticket, whether it can be answered still, and until which day."""
    until = date_of(survey.good_until)
    return Asked(survey, survey.ticket.number or "", is_over(survey), until)


def is_over(survey: Survey, now: datetime | None = None) -> bool:
    """Whether its days are over."""
    return survey.good_until <= (now or timezone.now())


def asked_on_ticket(viewer: Viewer, ticket: int | str) -> Survey | None:
    """The last question on a ticket, if it was put to the viewer."""
    rows = Survey.objects.filter(ticket=ticket_by(viewer, ticket), person=viewer.person_id)
    return rows.select_related("ticket").order_by("-solved_at").first()


def answers_on_ticket(viewer: Viewer, ticket: int | str) -> QuerySet[Survey]:
    """What was answered, for those who read the ticket and all the work of the unit that solved.

    A unit that only moved it on reads the ticket, and not this.
    """
    row = ticket_by(viewer, ticket)
    rows = Survey.objects.filter(ticket=row, unit__in=units_seen_by(viewer))
    inside = unit_tickets_for(viewer).filter(pk=row.pk)
    return rows.filter(ticket__in=inside).exclude(answer="").order_by("-solved_at")
