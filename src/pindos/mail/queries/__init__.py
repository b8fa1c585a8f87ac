"""Reading mail: for those who keep an administration's mail, and for the unit of a mailbox."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.counting import Counted, counts_of
from pindos.kernel.errors import NotFound
from pindos.kernel.prepared import keyed, prepared
from pindos.mail import spool
from pindos.mail.models import Arrival, BlockedSender, DeadAddress, Mailbox
from pindos.mail.options import ANYONE, DOMAINS, ORDERS, PER_ADDRESS, PER_THREAD, RECEIVING, WHO
from pindos.mail.queries.handed import waiting_since_handed
from pindos.mail.queries.senders import (
    address_tied,
    blocked_counted,
    dead_among,
    is_blocked,
    person_tied_to,
    unassigned_from,
)
from pindos.mail.queries.threads import (
    answer_address,
    ids_of,
    is_read_back,
    things_answered_by,
    written_by,
)
from pindos.mail.reading import Read, read
from pindos.mail.terms import NEEDS_A_PERSON, Fate
from pindos.organisation.queries import administration_held, competent_at_the_seat
from pindos.organisation.rights import capacity_in, units_worked_by
from pindos.organisation.terms import Competence, Role

__all__ = [
    "address_tied",
    "answer_address",
    "are_orders_taken",
    "arrival_by",
    "capacity_over",
    "Kept",
    "kept",
    "letter_to_settle",
    "arrivals_for",
    "arrivals_since",
    "blocked_for",
    "dead_among",
    "dead_for",
    "is_blocked",
    "is_read_back",
    "held_counted",
    "ids_of",
    "keeps_mail",
    "letter_of",
    "lately_from",
    "limits",
    "mail_kept_by",
    "mailbox_by",
    "mailbox_troubles",
    "mailboxes_for",
    "permit_called",
    "permits",
    "reads_mail",
    "receiving_server",
    "things_answered_by",
    "unit_of_arrival",
    "person_tied_to",
    "sorts_mail",
    "tally",
    "unassigned_from",
    "waiting_since",
    "waiting_since_handed",
    "written_by",
]


def mail_kept_by(viewer: Viewer) -> int:
    """The administration whose mail the viewer keeps; to all others the page is not found."""
    found = administration_held(viewer, Role.ADMINISTRATOR)
    if found is None:
        raise NotFound
    return found


def keeps_mail(viewer: Viewer) -> bool:
    """Whether the viewer keeps mailboxes and blocked senders."""
    return administration_held(viewer, Role.ADMINISTRATOR) is not None


def reads_mail(viewer: Viewer) -> bool:
    """Whether the viewer sees any message that came in: a mailbox is their unit's."""
    if keeps_mail(viewer) or sorts_mail(viewer):
        return True
    units = units_worked_by(viewer)
    return bool(units and _of_units(units))


@prepared
def _of_units(units: frozenset[int]) -> QuerySet[Mailbox, int]:
    return Mailbox.objects.filter(unit__in=units).values_list("pk", flat=True)[:1]


def sorts_mail(viewer: Viewer) -> bool:
    """Whether the viewer sorts what came from people whom nobody knows: the desk at the seat."""
    if not DOMAINS.now() and WHO.now() != ANYONE:
        return False
    return keeps_mail(viewer) or bool(units_sorting(viewer))


def units_sorting(viewer: Viewer) -> frozenset[int]:
    """The units at the seat that sort such mail, of those for which the viewer works."""
    return competent_at_the_seat(Competence.SUPPORT_USERS) & units_worked_by(viewer)


def capacity_over(viewer: Viewer, unit_id: int | None) -> str:
    """By which role somebody decides on a message: the unit's, or as who keeps or sorts mail."""
    own = capacity_in(viewer, unit_id) if unit_id else ""
    if own or keeps_mail(viewer):
        return own or Role.ADMINISTRATOR
    held = (capacity_in(viewer, unit) for unit in sorted(units_sorting(viewer)))
    return next(filter(None, held), "")


def mailboxes_for(viewer: Viewer) -> QuerySet[Mailbox]:
    """The mailboxes, for those who keep them."""
    mail_kept_by(viewer)
    return Mailbox.objects.select_related("unit").order_by("address")


def mailbox_by(viewer: Viewer, mailbox_id: int) -> Mailbox:
    """One mailbox; NotFound for those who do not keep it."""
    row = mailboxes_for(viewer).filter(pk=mailbox_id).first()
    if row is None:
        raise NotFound
    return row


def permits() -> dict[int, str]:
    """The mailboxes that are signed in to by OAuth, by whose account mail may leave."""
    rows = Mailbox.objects.exclude(access=Mailbox.Access.PASSWORD).order_by("address")
    return dict(rows.values_list("pk", "address"))


def permit_called(address: str) -> int | None:
    """The mailbox of an address, by whose account mail is to leave; none for no address."""
    if not address:
        return None
    found = [pk for pk, known in permits().items() if known == address.casefold()]
    if not found:
        raise NotFound
    return found[0]


def arrivals_for(viewer: Viewer) -> QuerySet[Arrival]:
    """Messages that came in, newest first: to a unit those of its mailboxes.

    Those that came by the pipe are for who keeps the mail of the whole administration; those of
    people whom nobody knows for the desk at the seat, too.
    """
    rows = Arrival.objects.select_related("mailbox", "mailbox__unit").order_by("-id")
    if keeps_mail(viewer):
        return rows
    if not reads_mail(viewer):
        raise NotFound
    own = Q(mailbox__unit__in=units_worked_by(viewer))
    return rows.filter(own | Q(to_sort=True) if sorts_mail(viewer) else own)


