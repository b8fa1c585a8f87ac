"""What somebody outside the register was written."""

from datetime import datetime
from typing import NamedTuple

from pindos.notices.models import OutsideLetter, Sending


class Written(NamedTuple):
    """How much went to an address, and on a thread, since a moment."""

    to_address: int
    on_thread: int


def written_outside(address: str, thread: str, since: datetime) -> Written:
    """How many letters these had since a moment; answers of a person to a ticket do not count."""
    rows = OutsideLetter.objects.filter(at__gte=since, key__startswith="mail-")
    of_thread = rows.filter(thread=thread[:250]).count() if thread else 0
    return Written(rows.filter(address=address.casefold()).count(), of_thread)


def has_come_back(address: str, since: datetime) -> bool:
    """Whether a letter to somebody outside at this address failed since a moment."""
    rows = Sending.objects.filter(outside__address=address.casefold(), outside__at__gte=since)
    return rows.filter(state=Sending.State.FAILED).exists()


def letters_answering(arrival_id: int) -> list[Sending]:
    """What the sender of a message was answered, with its fate, oldest first."""
    rows = Sending.objects.filter(outside__arrival=arrival_id).select_related("outside")
    return list(rows.order_by("id"))
