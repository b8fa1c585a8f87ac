"""Taking a call: a ticket opened, or added to, while somebody is on the telephone."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.servicedesk.commands.closing import resolve_ticket
from pindos.servicedesk.commands.efforts import spend_time
from pindos.servicedesk.commands.equipment import equip_ticket
from pindos.servicedesk.commands.opening import open_ticket
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.working import note_ticket, take_ticket
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import acts_open_to, ticket_by, works_at_a_desk
from pindos.servicedesk.terms import TITLE_LENGTH, Act, Came


@transaction.atomic
def take_call(
    *,
    viewer: Viewer,
    requester: str | int | None = None,
    caller: str = "",
    caller_phone: str = "",
    prefecture: str | None = None,
    ticket: str | int | None = None,
    title: str = "",
    description: str = "",
    category: str | None = None,
    impact: str | None = None,
    asset: str = "",
    answer: str = "",
    spent: str = "",
) -> Ticket:
    """Open a ticket for whoever calls, or note the call on one of theirs (``ticket``).

    With an ``answer`` it was solved on the telephone: it is taken and solved at once, by the same
    rules as any other. The questions of the category need no answer, for nobody reads them out.
    Refuses those who do not work at a desk (Forbidden), and all of it when a part is refused.
    """
    if not works_at_a_desk(viewer):
        raise Forbidden(_("Only those who work at a desk can report for somebody else."))
    if ticket:
        found = _added_to(viewer, ticket, title, description)
    else:
        found = open_ticket(
            viewer=viewer,
            requester=requester,
            caller=caller,
            caller_phone=caller_phone,
            prefecture=prefecture,
            title=title,
            description=description,
            category=category,
            impact=impact,
            are_answers_needed=False,
            came_by=Came.PHONE,
        )
    return _carried_on(viewer, found, asset, answer, spent)


def _carried_on(viewer: Viewer, ticket: Ticket, asset: str, answer: str, spent: str) -> Ticket:
    """What else was done while they were on the telephone."""
    if asset.strip():
        equip_ticket(viewer=viewer, ticket_id=ticket.pk, asset=asset)
    if answer.strip():
        if Act.TAKE.value in acts_open_to(viewer, ticket):
            take_ticket(viewer=viewer, ticket_id=ticket.pk)
        ticket = resolve_ticket(viewer=viewer, ticket_id=ticket.pk, answer=answer)
    if spent.strip():
        spend_time(viewer=viewer, ticket_id=ticket.pk, spent=spent)
    return ticket


def _added_to(viewer: Viewer, ticket: str | int, title: str, description: str) -> Ticket:
    """What the caller said, as a note on a ticket that is open."""
    sent = Sent()
    words = [
        sent.text("title", title, least=0, most=TITLE_LENGTH),
        sent.text("description", description, least=0),
    ]
    sent.check()
    said = "\n".join(each for each in words if each)
    text = _("They called again.") if not said else _("They called: %(words)s") % {"words": said}
    return note_ticket(viewer=viewer, ticket_id=ticket_by(viewer, ticket).pk, text=text)
