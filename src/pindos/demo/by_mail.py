"""Tickets that are reported by mail, and what their people write then."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from typing import Any, NamedTuple

from django.utils import timezone

from pindos.demo.letters import (
    LOGO_ID,
    Enclosed,
    Written,
    failure_report,
    logo,
    message_id,
    raw,
)
from pindos.demo.plain import Report
from pindos.demo.post import CENTRAL, Post, sender_of, ticket_of
from pindos.demo.step_by_step import Rare
from pindos.demo.terms import Actor
from pindos.demo.wording import in_letter
from pindos.demo.year import lasting
from pindos.servicedesk import commands as desk

HOUR = timedelta(hours=1)
Bytes = Callable[[Written, datetime], bytes]


class Reported(NamedTuple):
    """How somebody reports: to which mailbox, under which name, as which bytes."""

    key: str
    to: str
    text: str = ""
    subject: str | None = None
    as_bytes: Bytes = raw
    files: tuple[Enclosed, ...] = ()
    cc: str = ""
    has_logo: bool = False


class Mailed(Rare):
    """Reported by mail, taken, given its category, solved."""

    def __init__(self, post: Post, report: Report, how: Reported) -> None:
        super().__init__(post.stage, report)
        self.post, self.how = post, how
        self.sender = sender_of(report.who)

    def begin(self) -> None:
        """The letter arrives and is a ticket."""
        told, how = self.report.told, self.how
        subject = told.title if how.subject is None else how.subject
        row = self.write(how.key, subject, how.text or told.description, as_bytes=how.as_bytes)
        self.go_on(row)

    def go_on(self, row: Any) -> None:
        """Somebody takes the ticket that a letter has opened."""
        self.ticket = ticket_of(row, self.report.who)
        self.worker = self.stage.worker_of(self.ticket)
        self.taken = self._later(timezone.now(), lasting(self.rng, 60))
        self.do(self.taken, lambda: self.take(self.worker))

    def write(
        self,
        key: str,
        subject: str,
        text: str,
        *,
        answers: tuple[str, ...] = (),
        by: Actor | None = None,
        as_bytes: Bytes = raw,
        **more: Any,
    ) -> Any:
        """Let somebody's letter arrive now, by default the requester's; its row."""
        who = by or self.report.who
        sender = sender_of(by) if by else self.sender
        is_first = key == self.how.key
        text = f"{text}\n\n-- \n{who.given} {who.family}\n{who.site}, τηλ. {who.phone}"
        letter = Written(
            key=key,
            sender=sender,
            to=self.how.to,
            subject=subject,
            text=text,
            answers=answers,
            cc=self.how.cc if is_first else "",
            files=(*(self.how.files if is_first else ()), *self._logos()),
            html=_page(text) if self.how.has_logo else "",
            **more,
        )
        return self.post.bring(as_bytes(letter, timezone.now()), self.how.to)

    def _logos(self) -> list[Enclosed]:
        return [logo()] if self.how.has_logo else []

    def take(self, worker: Actor) -> None:
        """Taken, and given the category that no letter names."""
        desk.take_ticket(viewer=worker.viewer, ticket_id=self.ticket.pk)
        category = self.report.told.category
        desk.categorise_ticket(viewer=worker.viewer, ticket_id=self.ticket.pk, category=category)
        self.way(self.taken)

    def reply(self, text: str) -> None:
        """The desk writes to the requester."""
        desk.reply_to_ticket(viewer=self.worker.viewer, ticket_id=self.ticket.pk, text=text)

    def answer_back(self, key: str, words: str, **more: Any) -> Any:
        """The requester answers the newest letter of the desk, as programs do it."""
        ours = self.post.to(self.ticket, self.report.who)
        subject = f"Απ: {self.ticket.number}: {self.report.told.title}"
        text = f"{words}\n\n{ours.quoted}"
        return self.write(f"{self.how.key}-{key}", subject, text, answers=ours.ids, **more)


class Talked(Mailed):
    """The requester answers the desk, and says thanks in the end."""

    def way(self, at: datetime) -> None:
        """Asked, answered, solved."""
        said = self._later(at, 40)
        self.do(said, lambda: self.reply(self.report.told.question))
        answered = self._later(said, lasting(self.rng, 90))
        self.do(answered, lambda: self.answer_back("talk", in_letter("talk")))
        named = self._later(answered, 50)
        self.do(named, self._by_number)
        self.solve(named, lasting(self.rng, 200))

    def _by_number(self) -> None:
        """From another program, which knows no thread: the number in the subject is enough."""
        title = f"Σχετικά με το {self.ticket.number}"
        self.write(f"{self.how.key}-more", title, in_letter("more"))

    def solved(self, at: datetime) -> None:
        """Thanks reopen nothing."""
        self.do(self._later(at, 30), lambda: self.answer_back("thanks", in_letter("thanks")))


class Joined(Mailed):
    """A colleague who had a copy answers that; the requester's program says that they are away."""

    def way(self, at: datetime) -> None:
        """The colleague first."""
        by, key = self.report.other, f"{self.how.key}-colleague"
        first = message_id(self.how.key, self.sender)
        title = f"Re: {self.report.told.title}"
        self.do(
            self._later(at, 20),
            lambda: self.write(key, title, in_letter("colleague"), answers=(first,), by=by),
        )
        said = self._later(at, 60)
        self.do(said, lambda: self.reply(self.report.told.fix))
        self.do(said + timedelta(minutes=1), self._away)
        self.solve(said, lasting(self.rng, 200))

    def _away(self) -> None:
        more = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
        self.answer_back("away", in_letter("away"), more=more)


class Full(Mailed):
    """The requester's mailbox takes no more: the answer of the desk comes back."""

    def way(self, at: datetime) -> None:
        """A reply, and what its server says of it."""
        said = self._later(at, 45)
        self.do(said, lambda: self.reply(self.report.told.question))
        self.do(said + timedelta(minutes=2), self._back)

    def _back(self) -> None:
        ours = self.post.to(self.ticket, self.report.who)
        key, at = f"{self.how.key}-failed", timezone.now()
        self.post.bring(failure_report(key, self.sender, ours.ids[-1], CENTRAL, at), self.how.to)


class Ordered(Mailed):
    """The technician works on it from the mail, with orders in the first lines."""

    def way(self, at: datetime) -> None:
        """A note and the time spent."""
        self.do(self._later(at, 35), self._order)
        self.solve(self._later(at, 480), lasting(self.rng, 120))

    def _order(self) -> None:
        title = f"Re: {self.ticket.number}"
        self.write(f"{self.how.key}-order", title, in_letter("ordered"), by=self.worker)


class Again(Mailed):
    """Answered when it is closed: a new one begins that refers to it."""

    is_again = False

    def solved(self, at: datetime) -> None:
        """Said to be good, and not good after days."""
        if self.is_again:
            return
        self.is_again = True
        heard = self._later(at, 30)
        self.do(heard, lambda: self._confirm(self.report.who.viewer))
        self.do(self._later(heard, 4 * 480), self._again)

    def _again(self) -> None:
        self.go_on(self.answer_back("again", in_letter("again")))


def _page(text: str) -> str:
    lines = "<br>\n".join(escape(line) for line in text.split("\n"))
    return f'<html><body><p>{lines}</p><p><img src="cid:{LOGO_ID}" alt=""></p></body></html>'
