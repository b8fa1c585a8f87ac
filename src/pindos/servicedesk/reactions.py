"""What the desk does when something has changed."""

from datetime import datetime

from django.db.models import QuerySet

from pindos.kernel.events import on
from pindos.kernel.prepared import keyed
from pindos.knowledge.commands import note_asked_after
from pindos.mail.events import MailArrived, SenderTied
from pindos.mail.queries import address_tied
from pindos.organisation.events import PersonAdded, PersonChanged
from pindos.organisation.queries import people_by_id
from pindos.servicedesk.commands import begin_following, note_sent
from pindos.servicedesk.commands.mailing import take_up_mail, take_up_unassigned
from pindos.servicedesk.events import LevelSet, TicketOpened, TicketReplied
from pindos.servicedesk.models import Ticket


@on(LevelSet, name="clocks-follow-level")
def follow(event: LevelSet) -> None:
    """Leave it to a job to let the clocks of open tickets follow a level that was set."""
    begin_following(event.level_id)


@on(MailArrived, name="take-up-mail")
def take_up(event: MailArrived) -> None:
    """Let a message that came by mail become work."""
    take_up_mail(arrival_id=event.arrival_id)


@on(PersonAdded, name="take-up-mail-of-new-person")
def take_up_of_new(event: PersonAdded) -> None:
    """Let what waits from an address become work when somebody is known to have it."""
    _take_up_of(event.person_id)


@on(PersonChanged, name="take-up-mail-of-changed-person")
def take_up_of_changed(event: PersonChanged) -> None:
    """The same when somebody has it now."""
    _take_up_of(event.person_id)


def _take_up_of(person_id: int) -> None:
    person = people_by_id([person_id]).get(person_id)
    if person is not None and person.email:
        take_up_unassigned(address=person.email)


@on(SenderTied, name="take-up-mail-of-tied-sender")
def take_up_tied(event: SenderTied) -> None:
    """Let what waits from an address become work when it was found whose it is."""
    take_up_unassigned(address=address_tied(event.sender_id))


@on(TicketOpened, name="count-help-asked-after-instructions")
def asked_after(event: TicketOpened) -> None:
    """Count for what whoever asks has just read that it was not enough."""
    for requester_id, opened_at in _asked(event.ticket_id):
        note_asked_after(person_id=requester_id, at=opened_at)


@keyed
def _asked(ticket_id: int) -> QuerySet[Ticket, tuple[int, datetime]]:
    rows = Ticket.objects.filter(pk=ticket_id, requester__isnull=False)
    return rows.values_list("requester_id", "opened_at")


@on(TicketReplied, name="tie-instructions-to-ticket")
def tie_sent(event: TicketReplied) -> None:
    """Tie the instructions that a reply names to its ticket."""
    if not event.is_by_requester:
        note_sent(ticket_id=event.ticket_id, entry_id=event.entry_id)
