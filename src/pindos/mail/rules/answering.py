"""Whether the sender of a message hears that it came: pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pindos.mail.terms import Answer, Answers

MOST_TO_ADDRESS = 5  # answers of the house to one address in a day
MOST_ON_THREAD = 2


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


def silence_towards(sender: Sender, answers: str) -> Answer | None:
    """Why a sender is not answered; none when they are.

    To a machine, or to an address that somebody else used, an answer does harm: both come before
    any wish to be polite.
    """
    proof = proof_of(sender.authentication)
    reasons = {
        Answer.NO_ADDRESS: not _is_address(sender.address),
        Answer.MACHINE: sender.is_machine,
        Answer.OURSELVES: sender.is_ourselves,
        Answer.BLOCKED: sender.is_blocked,
        Answer.DEAD: sender.is_dead,
        Answer.SWITCHED_OFF: answers == Answers.NOBODY,
        Answer.FORGED: proof is False,
        Answer.NOT_PROVEN: answers == Answers.PASSED and not proof,
        Answer.ENOUGH: sender.to_address >= MOST_TO_ADDRESS or sender.on_thread >= MOST_ON_THREAD,
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


def is_proven(authentication: Mapping[str, str]) -> bool:
    """Whether the receiving server compared the sender's address itself, and it held.

    SPF and DKIM alone do not: they pass for whatever domain the letter was really sent from.
    Exchange Online says what it found without a DMARC record as ``bestguesspass`` or ``compauth``.
    """
    is_held = authentication.get("dmarc") in {"pass", "bestguesspass"}
    return is_held or authentication.get("compauth") == "pass"


def _is_address(address: str) -> bool:
    name, at, domain = address.rpartition("@")
    return bool(name and at and "." in domain) and not any(c.isspace() for c in address)
