"""What came by mail about a thing: the thread of a letter of ours, and where answers go.

Asked for every letter that leaves.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from pindos.kernel.prepared import prepared
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.terms import Source

MOST = 20  # Message-IDs of a thread that a letter names


def things_answered_by(message_ids: list[str]) -> dict[str, str]:
    """What the messages with these Message-IDs became part of: ``{id: about}``."""
    if not message_ids:
        return {}
    rows = Arrival.objects.filter(message_id__in=[each[:250] for each in message_ids])
    return dict(rows.exclude(about="").values_list("message_id", "about"))


def written_by(person_ids: Iterable[int], abouts: Iterable[str]) -> set[tuple[int, str]]:
    """Who of these wrote by mail what became part of which of these things."""
    rows = Arrival.objects.filter(about__in=set(abouts), person__in=set(person_ids))
    return set(rows.values_list("person_id", "about"))


def ids_of(about: str) -> list[str]:
    """The Message-IDs of a thing in their order, the newest last."""
    return _newest_ids(about)[::-1]


@prepared
def _newest_ids(about: str) -> QuerySet[Arrival, str]:
    rows = Arrival.objects.filter(about=about).exclude(message_id="")
    return rows.order_by("-id").values_list("message_id", flat=True)[:MOST]


def answer_address(about: str) -> str:
    """Where answers about a thing should go: to the mailbox it came by, else to the only one.

    One that is not read by us counts when a mail server hands in what is written to it.
    """
    if not about:
        return ""
    for address, is_on, source in _came_by(about):
        if address and (is_on or source == Source.PIPE):
            return address
    return _first_on.first() or _first_handed_in.first() or ""


def is_read_back(row: Arrival) -> bool:
    """Whether what is written back to where a message came to reaches us."""
    return row.mailbox is not None and (row.mailbox.is_on or row.source == Source.PIPE)


@prepared
def _came_by(about: str) -> QuerySet[Arrival, tuple[str, bool, str]]:
    """The mailbox of the newest message."""
    rows = Arrival.objects.filter(about=about).exclude(message_id="")
    found = rows.order_by("-id").values_list("mailbox__address", "mailbox__is_on", "source")
    return found[:1]


@prepared
def _first_on() -> QuerySet[Mailbox, str]:
    return Mailbox.objects.filter(is_on=True).order_by("pk").values_list("address", flat=True)[:1]


@prepared
def _first_handed_in() -> QuerySet[Mailbox, str]:
    came = Arrival.objects.filter(mailbox=OuterRef("pk"), source=Source.PIPE)
    rows = Mailbox.objects.filter(Exists(came)).order_by("pk")
    return rows.values_list("address", flat=True)[:1]
