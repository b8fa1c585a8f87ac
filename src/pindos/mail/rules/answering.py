"""Whether the sender of a message hears that it came: pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pindos.mail.terms import Answers

MOST_TO_ADDRESS = 5  # answers of the house to one address in a day
MOST_ON_THREAD = 2


class Silence(StrEnum):
    """Why nobody is answered."""

    NO_ADDRESS = "no-address"
    MACHINE = "machine"
    OURSELVES = "ourselves"
    BLOCKED = "blocked"
    DEAD = "dead"
    SWITCHED_OFF = "switched-off"
    FORGED = "forged"
    NOT_PROVEN = "not-proven"
    ENOUGH = "enough"


@dataclass(frozen=True)
class Sender:
    """What is known of who wrote, and what they have been answered in a day."""

    address: str = ""
    is_machine: bool = False
    is_ourselves: bool = False  # our own letter, or from a mailbox of ours
    is_blocked: bool = False
    is_dead: bool = False
    authentication: Mapping[str, str] = field(default_factory=dict)
    to_address: int = 0
    on_thread: int = 0


def silence_towards(sender: Sender, answers: str) -> Silence | None:
    """Why a sender is not answered; none when they are.

    To a machine, or to an address that somebody else used, an answer does harm: both come before
    any wish to be polite.
    """
    proof = proof_of(sender.authentication)
    reasons = {
        Silence.NO_ADDRESS: not _is_address(sender.address),
        Silence.MACHINE: sender.is_machine,
        Silence.OURSELVES: sender.is_ourselves,
        Silence.BLOCKED: sender.is_blocked,
        Silence.DEAD: sender.is_dead,
        Silence.SWITCHED_OFF: answers == Answers.NOBODY,
        Silence.FORGED: proof is False,
        Silence.NOT_PROVEN: answers == Answers.PASSED and not proof,
        Silence.ENOUGH: sender.to_address >= MOST_TO_ADDRESS or sender.on_thread >= MOST_ON_THREAD,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), None)


def proof_of(authentication: Mapping[str, str]) -> bool | None:
    """Whether the receiving server vouches for the sender: yes, no, or it does not say.

    DMARC decides where it was looked at: it alone compares with the address that is answered.
    """
    dmarc = authentication.get("dmarc", "")
    if dmarc in {"pass", "fail"}:
        return dmarc == "pass"
    spf, dkim = authentication.get("spf", ""), authentication.get("dkim", "")
    if "pass" in (spf, dkim):
        return True
    return False if spf in {"fail", "softfail"} or dkim == "fail" else None


def _is_address(address: str) -> bool:
    name, at, domain = address.rpartition("@")
    return bool(name and at and "." in domain) and not any(c.isspace() for c in address)
