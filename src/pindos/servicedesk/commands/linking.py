"""Linking tickets that belong together: related, duplicate, blocking, parent and child."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.records.commands import add_entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketLinked, TicketUnlinked
from pindos.servicedesk.models import Link, Ticket
from pindos.servicedesk.queries import ancestors_of, children_of, ticket_by, ticket_typed
from pindos.servicedesk.rules import MOST_GENERATIONS, OPPOSITE, stored
from pindos.servicedesk.rules.links import Stored
from pindos.servicedesk.terms import Act, LinkKind, Step, Tie

THE_OTHER_WAY = gettext_lazy(
    "The two are linked the other way round already. Remove that link first."
)


@transaction.atomic
def link_ticket(
    *, viewer: Viewer, ticket_id: int, other: int | str, tie: str, version: int | None = None
) -> Ticket:
    """Say what another ticket is to this one; both timelines tell it to the units.

    ``other`` is an id or a number and must be seen in full. The same link twice changes nothing.
    Refuses a circle of parents, a second parent, and the same link the other way round.
    """
    tie, found, row = _asked(viewer, ticket_id, other, tie)
    above = ancestors_of(row.first_id) if row.kind is LinkKind.PARENT else []
    hold_tickets(ticket_id, found.pk, *above)
    turn = Turn(viewer, ticket_id, Act.LINK)
    turn.go(version)
    if _links(row).exists():
        return turn.ticket
    _check(row, above)
    link = Link.objects.create(
        ticket_id=row.first_id, kind=row.kind, other_id=row.second_id, at=turn.now
    )
    return _say(turn, found, tie, link, is_new=True)


@transaction.atomic
def unlink_ticket(
    *, viewer: Viewer, ticket_id: int, other: int | str, tie: str, version: int | None = None
) -> Ticket:
    """Take a link away again; both timelines keep that it was there. Refuses one that is not."""
    tie, found, row = _asked(viewer, ticket_id, other, tie)
    hold_tickets(ticket_id, found.pk)
    turn = Turn(viewer, ticket_id, Act.LINK)
    turn.go(version)
    link = _links(row).first()
    if link is None:
        raise Refused(_("There is no such link any more."))
    _say(turn, found, tie, link, is_new=False)
    link.delete()
    return turn.ticket


def hold_tickets(*ticket_ids: int) -> None:
    """Lock several tickets until the transaction ends, always in the same order."""
    rows = Ticket.objects.select_for_update().filter(pk__in=ticket_ids).order_by("id")
    list(rows.values_list("pk", flat=True))


def children_chosen(
    viewer: Viewer, ticket: Ticket, act: Act, children: Iterable[int | str]
) -> list[int]:
    """Those of the children named with which the act goes on; the others are left as they are.

    Refuses (Invalid, field ``children``) what is no child of the ticket.
    """
    wanted = set(children)
    if not wanted:
        return []
    known = {each.ticket.pk: each for each in children_of(viewer, ticket, act)}
    ids = {_child_id(viewer, each) for each in wanted}
    if ids - known.keys():
        words = _("Among these is a ticket that is no child of this one.")
        raise Invalid({"children": words})
    return [pk for pk in sorted(ids) if known[pk].why_left is None]


def hold_family(viewer: Viewer, ticket_id: int, children: Sequence[int | str]) -> None:
    """Lock a ticket and those of its children that are named, before an act on all of them."""
    if children:
        hold_tickets(ticket_id, *(_child_id(viewer, each) for each in children))


def _child_id(viewer: Viewer, named: int | str) -> int:
    try:
        return ticket_by(viewer, named).pk
    except NotFound:
        words = _("Among these is a ticket that is no child of this one.")
        raise Invalid({"children": words}) from None


def _asked(
    viewer: Viewer, ticket_id: int, other: int | str, tie: str
) -> tuple[Tie, Ticket, Stored]:
    """What is to be linked, looked up through the viewer's rights."""
    sent = Sent()
    chosen = sent.choice("tie", tie, Tie.values)
    sent.check()
    ticket = ticket_by(viewer, ticket_id)
    found = ticket_typed(viewer, ticket, other)
    return Tie(chosen), found, stored(Tie(chosen), ticket.pk, found.pk)


def _links(row: Stored) -> QuerySet[Link]:
    return Link.objects.filter(ticket=row.first_id, kind=row.kind, other=row.second_id)


def _check(row: Stored, above: list[int]) -> None:
    """Refuse what cannot be true of two tickets; their rows and those above are locked."""
    if row.kind is LinkKind.RELATED:
        return
    if row.kind is not LinkKind.PARENT:
        if _links(Stored(row.kind, row.second_id, row.first_id)).exists():
            raise Refused(THE_OTHER_WAY)
        return
    now = ancestors_of(row.first_id)
    if not set(now) <= set(above):
        raise Refused(_("The links have changed in the meantime. Look again, then repeat."))
    if row.second_id in now:
        words = _("%(child)s stands above %(parent)s already: a ticket cannot be its own parent.")
        raise Refused(words % _numbers(child=row.second_id, parent=row.first_id))
    if len(now) + 1 >= MOST_GENERATIONS:
        raise Refused(_("Parents and children go at most ten deep. Link it higher up."))
    if Link.objects.filter(other=row.second_id, kind=LinkKind.PARENT).exists():
        words = _("%(child)s has a parent already, and a ticket has only one. Remove that first.")
        raise Refused(words % _numbers(child=row.second_id))


def _numbers(**ids: int) -> dict[str, str | None]:
    numbers = dict(Ticket.objects.filter(pk__in=ids.values()).values_list("pk", "number"))
    return {name: numbers[pk] for name, pk in ids.items()}


def _say(turn: Turn, other: Ticket, tie: Tie, link: Link, *, is_new: bool) -> Ticket:
    """A line in both timelines, for the units only, and the event."""
    step = Step.LINKED if is_new else Step.UNLINKED
    entry_id = _tell(turn, turn.ticket, step, other.pk, tie)
    _tell(turn, other, step, turn.ticket.pk, OPPOSITE[tie])
    said = f"{tie}:{other.pk}"
    return turn.say(
        TicketLinked if is_new else TicketUnlinked,
        entry_id=entry_id,
        other_unit_id=other.unit_id,
        changes={f"link.{link.pk}": (None, said) if is_new else (said, None)},
        other_id=other.pk,
        tie=tie,
    )


def _tell(turn: Turn, ticket: Ticket, step: Step, other_id: int, tie: Tie) -> int:
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=turn.author,
        is_internal=True,
        step=step,
        facts={"other": other_id, "tie": tie},
    )
    return entry.pk
