"""Work that comes by mail: a ticket opened, answered, or a message held for a person."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.identity.queries import viewer_of_person
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Refused, in_one_line
from pindos.mail.commands import letter_by_hand, note_failure, settle
from pindos.mail.queries import capacity_over, letter_to_settle, unassigned_from
from pindos.mail.reading import Failure
from pindos.mail.terms import Answer, Fate, Why
from pindos.notices.commands import note_returned
from pindos.notices.queries import is_sent_to
from pindos.organisation.queries import (
    PersonFacts,
    colleagues_of,
    prefecture_facts,
    unit_facts,
)
from pindos.records.terms import Author
from pindos.servicedesk.commands.answering import say_kept, say_number, say_too_large
from pindos.servicedesk.commands.mailed import files_of, text_of, title_of, whole_text_of
from pindos.servicedesk.commands.mailed_on import mailed_onto, note_mailed
from pindos.servicedesk.commands.opening import open_ticket
from pindos.servicedesk.commands.ordered import BadOrder
from pindos.servicedesk.commands.said_back import say_received, say_refused
from pindos.servicedesk.commands.watching import add_watcher, add_writer
from pindos.servicedesk.commands.written_in import (
    answer_from_outside,
    note_undelivered,
    put_on_ticket,
    write_in,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.queries.mailing import (
    Letter,
    has_part,
    known_of,
    letter_from,
    mail_of,
    may_order,
)
from pindos.servicedesk.rules.mailing import Do, Named, Verdict, refuse_two_ways, verdict_on
from pindos.servicedesk.terms import ABOUT, TEXT_LENGTH, Came

MOST_LET_IN = 10  # colleagues of one message


def take_up_unassigned(*, address: str) -> int:
    """Decide anew on what waits from an address of which it is known now whose it is; how many."""
    fates = [take_up_mail(arrival_id=pk, anew=True) for pk in unassigned_from(address)]
    return sum(fate not in ("", Fate.UNASSIGNED) for fate in fates)


@transaction.atomic(savepoint=False)
def take_up_mail(*, arrival_id: int, anew: bool = False) -> str:
    """Decide on a message that arrived and do it; its fate is noted in the same transaction.

    Returns the fate; empty when it had one already. What the desk refuses (a place that nobody
    is competent for) is held for a person with the reason: nothing is lost.
    """
    kept = letter_to_settle(arrival_id, *([Fate.UNASSIGNED] if anew else []))
    if kept is None:
        say_too_large(arrival_id)
        return ""
    letter = letter_from(kept)
    verdict = verdict_on(mail_of(letter), known_of(letter))
    try:
        with transaction.atomic():
            return _carry_out(letter, verdict)
    except Refused as refusal:
        if isinstance(refusal, BadOrder) and letter.sender:
            say_refused(letter.kept.id, letter.read.subject, letter.sender, str(refusal))
            answer = Answer.TOLD
        else:
            answer = say_kept(letter, Why.REFUSED)
        held = Verdict(Do.HOLD, Why.REFUSED, verdict.ticket)
        return _settled(letter, Fate.QUARANTINED, held, answer=answer, detail=in_one_line(refusal))


@transaction.atomic
def release_mail(
    *, viewer: Viewer, arrival_id: int, ticket: str = "", requester: str = "", prefecture: str = ""
) -> Ticket:
    """As a person who decides: make a held message a ticket, or put it onto one.

    ``ticket`` is the number of a ticket that the viewer works on; without it a new one is opened
    for ``requester``, else for whoever has the sender's address, else for the sender as somebody
    unknown, with the department of ``prefecture``. Refuses what has had its fate already or should
    go onto a ticket and open one (Invalid).
    """
    refuse_two_ways(ticket, requester, prefecture)
    kept = letter_by_hand(viewer=viewer, arrival_id=arrival_id)
    read, letter = kept.read, letter_from(kept)
    by_hand = Verdict(Do.OPEN, Why.BY_HAND)
    files, refused = files_of(read)
    if ticket.strip():
        found = ticket_by(viewer, ticket)
        entry_id = put_on_ticket(
            viewer=viewer,
            ticket_id=found.pk,
            author=_author_of(letter),
            text="\n\n".join([text_of(read), *refused])[:TEXT_LENGTH].strip(),
            files=files,
        )
        if letter.sender:  # somebody outside the register hears by mail (outsiders_of)
            add_writer(viewer=viewer, ticket_id=found.pk, person=letter.sender)
        answer = say_number(letter, found)
        _settled(letter, Fate.ADDED, by_hand, found, entry_id, viewer, answer)
        return found
    named = requester.strip() or (letter.sender.key if letter.sender else "")
    opened = open_ticket(
        viewer=viewer,
        title=title_of(read),
        description="\n\n".join([whole_text_of(read), *refused])[:TEXT_LENGTH],
        requester=named or None,
        caller="" if named else (read.sender.name or read.sender.address),
        caller_phone="",
        prefecture=prefecture or (None if named else _prefecture_of(kept.unit_id)),
        files=files,
        are_answers_needed=False,
        came_by=Came.MAIL,
    )
    answer = say_number(letter, opened)
    _settled(letter, Fate.OPENED, by_hand, opened, by=viewer, answer=answer)
    return opened


def _carry_out(letter: Letter, verdict: Verdict) -> str:
    acts = {
        Do.OPEN: _open,
        Do.ANSWER: _answer,
        Do.THANK: _answer,
        Do.FAIL: _fail,
        Do.IGNORE: _ignore,
        Do.HOLD: _hold,
        Do.SORT: _sort,
    }
    return acts[verdict.do](letter, verdict)


def _ignore(letter: Letter, verdict: Verdict) -> str:
    return _settled(letter, Fate.IGNORED, verdict, answer=_UNHEARD[verdict.why])


def _hold(letter: Letter, verdict: Verdict) -> str:
    answer = say_kept(letter, verdict.why)
    return _settled(letter, Fate.QUARANTINED, verdict, answer=answer)


def _sort(letter: Letter, verdict: Verdict) -> str:
    """To who has the mailbox when that says who is competent, else to the desk at the seat."""
    settle(
        row=letter.kept.row,
        fate=Fate.UNASSIGNED,
        why=verdict.why,
        to_sort=_prefecture_of(letter.kept.unit_id) is None,
        answer=say_kept(letter, verdict.why),
    )
    return Fate.UNASSIGNED


def _open(letter: Letter, verdict: Verdict) -> str:
    person = letter.sender
    if person is None:
        raise Refused(str(Why.STRANGER.label))
    files, refused = files_of(letter.read)
    text = whole_text_of(letter.read)
    with override("el"):
        if verdict.ticket:  # its thread is there already
            words = _("It continues %(number)s.") % {"number": verdict.ticket.number}
            text = f"{words}\n\n{text_of(letter.read)}"
        text = "\n\n".join([text, *refused])
    ticket = open_ticket(
        viewer=viewer_of_person(person.id),
        title=title_of(letter.read, verdict.ticket.number if verdict.ticket else ""),
        description=text[:TEXT_LENGTH],
        prefecture=None if person.prefecture_id else _prefecture_of(letter.kept.unit_id),
        files=files,
        are_answers_needed=False,
        came_by=Came.MAIL,
        known=[person],
    )
    _let_in(letter, ticket, person)
    say_received(ticket, person, letter)
    return _settled(letter, Fate.OPENED, verdict, ticket, answer=Answer.TOLD)


def _let_in(letter: Letter, ticket: Ticket, person: PersonFacts) -> None:
    """Colleagues to whom it also went watch it, as far as whoever wrote may let them in.

    Others who were addressed stay outside: a line of addresses opens no ticket to anybody.
    """
    if not letter.also_to - {person.id}:
        return  # it went to the desk alone, as most do
    viewer = viewer_of_person(person.id)
    near = {each.id for each in colleagues_of(person.id)}
    for person_id in sorted(letter.also_to & near)[:MOST_LET_IN]:
        add_watcher(viewer=viewer, ticket_id=ticket.pk, person=person_id)


def _answer(letter: Letter, verdict: Verdict) -> str:
    if verdict.ticket is None:
        raise RuntimeError("an answer without a ticket")
    files, refused = files_of(letter.read)
    person = letter.sender or _who_has_part(letter, verdict.ticket)
    with override("el"):
        text = "\n\n".join([text_of(letter.read), *refused]).strip() or _("(no words)")
    is_thanks = verdict.do is Do.THANK
    if person is None:
        entry_id = answer_from_outside(
            ticket_id=verdict.ticket.ticket_id,
            name=letter.read.sender.name or letter.read.sender.address,
            text=text,
            files=files,
            is_thanks=is_thanks,
        )
        return _settled(letter, Fate.ADDED, verdict, entry_id=entry_id, answer=Answer.ON_TICKET)
    entry_id = write_in(
        viewer=viewer_of_person(person.id),
        ticket_id=verdict.ticket.ticket_id,
        person=person,
        text=text,
        files=files,
        is_thanks=is_thanks,
        may_order=may_order(letter),
    )
    return _settled(letter, Fate.ADDED, verdict, entry_id=entry_id, answer=Answer.ON_TICKET)


def _fail(letter: Letter, verdict: Verdict) -> str:
    entry_id = None
    for failure in letter.read.failures:
        ours = _written_to(failure)
        if ours:
            note_failure(
                address=ours,
                status=failure.status,
                words=failure.words,
                arrival_id=letter.kept.id,
            )
            if failure.status.startswith("5"):
                note_returned(message_id=failure.original_id, words=failure.words)
        if verdict.ticket:
            entry_id = note_undelivered(
                viewer=HOUSE,
                ticket_id=verdict.ticket.ticket_id,
                address=ours or failure.address,
                words=failure.words,
            )
    return _settled(letter, Fate.FAILURE, verdict, entry_id=entry_id, answer=Answer.MACHINE)


def _written_to(failure: Failure) -> str:
    """The address to which we wrote; none when we did not: anybody can write a report."""
    named = (failure.address, failure.asked)
    return next((each for each in named if each and is_sent_to(failure.original_id, each)), "")


def _settled(
    letter: Letter,
    fate: str,
    verdict: Verdict,
    ticket: Ticket | None = None,
    entry_id: int | None = None,
    by: Viewer = HOUSE,
    answer: str = "",
    detail: str = "",
) -> str:
    ticket_id = ticket.pk if ticket else verdict.ticket.ticket_id if verdict.ticket else None
    is_on_it = fate in (Fate.OPENED, Fate.ADDED)
    mailed = [mailed_onto(letter, ticket_id)] if ticket_id and is_on_it else []
    settle(
        row=letter.kept.row,
        fate=fate,
        why=verdict.why,
        detail=detail,
        about=f"{ABOUT}:{ticket_id}" if ticket_id and fate in _ONTO else "",
        entry_id=entry_id,
        person_id=letter.sender.id if letter.sender else None,
        by=by,
        capacity="" if by is HOUSE else capacity_over(by, letter.kept.unit_id),
        answer=answer,
        beside=[mailed],
    )
    for row in mailed:
        note_mailed(row)
    return fate


_UNHEARD: dict[str, Answer] = {
    Why.OWN: Answer.OURSELVES,
    Why.BLOCKED: Answer.BLOCKED,
    Why.MACHINE: Answer.MACHINE,
}
_ONTO = (Fate.OPENED, Fate.ADDED, Fate.FAILURE)


def _who_has_part(letter: Letter, named: Named) -> PersonFacts | None:
    ticket = Ticket.objects.get(pk=named.ticket_id)
    return next((person for person in letter.people if has_part(person, ticket)), None)


def _author_of(letter: Letter) -> Author:
    """The sender as the timeline keeps them, known or not."""
    if letter.sender:
        return Author(letter.sender.id, letter.sender.name, letter.sender.service)
    return Author(None, letter.read.sender.name or letter.read.sender.address, "")


def _prefecture_of(unit_id: int | None) -> str | None:
    """The prefecture of the unit whose mailbox was written to."""
    if unit_id is None:
        return None
    prefecture_id = unit_facts(unit_id).prefecture_id
    return prefecture_facts(prefecture_id).key if prefecture_id else None
