"""The mailboxes of the made-up office, and what comes into them: by the product's own door."""

from collections import Counter
from typing import Any, NamedTuple

from django.apps import apps
from django.utils import timezone

from pindos.demo.following import hear
from pindos.demo.letters import SERVER, Sender, quoted
from pindos.demo.stage import Stage
from pindos.demo.terms import Actor
from pindos.kernel.origin import coming_from
from pindos.mail.commands import add_mailbox, take_in, take_in_head
from pindos.mail.terms import Source
from pindos.notices.letters import message_id_of, thread_id_of
from pindos.operations.commands import set_options
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.terms import ABOUT

DOMAIN = "dioikisi.example"
CENTRAL, KOZANI, FLORINA = (
    f"{name}@{DOMAIN}" for name in ("ypostirixi", "pliroforiki.kozanis", "pliroforiki.florinas")
)
BOXES = {CENTRAL: "DPE-A", KOZANI: "TP-KOZ", FLORINA: "TP-FLO"}
FETCHES, HANDED_IN = "job:fetch-mail", "cli"


class Ours(NamedTuple):
    """A letter of ours that somebody answers: its Message-IDs, and what it said."""

    ids: tuple[str, ...]
    quoted: str


class Post:
    """Carries letters in: kept on disk, noted, and taken up by the desk as at work."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.boxes: dict[str, Any] = {}
        self._uids: Counter[str] = Counter()

    def set_up(self) -> None:
        """What an administrator sets; what comes to Florina a mail server hands in."""
        assert self.stage.staff.administrator
        viewer = self.stage.staff.administrator.viewer
        for address, unit in BOXES.items():
            self.boxes[address] = add_mailbox(
                viewer=viewer,
                address=address,
                unit=unit,
                host=f"imap.{DOMAIN}",
                username=address,
                password="demonstration",  # noqa: S106  of no mailbox: the host is made up
                is_on=address != FLORINA,
            )
        wanted = {"mail.own_domains": DOMAIN, "mail.receiving_server": SERVER, "mail.orders": True}
        set_options(viewer=viewer, values=wanted)

    def bring(self, raw: bytes, to: str) -> Any:
        """Let a letter arrive now and become what it is; its row."""
        box = self.boxes[to]
        with coming_from(FETCHES if box.is_on else HANDED_IN):
            if box.is_on:
                self._uids[to] += 1
                taken = take_in(raw, source=Source.IMAP, mailbox=box, uid=self._uids[to])
            else:
                taken = take_in(raw, source=Source.PIPE, recipients=[to])
        return self._heard(taken.arrival_id)

    def bring_head(self, head: bytes, size: int, to: str) -> Any:
        """The same of a letter of so many bytes, which is more than is taken."""
        self._uids[to] += 1
        with coming_from(FETCHES):
            taken = take_in_head(head, size, mailbox=self.boxes[to], uid=self._uids[to])
        return self._heard(taken.arrival_id)

    def _heard(self, arrival_id: int) -> Any:
        hear(f"mail.arrival:{arrival_id}")
        row = apps.get_model("mail.Arrival").objects.get(pk=arrival_id)
        if row.about:
            hear(row.about)
        return row

    def to(self, ticket: Any, who: Actor) -> Ours:
        """The newest letter of ours about a ticket to somebody, once all has been told.

        None leaves a demonstration, and as it leaves it is addressed; somebody has this one.
        """
        about = f"{ABOUT}:{ticket.pk}"
        hear(about)
        sendings = apps.get_model("notices.Sending").objects.select_related("notice__person")
        row: Any = sendings.filter(notice__about=about, notice__person=who.person_id).latest("id")
        row.address = row.to_address
        row.save(update_fields=["address"])
        text = f"{row.notice.title}\n\n{row.notice.text}"
        ids = (thread_id_of(about), message_id_of(row.pk))
        return Ours(ids, quoted(text, f"Pindos, {CENTRAL}", timezone.now()))


def sender_of(actor: Actor) -> Sender:
    """Somebody of the office, as their program of mail names them."""
    return Sender(f"{actor.given} {actor.family}", f"{actor.username}@{DOMAIN}")


def ticket_of(row: Any, reader: Actor) -> Any:
    """The ticket that a letter is part of, for somebody who sees it."""
    return ticket_by(reader.viewer, int(row.about.rpartition(":")[2]))