def arrival_by(viewer: Viewer, arrival_id: int) -> Arrival:
    """One message; NotFound for those who may not see it."""
    row = arrivals_for(viewer).filter(pk=arrival_id).first()
    if row is None:
        raise NotFound
    return row


def letter_of(arrival: Arrival) -> Read:
    """A message as it reads; OSError when its bytes are gone."""
    return read(spool.read(arrival.sha256), receiving=receiving_server())


class Kept(NamedTuple):
    """A message for the room that decides on it: its row, whose mailbox, and what it says."""

    row: Arrival
    read: Read

    @property
    def id(self) -> int:
        """By which it is named."""
        return self.row.pk

    @property
    def unit_id(self) -> int | None:
        """The unit of its mailbox."""
        return unit_of_arrival(self.row)


def letter_to_settle(arrival_id: int, *fates: str) -> Kept | None:
    """A message that waits for its fate, held for the room that reacts to its arrival.

    With ``fates`` also one that a person was to decide on, of whom more is known now.
    """
    row = _to_settle.first(arrival_id, (str(Fate.WAITING), *map(str, fates)))
    return kept(row) if row else None


@keyed
def _to_settle(arrival_id: int, fates: tuple[str, ...]) -> QuerySet[Arrival]:
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("mailbox")
    return rows.filter(pk=arrival_id, fate__in=fates)


def kept(row: Arrival) -> Kept:
    """A row with what it says; OSError when the bytes are gone."""
    return Kept(row, letter_of(row))


def lately_from(sender: str, since: datetime) -> tuple[bool, int]:
    """Whether nothing is taken from an address, and how many came from it since a moment."""
    is_blocked, came = counts_of([blocked_counted(sender), _from.counted(sender, since)])
    return bool(is_blocked), came


@prepared
def _from(sender: str, since: datetime) -> QuerySet[Arrival]:
    return Arrival.objects.filter(sender=sender, at__gte=since)


def arrivals_since(about: str, since: datetime) -> int:
    """How many messages were added to a thing since a moment."""
    return Arrival.objects.filter(about=about, at__gte=since).count()


class Limits(NamedTuple):
    """Who may begin something by mail, and what is too much in a short time."""

    is_anyone_welcome: bool
    domains: frozenset[str]  # of the office
    from_address: int  # messages in an hour
    on_thread: int  # messages in ten minutes


def limits() -> Limits:
    """As the administrators have set them."""
    domains = frozenset(each.strip(" @.").casefold() for each in DOMAINS.now().split(","))
    return Limits(WHO.now() == ANYONE, domains - {""}, PER_ADDRESS.now(), PER_THREAD.now())


def are_orders_taken() -> bool:
    """Whether technicians may order in the first lines of their mail."""
    return ORDERS.now()


def receiving_server() -> str:
    """The server whose findings about a sender are believed; empty when none is."""
    return RECEIVING.now().strip()


def dead_for(viewer: Viewer) -> QuerySet[DeadAddress]:
    """To which addresses nothing is sent, for those who keep the mail."""
    mail_kept_by(viewer)
    return DeadAddress.objects.order_by("address")


def blocked_for(viewer: Viewer) -> QuerySet[BlockedSender]:
    """From whom nothing is taken, for those who keep that."""
    mail_kept_by(viewer)
    return BlockedSender.objects.select_related("by").order_by("address")


def unit_of_arrival(arrival: Arrival) -> int | None:
    """The unit to which a message belongs; none for what came by the pipe."""
    return arrival.mailbox.unit_id if arrival.mailbox else None


def held_counted(viewer: Viewer) -> Counted:
    """How many messages wait for a person to decide, of those that the viewer sees."""
    if keeps_mail(viewer):
        return _held.counted()
    of = _held_to_sort if sorts_mail(viewer) else _held_of
    return of.counted(units_worked_by(viewer))


@prepared
def _held() -> QuerySet[Arrival]:
    return Arrival.objects.filter(fate__in=NEEDS_A_PERSON)


@prepared
def _held_of(units: frozenset[int]) -> QuerySet[Arrival]:
    return _held.ask().filter(mailbox__unit__in=units)


@prepared
def _held_to_sort(units: frozenset[int]) -> QuerySet[Arrival]:
    return _held.ask().filter(Q(mailbox__unit__in=units) | Q(to_sort=True))


def mailbox_troubles(viewer: Viewer) -> list[Mailbox]:
    """The mailboxes that cannot be read at present, for those who keep them."""
    if not keeps_mail(viewer):
        return []
    return list(mailboxes_for(viewer).filter(is_on=True).exclude(trouble=""))


def waiting_since(viewer: Viewer = HOUSE) -> tuple[int, datetime | None]:
    """How many messages wait for their fate, of those that the viewer sees, and since when."""
    rows = (Arrival.objects if viewer is HOUSE else arrivals_for(viewer)).filter(fate=Fate.WAITING)
    return rows.count(), rows.order_by("id").values_list("at", flat=True).first()


def tally(viewer: Viewer) -> dict[str, int]:
    """How many messages of the last 30 days had which fate."""
    since = timezone.now() - timedelta(days=30)
    rows = arrivals_for(viewer).filter(Q(at__gte=since)).order_by().values_list("fate")
    return dict(rows.annotate(n=Count("id")).values_list("fate", "n"))
