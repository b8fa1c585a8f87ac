"""What the desk adds to pages of the floors below."""

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel
from pindos.knowledge.about import topics_from
from pindos.mail.queries import arrival_by
from pindos.mail.terms import OPEN_FATES
from pindos.notices.queries import letters_answering
from pindos.servicedesk.queries import tickets_for, works_at_a_desk
from pindos.servicedesk.queries.catalogue import categories_offered
from pindos.servicedesk.queries.guidance import tickets_of_instruction
from pindos.servicedesk.queries.mailing import quoted_in
from pindos.servicedesk.terms import ABOUT
from pindos.servicedesk.web.rows import rows_of

MOST = 10  # tickets

topics_from(categories_offered)  # instructions have the categories of the catalogue


@panel("inventory.asset")
def tickets_about(viewer: Viewer, asset_id: int) -> str:
    """The latest tickets about a piece of equipment, as far as the viewer sees them."""
    found = tickets_for(viewer).filter(asset=asset_id).order_by("-id")[:MOST]
    return render_to_string("servicedesk/_asset_tickets.html", {"rows": rows_of(found)})


@panel("knowledge.instruction")
def tickets_of(viewer: Viewer, instruction_id: int) -> str:
    """The latest tickets that it solved, in which it was sent or from which it was written."""
    if not works_at_a_desk(viewer):
        return ""
    rows = tickets_of_instruction(viewer, instruction_id)[:MOST]
    return render_to_string("servicedesk/_instruction_tickets.html", {"rows": rows})


@panel("mail.arrival")
def mail_to_work(viewer: Viewer, arrival_id: int) -> str:
    """The ticket that a message became part of, and what a person may make of it."""
    arrival = arrival_by(viewer, arrival_id)
    kind, _colon, pk = arrival.about.partition(":")
    ticket = tickets_for(viewer).filter(pk=pk).first() if kind == ABOUT else None
    may_release = arrival.fate in OPEN_FATES and works_at_a_desk(viewer)
    quoted = quoted_in(viewer, arrival_id) if may_release and not ticket else None
    answers = letters_answering(arrival_id)
    if not (ticket or may_release or answers):
        return ""
    words = {
        "ticket": ticket,
        "quoted": quoted,
        "may_release": may_release,
        "arrival_id": arrival_id,
        "answers": answers,
    }
    return render_to_string("servicedesk/_mail_release.html", words)
