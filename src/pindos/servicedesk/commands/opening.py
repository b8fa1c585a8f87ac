"""Reporting: a ticket begins, and the statute says whose it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.clocks.commands import Begun
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.inserting import insert_one
from pindos.kernel.joining import Groups
from pindos.kernel.rows import new
from pindos.kernel.text import fold
from pindos.organisation.queries import (
    PersonFacts,
    people_by_id_or_key,
    person_known_to,
)
from pindos.organisation.rights import ACTING, capacity_in
from pindos.records.commands import begin_numbered, begin_record, give_number
from pindos.records.terms import Author, EntryKind, Written
from pindos.search.commands import entries_of, keep_new
from pindos.search.terms import Findable, Readers
from pindos.servicedesk.commands.demanding import Demand, ask_demanded, demanded
from pindos.servicedesk.commands.filling import Answers, Filled, filled, keep_answers
from pindos.servicedesk.commands.promises import begin_promises
from pindos.servicedesk.commands.routing import Route, route, why
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.stays import keep_stay
from pindos.servicedesk.commands.turn import FIELDS, Files, say, values
from pindos.servicedesk.events import TicketOpened
from pindos.servicedesk.models import Caller, Ticket
from pindos.servicedesk.queries import priority_for, works_at_a_desk
from pindos.servicedesk.terms import ABOUT, TITLE_LENGTH, Came, Impact, Party, State, Step, Urgency


def open_ticket(
    *,
    viewer: Viewer,
    title: str,
    description: str = "",
    impact: str | None = None,
    urgency: str | None = None,
    prefecture: str | None = None,
    site: str | int | None = None,
    requester: str | int | None = None,
    category: str | None = None,
    answers: Answers | None = None,
    caller: str = "",
    caller_phone: str = "",
    files: Files = (),
    are_answers_needed: bool = True,
    came_by: str = Came.PAGE,
    known: Sequence[PersonFacts] = (),
) -> Ticket:
    """Report a problem: the unit competent at the place of the thing has it at once (S6, S9).

    Without a place it is the requester's, without impact and urgency the category's; ``caller`` is
    not in the register, who is ``known`` is not read again. Refuses Invalid and Forbidden things.
    """
    sent = Sent()
    title = sent.line("title", title, most=TITLE_LENGTH)
    description = sent.text("description", description, least=0)
    form = filled(viewer, sent, category, answers, are_all_needed=are_answers_needed)
    called = _called(sent, caller, caller_phone)
    weight = _weight(sent, form, impact, urgency)
    sent.check()
    author, person = _people(viewer, requester, known, is_unknown=called is not None)
    found = route(prefecture=prefecture, site=site, requester=person, form=form)
    ticket = _ticket(found, title, weight, person, form, timezone.now())
    ticket.came_by = Came.PHONE if came_by == Came.PAGE and person != author else came_by
    ticket.requester_name, named = (person.name,) * 2 if person else ("", caller)
    words = entries_of(_findable(ticket, named, description))
    demand = demanded(form, ticket.requester_id, ticket.unit_id)
    # SQLite's other writers wait from here. Only a file can still be refused: then it is undone
    with transaction.atomic(savepoint=bool(files)):
        promises = begin_promises(ticket, ticket.opened_at)
        entry = _entered(ticket, author, found, named, description, files)
        beside = _keep(ticket, form, called, promises, words)
        _say_opened(viewer, ticket, entry, form, demand, beside, is_own=person == author)
    return ticket


def _findable(ticket: Ticket, named: str, description: str) -> Findable:
    """The ticket as it is found, before it has an id: its words take time and need no lock."""
    people = [ticket.requester_id] if ticket.requester_id else []
    return Findable(
        kind=ABOUT,
        about_id=0,
        title=ticket.title,
        at=ticket.opened_at,
        readers=Readers(units=[ticket.unit_id], people=people),
        text=f"{named}\n{description}",
        unit_id=ticket.unit_id,
    )


def _entered(
    ticket: Ticket,
    author: PersonFacts,
    found: Route,
    named: str,
    description: str,
    files: Files,
) -> int:
    """The ticket and its record: what was reported and where it went; the id of the latter.

    From here to the end of the transaction all others who report in the prefecture wait: files,
    which take time and lock rows of their own, are therefore attached before it has its number.
    """
    key, on = found.prefecture.key, timezone.localdate(ticket.opened_at)
    own: dict[str, Any] = {
        "about": ABOUT,
        "requester_id": ticket.requester_id,
        "author": Author(author.id, author.name, author.service),
        "written": [
            Written(EntryKind.OPENING, description),
            Written(EntryKind.STEP, step=Step.ROUTED, facts=why(found)),
        ],
    }
    if not files:
        words = fold(f"{ticket.title} {named}")
        rows = begin_numbered(ticket, **own, prefecture_key=key, on=on, search_text=words)
        return rows[-1].pk
    rows = begin_record(**own, files=files)
    ticket.record_id = rows[0].record_id
    ticket.number = give_number(record_id=ticket.record_id, prefecture_key=key, on=on)
    ticket.search_text = searchable(ticket, named)
    insert_one(ticket)
    return rows[-1].pk


def _keep(
    ticket: Ticket,
    form: Filled | None,
    called: Caller | None,
    promises: Begun,
    words: Sequence[Any],
) -> Groups:
    """What belongs to a ticket and needs its id; gives what is to go in with the event."""
    beside: list[Sequence[Model]] = []
    keep_new(words, ticket.pk, ticket.record_id, beside.append)
    promises.save(ticket.pk, beside.append)
    keep_stay(ticket, write=beside.append)
    keep_answers(ticket, form, ticket.opened_at)
    if called:
        called.ticket = ticket
        called.save(force_insert=True)
    return beside


def _weight(
    sent: Sent, form: Filled | None, impact: str | None, urgency: str | None
) -> tuple[str, str]:
    """Whom it hinders and how much: as it was said, else as the category has it."""
    usual = form.category.content if form else None
    impact = impact or (usual.impact if usual else Impact.PERSON)
    urgency = urgency or (usual.urgency if usual else Urgency.NORMAL)
    return (
        sent.choice("impact", impact, Impact),
        sent.choice("urgency", urgency, Urgency),
    )


def searchable(ticket: Ticket, asked_by: str) -> str:
    """All words by which a ticket is looked for, folded; ``asked_by`` is the name of a person."""
    return fold(f"{ticket.number} {ticket.title} {asked_by}")


def _called(sent: Sent, name: str, phone: str) -> Caller | None:
    """Somebody who called and whom the register does not hold."""
    if not name.strip():
        return None
    return Caller(
        name=sent.line("caller", name, most=200),
        phone=" ".join(sent.text("caller_phone", phone, least=0, most=40).split()),
    )


def _people(
    viewer: Viewer,
    requester: str | int | None,
    known: Sequence[PersonFacts],
    *,
    is_unknown: bool,
) -> tuple[PersonFacts, PersonFacts | None]:
    """Who reports, and for whom; for nobody when somebody unknown called."""
    if viewer.person_id is None:
        raise Refused(
            _("Your account belongs to no person, so it cannot report. Ask an administrator.")
        )
    asked = str(requester).strip() if requester is not None else ""
    if asked or not any(each.id == viewer.person_id for each in known):
        known = people_by_id_or_key(viewer.person_id, asked)
    author = next(each for each in known if each.id == viewer.person_id)
    own = {str(author.id), author.key.casefold(), author.email.casefold(), ""}
    if (is_unknown or asked.casefold() not in own) and not works_at_a_desk(viewer):
        raise Forbidden(_("Only those who work at a desk can report for somebody else."))
    if is_unknown and not asked:
        return author, None
    if asked.casefold() in own:
        return author, author
    return author, person_known_to(viewer, asked, known)


def _ticket(
    found: Route,
    title: str,
    weight: tuple[str, str],
    person: PersonFacts | None,
    form: Filled | None,
    now: datetime,
) -> Ticket:
    impact, urgency = weight
    return new(
        Ticket,
        title=title,
        requester_id=person.id if person else None,
        category_id=form.category.id if form else None,
        category_version_id=form.category.version_id if form else None,
        prefecture_id=found.place.prefecture_id,
        site_id=found.place.site_id,
        unit_id=found.unit.unit_id,
        with_unit_id=found.unit.unit_id,
        state=State.NEW,
        impact=impact,
        urgency=urgency,
        priority=priority_for(impact, urgency),
        opened_at=now,
        state_since=now,
    )


def _say_opened(
    viewer: Viewer,
    ticket: Ticket,
    entry_id: int,
    form: Filled | None,
    demand: Demand | None,
    beside: Groups,
    *,
    is_own: bool,
) -> None:
    """That it was opened, with what is ``beside``; then the question that the category demands."""
    after = values(ticket)
    held = next((role for role in ACTING if viewer.units_as(role)), "")
    capacity = Party.REQUESTER if is_own else capacity_in(viewer, ticket.unit_id) or held
    say(
        TicketOpened,
        ticket,
        by=viewer,
        capacity=capacity,
        entry_id=entry_id,
        changes={
            **{field.removesuffix("_id"): (None, after[field]) for field in FIELDS},
            "answers": (None, form.answers if form and form.answers else None),
        },
        prefecture_id=ticket.prefecture_id,
        priority=ticket.priority,
        category_id=ticket.category_id,
        asked_unit_id=demand.unit_id if demand else None,
        beside=beside,
    )
    if demand:
        ask_demanded(viewer, ticket, demand, capacity)
