"""Asking whoever asked, once for each solution and not too often."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from pindos.kernel.events import emit
from pindos.organisation.queries import unit_named
from pindos.servicedesk.queries import TicketFacts, category_keys, solved_ticket
from pindos.surveys.events import SurveyAsked
from pindos.surveys.models import Survey
from pindos.surveys.options import IS_ON, PAUSE_DAYS, QUIET_CATEGORIES, QUIET_UNITS
from pindos.surveys.terms import GOOD_DAYS

LOCKS = 5_731  # the first half of the name of a lock; the other is the person


@transaction.atomic
def ask_about(ticket_id: int, *, solved_by: int | None = None) -> Survey | None:
    """Ask about the last solution of a ticket, unless it was asked or nobody is to be asked.

    Whoever comes first does it: the reaction to the solution, or the letter that tells of it.
    Whoever solved their own is not asked, nor whoever was asked within the days that the
    administrators have set.
    """
    ticket = solved_ticket(ticket_id)
    if ticket is None or ticket.solved_at is None or ticket.requester_id in (None, solved_by):
        return None
    assert ticket.requester_id is not None
    _one_at_a_time(ticket.requester_id)
    known = Survey.objects.filter(ticket=ticket.id, solved_at=ticket.solved_at).first()
    if known is not None or not _may_ask(ticket, ticket.requester_id):
        return known
    now = timezone.now()
    survey = Survey.objects.create(
        ticket_id=ticket.id,
        solved_at=ticket.solved_at,
        person_id=ticket.requester_id,
        unit_id=ticket.unit_id,
        prefecture_id=ticket.prefecture_id,
        category_id=ticket.category_id,
        asked_at=now,
        good_until=now + timedelta(days=GOOD_DAYS),
    )
    emit(
        SurveyAsked(survey_id=survey.pk, ticket_id=ticket.id, unit_id=ticket.unit_id),
        about=survey,
        unit_id=ticket.unit_id,
        changes={
            "person": (None, survey.person_id),
            "good_until": (None, survey.good_until),
        },
    )
    return survey


def _may_ask(ticket: TicketFacts, person_id: int) -> bool:
    if not IS_ON.now():
        return False
    if ticket.unit_id in {unit_named(key).id for key in QUIET_UNITS.now()}:
        return False
    keys = category_keys([ticket.category_id] if ticket.category_id else [])
    if set(keys.values()) & set(QUIET_CATEGORIES.now()):
        return False
    since = timezone.now() - timedelta(days=PAUSE_DAYS.now())
    return not Survey.objects.filter(person=person_id, asked_at__gt=since).exists()


def _one_at_a_time(person_id: int) -> None:
    """Two tickets of one person that are solved at once wait here; SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, person_id])
