"""Putting the facts of a ticket right: what it is called, where it is, who asked."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Refused
from pindos.kernel.versions import NOTHING_SEEN, Seen, name_of
from pindos.organisation.queries import person_facts, person_known_to, prefecture_facts
from pindos.records.commands import change_requester
from pindos.servicedesk.commands.opening import searchable
from pindos.servicedesk.commands.routing import route
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketEdited
from pindos.servicedesk.models import Caller, Ticket
from pindos.servicedesk.terms import TITLE_LENGTH, Act, Party, State, Step

ITS = ("title", "requester_id", "prefecture_id", "site_id")


@transaction.atomic
def edit_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    title: str | None = None,
    prefecture: str | None = None,
    site: str | int | None = None,
    requester: str | int | None = None,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Ticket:
    """Put right what is given, leave the rest; naming a place gives both, its site or none.

    Its unit corrects all three, the requester the title while nobody has taken it up. Refuses a
    place where another unit is competent: such a ticket is moved. What others changed since the
    version stays; refuses a field that both changed (Clash).
    """
    turn = Turn(viewer, ticket_id, Act.EDIT)
    turn.go(version)
    _refuse_more_than_the_title(turn, prefecture, site, requester)
    ticket = turn.ticket
    wanted: dict[str, Any] = {}
    if title is not None:
        sent = Sent()
        wanted["title"] = sent.line("title", title, most=TITLE_LENGTH)
        sent.check()
    if prefecture or site:
        wanted |= _place(ticket, prefecture, site)
    if requester is not None and str(requester) != str(ticket.requester_id or ""):
        wanted["requester_id"] = person_known_to(viewer, requester).id
    elif requester is not None:
        wanted["requester_id"] = ticket.requester_id
    written = turn.merge(wanted, version, seen)
    changed = [name for name, value in written.items() if getattr(ticket, name) != value]
    return _written(turn, {name: written[name] for name in changed}) if changed else ticket


def _refuse_more_than_the_title(turn: Turn, *rest: object) -> None:
    """The requester corrects the title only, and only as long as nobody works on it."""
    if turn.party is not Party.REQUESTER:
        return
    if turn.ticket.state != State.NEW:
        raise Refused(_("Somebody works on it already: write what is wrong as a reply."))
    if any(each is not None for each in rest):
        raise Forbidden(_("The place and who asked are corrected by the unit: write to it."))


def _place(ticket: Ticket, prefecture: str | None, site: str | int | None) -> dict[str, Any]:
    """The place named; refuses one for which another unit is competent."""
    found = route(prefecture=prefecture, site=site, requester=None)
    is_elsewhere = found.place.prefecture_id != ticket.prefecture_id
    if is_elsewhere and found.unit.unit_id != ticket.unit_id:
        words = _("There %(unit)s is competent: move the ticket there instead.")
        raise Invalid({"site": words % {"unit": found.unit.unit_name}})
    return {"prefecture_id": found.place.prefecture_id, "site_id": found.place.site_id}


def _written(turn: Turn, values: dict[str, Any]) -> Ticket:
    ticket = turn.ticket
    before = {name: getattr(ticket, name) for name in values}
    for name, value in values.items():
        setattr(ticket, name, value)
    if "prefecture_id" in values or "site_id" in values:
        _refuse_parted(ticket)
    if "requester_id" in values:
        change_requester(
            record_id=ticket.record_id,
            before_id=before["requester_id"],
            after_id=ticket.requester_id,
        )
    ticket.search_text = searchable(ticket, asked_by(ticket))
    fields = [name_of(name) for name in values]
    facts: dict[str, Any] = {"fields": fields}
    if "title" in values:
        facts |= {"before": before["title"], "after": ticket.title}
    entry_id = turn.step(Step.EDITED, **facts)
    said = turn.say(TicketEdited, entry_id=entry_id, fields=fields)
    ticket.save(update_fields=["search_text"])
    return said


def _refuse_parted(ticket: Ticket) -> None:
    """Refuse what two changes together would make: a site in another prefecture."""
    if ticket.site_id is None:
        return
    key = prefecture_facts(ticket.prefecture_id).key
    route(prefecture=key, site=ticket.site_id, requester=None)


def asked_by(ticket: Ticket) -> str:
    """The name of whoever asked; a caller whom the register does not hold has one too."""
    if ticket.requester_id is not None:
        return person_facts(ticket.requester_id).name
    return Caller.objects.filter(ticket=ticket).values_list("name", flat=True).first() or ""
