"""What lists and rules ask of how a ticket came, and of the last message that came onto it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import Choice, Column, Op, Option, Text, WordsOf
from pindos.kernel.filtering.kinds import Ask
from pindos.mail.terms import Proof
from pindos.search.queries import holding
from pindos.servicedesk.terms import ABOUT, Came

UNKNOWN, UNKNOWN_SHORT = "unknown", _("unknown")
OF_LAST = _("Of the last message that came onto the ticket by mail, this one included.")
OF_SERVER = _(
    "Of the last message that came onto the ticket by mail. Only the word of the receiving "
    "server of the settings counts; without one it is always «unknown»."
)
ANY_FORM = _(
    "«contains» finds each word in any of its forms: εκτυπωτή also finds Εκτυπωτές and ektypotis."
)


def title_holds(text: str) -> Q | None:
    """Tickets whose title holds every word of the text, in any form of it."""
    return _among(holding(ABOUT, text, in_title=True))


def words_hold(text: str) -> Q | None:
    """Tickets whose title or public texts hold every word of the text, in any form of it."""
    return _among(holding(ABOUT, text))


def _among(ids: Any) -> Q | None:
    return None if ids is None else Q(pk__in=ids)


def _way(word: str) -> Callable[[Viewer, datetime], Q]:
    return lambda viewer, now: Q(came_by=word)


def _ways(viewer: Viewer) -> list[Option]:
    unknown = Option(UNKNOWN, UNKNOWN_SHORT, asks=lambda viewer, now: Q(came_by__isnull=True))
    return [*(Option(each.value, each.label, asks=_way(each.value)) for each in Came), unknown]


def _proofs(viewer: Viewer) -> list[Option]:
    unknown = Option(UNKNOWN, _("unknown: the receiving server said nothing"), ("",))
    return [*(Option(each.value, each.label, (each.value,)) for each in Proof), unknown]


@dataclass(frozen=True)
class Domain(Text):
    """The domain of an address, however it is typed: «@Example.gr» is «example.gr»."""

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """As it is kept: without the sign before it, in small letters."""
        meant = tuple(value.strip().removeprefix("@").casefold() for value in values)
        return super().condition(path, op, meant, ask)


def _of_mail(field: str) -> Callable[[Any], str | None]:
    return lambda ticket: getattr(ticket.mailed, field) if ticket.mailed else None


def _proof_of(field: str) -> Callable[[Any], str | None]:
    def read(ticket: Any) -> str | None:
        if ticket.mailed is None:
            return None
        return getattr(ticket.mailed, field) or str(UNKNOWN_SHORT)

    return read


MAIL_COLUMNS = (
    Column("came", _("How it came"), Choice(_ways), get=lambda row: row.get_came_by_display()),
    Column(
        "domain",
        _("Sender's domain"),
        Domain(folded="mailed__domain"),
        "mailed__domain",
        get=_of_mail("domain"),
        hint=OF_LAST,
    ),
    Column(
        "written_to",
        _("Mailbox or address written to"),
        WordsOf(folded="mailed__written_to"),
        "mailed__written_to",
        get=_of_mail("written_to"),
        hint=OF_LAST,
    ),
    *(
        Column(
            method,
            method.upper(),
            Choice(_proofs),
            f"mailed__{method}",
            get=_proof_of(method),
            hint=OF_SERVER,
        )
        for method in ("spf", "dkim", "dmarc")
    ),
)
WORDS_HELD = Column(
    "words",
    pgettext_lazy("ticket", "Words of the title, description or replies"),
    WordsOf(holds=words_hold),
    is_shown=False,
    hint=ANY_FORM,
)
