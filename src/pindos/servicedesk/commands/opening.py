"""Reporting: a ticket begins, and the statute says whose it is."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.text import fold
from pindos.organisation.queries import (
    Competent,
    PersonFacts,
    PlaceFacts,
    competent_unit,
    person_facts,
    person_known_to,
    prefecture_facts,
    prefecture_named,
    site_named,
)
from pindos.organisation.terms import Competence
from pindos.records.commands import add_entry, give_number, open_record
from pindos.records.terms import Author, EntryKind
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import FIELDS, Files, say, values
from pindos.servicedesk.events import TicketOpened
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import goals, priority_for
from pindos.servicedesk.rules import (
    ACTING,
    Place,
    Spot,
    capacity_in,
    late_at,
    place_of,
)
from pindos.servicedesk.terms import ABOUT, TITLE_LENGTH, Impact, Party, State, Step, Urgency


class Route(NamedTuple):
    """Where the matter is, and which unit the statute makes competent there."""

    place: Place
    prefecture: PlaceFacts
    unit: Competent


@transaction.atomic
def open_ticket(
    *,
    viewer: Viewer,
    title: str,
    description: str = "",
    impact: str = Impact.PERSON,
    urgency: str = Urgency.NORMAL,
    prefecture: str | None = None,
    site: str | int | None = None,
    requester: str | int | None = None,
    files: Files = (),
) -> Ticket:
    """Report a problem: the unit competent at the place of the thing has it at once (S6, S9).

    Without a place it is that of the requester. Refuses words and places that cannot be used
    (Invalid), and naming another requester to those who do not work at a desk (Forbidden).
    """
    sent = Sent()
    title = sent.line("title", title, most=TITLE_LENGTH)
    description = sent.text("description", description, least=0)
    impact = sent.choice("impact", impact, Impact.values)
    urgency = sent.choice("urgency", urgency, Urgency.values)
    sent.check()
    author, person = _people(viewer, requester)
    found = route(prefecture=prefecture, site=site, requester=person)
    record = open_record(about=ABOUT, requester_id=person.id)
    by = Author(author.id, author.name, author.service)
    add_entry(
        record_id=record.pk, kind=EntryKind.OPENING, author=by, text=description, files=files
    )
    entry = add_entry(
        record_id=record.pk, kind=EntryKind.STEP, author=by, step=Step.ROUTED, facts=why(found)
    )
    now = timezone.now()
    ticket = _ticket(found, title, impact, urgency, person, now)
    ticket.record_id = record.pk
    # From here to the end of the transaction all others who report in the prefecture wait.
    ticket.number = give_number(
        record_id=record.pk, prefecture_key=found.prefecture.key, on=timezone.localdate(now)
    )
    ticket.search_text = searchable(ticket, person)
    ticket.save(force_insert=True)
    _say_opened(viewer, ticket, entry.pk, is_own=author.id == person.id)
    return ticket


def route(
    *, prefecture: str | None, site: str | int | None, requester: PersonFacts | None
) -> Route:
    """Who is competent: by the place of the thing, then of the requester (S6).

    Refuses a place that does not exist, a site outside the prefecture named, and no place at all
    (Invalid); and a place for which nobody is competent (Refused).
    """
    named = prefecture_named(prefecture) if prefecture else None
    where = site_named(site) if site else None
    its = prefecture_facts(where.prefecture_id) if where else None
    own = None
    if requester and requester.prefecture_id is not None and not (named or where):
        own = prefecture_facts(requester.prefecture_id)
    place = place_of(
        site=Spot(its.id, its.name, where.id, where.name) if its and where else None,
        prefecture=Spot(named.id, named.name) if named else None,
        requester=Spot(own.id, own.name, requester.site_id) if own and requester else None,
    )
    facts = its or named or own
    if facts is None:
        raise RuntimeError("a place without a prefecture")
    return Route(place, facts, competent_unit(Competence.SUPPORT_USERS, facts.id))


def searchable(ticket: Ticket, requester: PersonFacts | None) -> str:
    """All words by which a ticket is looked for, folded."""
    return fold(f"{ticket.number} {ticket.title} {requester.name if requester else ''}")


def why(found: Route) -> dict[str, object]:
    """What the timeline keeps of a route, so that it can be explained to any reader."""
    return {
        "unit": found.unit.unit_id,
        "clause": found.unit.clause,
        "basis": found.place.basis,
        "prefecture": found.place.prefecture_id,
    }


def _people(viewer: Viewer, requester: str | int | None) -> tuple[PersonFacts, PersonFacts]:
    """Who reports, and for whom."""
    if viewer.person_id is None:
        raise Refused(
            _("Your account belongs to no person, so it cannot report. Ask an administrator.")
        )
    author = person_facts(viewer.person_id)
    asked = str(requester).strip() if requester is not None else ""
    if not asked or asked.casefold() in {
        str(author.id),
        author.key.casefold(),
        author.email.casefold(),
    }:
        return author, author
    if not any(viewer.units_as(role) for role in ACTING):
        raise Forbidden(_("Only those who work at a desk can report for somebody else."))
    return author, person_known_to(viewer, asked)


def _ticket(
    found: Route, title: str, impact: str, urgency: str, person: PersonFacts, now: datetime
) -> Ticket:
    priority = priority_for(impact, urgency)
    return Ticket(
        title=title,
        requester_id=person.id,
        prefecture_id=found.place.prefecture_id,
        site_id=found.place.site_id,
        unit_id=found.unit.unit_id,
        with_unit_id=found.unit.unit_id,
        state=State.NEW,
        impact=impact,
        urgency=urgency,
        priority=priority,
        opened_at=now,
        state_since=now,
        counted_from=now,
        late_at=late_at(now, goals()[priority]),
    )


def _say_opened(viewer: Viewer, ticket: Ticket, entry_id: int, *, is_own: bool) -> None:
    after = values(ticket)
    held = next((role for role in ACTING if viewer.units_as(role)), "")
    say(
        TicketOpened,
        ticket,
        by=viewer,
        capacity=Party.REQUESTER if is_own else capacity_in(viewer, ticket.unit_id) or held,
        entry_id=entry_id,
        changes={field.removesuffix("_id"): (None, after[field]) for field in FIELDS},
        prefecture_id=ticket.prefecture_id,
        priority=ticket.priority,
    )
