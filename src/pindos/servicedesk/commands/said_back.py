"""What whoever wrote to the desk by mail hears back at once."""

from django.utils.translation import gettext as _

from pindos.mail.queries import is_read_back
from pindos.notices.commands import tell
from pindos.organisation.queries import PersonFacts, unit_facts
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.mailing import Letter
from pindos.servicedesk.terms import ABOUT


def how_to_add(letter: Letter) -> str:
    """That an answer is read; nothing where what is written back does not reach us."""
    is_read = is_read_back(letter.kept.row)
    return _("To add something, answer this message.") if is_read else ""


def say_received(ticket: Ticket, person: PersonFacts, letter: Letter) -> None:
    """Whoever wrote gets the number: in the portal they would have seen it."""

    def words() -> tuple[str, str]:
        where = _("It is with: %(unit)s.") % {"unit": unit_facts(ticket.unit_id).name}
        title, more = _("we have your report"), how_to_add(letter)
        return f"{ticket.number}: {title}", f"{ticket.title}\n\n{where}\n{more}".strip()

    tell(
        person_ids=[person.id],
        key=f"ticket-received:mail:{ticket.pk}",
        kind="ticket-received",
        about=f"{ABOUT}:{ticket.pk}",
        say=words,
        url=f"/tickets/{ticket.number}/",
    )


def say_refused(arrival_id: int, subject: str, person: PersonFacts, reason: str) -> None:
    """Whoever ordered what nobody understands hears of it; their message waits in quarantine."""

    def words() -> tuple[str, str]:
        title = _("your message was not carried out")
        held = _("It is kept with the incoming mail; send it again with the line put right.")
        return f"{subject[:80]}: {title}", f"{reason}\n\n{held}"

    tell(
        person_ids=[person.id],
        key=f"mail-refused:{arrival_id}",
        kind="ticket-undelivered",
        about="",
        say=words,
        url="",
    )
