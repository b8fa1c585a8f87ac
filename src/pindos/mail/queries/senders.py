"""What is known of an address: whose it is, which mailbox, what waits, whether it is blocked."""

from collections.abc import Iterable

from django.db.models import QuerySet

from pindos.kernel.counting import Counted
from pindos.kernel.prepared import prepared
from pindos.mail.models import Arrival, BlockedSender, DeadAddress, KnownSender, Mailbox
from pindos.mail.rules import blocked_by
from pindos.mail.terms import Fate


def unassigned_from(sender: str) -> list[int]:
    """The messages from an address that wait until somebody says whose it is, oldest first."""
    rows = Arrival.objects.filter(sender=sender.strip().casefold(), fate=Fate.UNASSIGNED)
    return list(rows.order_by("id").values_list("pk", flat=True)) if sender else []


def person_tied_to(sender: str) -> int | None:
    """The person of the register who was found to write from an address."""
    rows = KnownSender.objects.filter(address=sender.strip().casefold())
    return rows.values_list("person", flat=True).first()


def address_tied(sender_id: int) -> str:
    """The address of a tie; empty when it is there no more."""
    rows = KnownSender.objects.filter(pk=sender_id)
    return rows.values_list("address", flat=True).first() or ""


def mailbox_of(addresses: Iterable[str]) -> Mailbox | None:
    """The mailbox that has the first of these addresses that is one's, read by us or not.

    What a person added to the name does not count (``desk+printer@``, RFC 5233).
    """
    boxes = {row.address.casefold(): row for row in _mailboxes()}
    for address in addresses:
        name, _at, domain = address.strip().strip("<>").casefold().rpartition("@")
        bare = f"{name.partition('+')[0]}@{domain}"
        if found := boxes.get(f"{name}@{domain}") or boxes.get(bare):
            return found
    return None


@prepared
def _mailboxes() -> QuerySet[Mailbox]:
    return Mailbox.objects.order_by("id")


def is_blocked(address: str) -> bool:
    """Whether nothing is taken from an address."""
    return _blocked.first(tuple(blocked_by(address))) is not None


def blocked_counted(address: str) -> Counted:
    """The same as a question that is asked together with others."""
    return _blocked.counted(tuple(blocked_by(address)))


@prepared
def _blocked(addresses: tuple[str, ...]) -> QuerySet[BlockedSender, int]:
    return BlockedSender.objects.filter(address__in=addresses).values_list("pk", flat=True)[:1]


def dead_among(addresses: Iterable[str]) -> set[str]:
    """To which of these addresses letters came back for good."""
    wanted = {each.strip().casefold(): each for each in addresses if each}
    dead = DeadAddress.objects.filter(address__in=wanted).values_list("address", flat=True)
    return {wanted[each] for each in dead}
