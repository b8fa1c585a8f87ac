"""What a message means for the desk: pure, from what was read and what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid
from pindos.mail.terms import Proof, Why
from pindos.servicedesk.terms import State

METHODS = ("spf", "dkim", "dmarc")


class Do(StrEnum):
    """What is to be done with a message."""

    OPEN = "open"
    ANSWER = "answer"
    THANK = "thank"
    FAIL = "fail"
    IGNORE = "ignore"
    SORT = "sort"  # to the inbox of the unassigned
    HOLD = "hold"  # in quarantine: a person decides


def proofs_of(authentication: Mapping[str, str]) -> dict[str, str]:
    """What was found by each method, in the few words that rules ask by; empty: nothing said."""
    return {method: Proof.meant(authentication.get(method, "")) for method in METHODS}


@dataclass(frozen=True)
class Mail:
    """What matters of the message itself."""

    is_own: bool = False
    is_machine: bool = False
    is_failure: bool = False
    is_thanks: bool = False
    is_forged: bool = False


@dataclass(frozen=True)
class Named:
    """A ticket that a message belongs to, or names; ``has_part``: its sender may write on it."""

    ticket_id: int
    number: str
    state: str
    has_part: bool
    lately: int = 0  # messages that came onto it in the last minutes


@dataclass(frozen=True)
class Known:
    """What is known of the sender and of the tickets that the message names."""

    is_sender_named: bool = True
    people: int = 1  # of the register who have this address
    is_blocked: bool = False
    lately: int = 0  # messages from this address in the last hour, with this one
    most_lately: int = 20
    most_on_thread: int = 15
    is_anyone_welcome: bool = False
    is_of_house: bool = False  # by the domain of the address
    thread: Named | None = None  # by References and In-Reply-To
    named: Named | None = None  # by the number in its subject


@dataclass(frozen=True)
class Verdict:
    """What is to be done, why, and with which ticket."""

    do: Do
    why: str
    ticket: Named | None = None


def verdict_on(mail: Mail, known: Known) -> Verdict:
    """What becomes of a message.

    First what no person wrote, or what may not come in; then the thread, then the number in the
    subject, and only who takes part may write on a ticket; all else begins something new.
    """
    return _unwelcome(mail, known) or _on_ticket(mail, known) or _new(known)


def _unwelcome(mail: Mail, known: Known) -> Verdict | None:
    ticket = known.thread or known.named
    found: Verdict | None = None
    if mail.is_own:
        found = Verdict(Do.IGNORE, Why.OWN)
    elif known.is_blocked:
        found = Verdict(Do.IGNORE, Why.BLOCKED)
    elif mail.is_failure:
        found = Verdict(Do.FAIL, Why.BOUNCED, ticket)
    elif mail.is_machine:
        found = Verdict(Do.IGNORE, Why.MACHINE, ticket)
    elif mail.is_forged:
        found = Verdict(Do.HOLD, Why.FORGED, ticket)
    elif known.lately > known.most_lately:
        found = Verdict(Do.HOLD, Why.TOO_MANY, ticket)
    return found


def _on_ticket(mail: Mail, known: Known) -> Verdict | None:
    ticket = known.thread or known.named
    if ticket is None:
        return None
    if not ticket.has_part:
        return Verdict(Do.HOLD, Why.NO_PART if known.people else _unknown(known), ticket)
    if ticket.lately >= known.most_on_thread:
        return Verdict(Do.HOLD, Why.LOOP, ticket)
    if mail.is_thanks:
        return Verdict(Do.THANK, Why.THANKS, ticket)
    if ticket.state == State.CLOSED:
        return Verdict(Do.OPEN, Why.CLOSED, ticket) if known.people else _new(known)
    return Verdict(Do.ANSWER, Why.THREAD if known.thread else Why.NUMBER, ticket)


def _new(known: Known) -> Verdict:
    if not known.people and not (known.is_anyone_welcome or known.is_of_house):
        return Verdict(Do.HOLD, _unknown(known))
    if not known.people:
        return Verdict(Do.SORT, Why.UNKNOWN if known.is_sender_named else Why.NO_SENDER)
    if known.people > 1:
        return Verdict(Do.HOLD, Why.AMBIGUOUS)
    return Verdict(Do.OPEN, Why.NEW)


def _unknown(known: Known) -> Why:
    """Why nobody of the register wrote it: a stranger did, or it does not say who."""
    return Why.STRANGER if known.is_sender_named else Why.NO_SENDER


def is_within(address: str, domains: frozenset[str]) -> bool:
    """Whether an address is of one of these domains or of one below it."""
    domain = address.rpartition("@")[2].casefold()
    return any(domain == each or domain.endswith(f".{each}") for each in domains)


def refuse_two_ways(ticket: str, *others: str) -> None:
    """Refuse a message that a person wants on a ticket and made a new one at once (Invalid)."""
    if ticket.strip() and any(each.strip() for each in others):
        words = _("Either onto this ticket, or a new one: empty the field that does not hold.")
        raise Invalid({"ticket": words})
