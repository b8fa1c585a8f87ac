"""What was read in a message, in words for whoever looks at its page."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.mail.rules import is_proven, proof_of
from pindos.mail.terms import Proof

PROOFS = ("spf", "dkim", "dmarc", "compauth")  # RFC 8601; the last is Exchange Online's
DEFECTS = {
    "no-sender": gettext_lazy("it names no sender"),
    "message-id": gettext_lazy("it has no Message-ID, or several"),
    "structure": gettext_lazy("its parts are badly put together"),
    "parts": gettext_lazy("it has more parts than are read"),
    "encoding": gettext_lazy("a part of it is badly encoded"),
    "winmail": gettext_lazy("its winmail.dat is damaged"),
    "long": gettext_lazy("its text is longer than is read"),
    "unreadable": gettext_lazy("its form cannot be read: it is shown as plain text"),
}


class Trust(NamedTuple):
    """What the receiving server found about who sent a message, and what that is worth."""

    mood: str
    words: str
    found: tuple[tuple[str, str], ...]  # each method with its result


def trust_in(found: Mapping[str, str], address: str) -> Trust | None:
    """How far the sender's address can be believed; None when the server said nothing."""
    said = tuple(
        (name.upper() if name != "compauth" else name, _result(found[name]))
        for name in PROOFS
        if name in found
    )
    if not said:
        return None
    if is_proven(found):
        words = _(
            "The receiving server confirms that it was sent from the domain %(domain)s. Which "
            "person wrote it, nobody confirms."
        )
        return Trust("ok", words % {"domain": address.rpartition("@")[2]}, said)
    if proof_of(found) is False:
        words = _(
            "Its sender may be forged. Open none of its links and files before you have asked the "
            "sender by telephone."
        )
        return Trust("down", words, said)
    words = _("That it was sent from this address is not proven: anybody can write any address.")
    return Trust("warn", words, said)


def _result(word: str) -> str:
    return str(Proof(Proof.meant(word)).label) if word else ""


def defects_in(found: Iterable[str]) -> list[str]:
    """What was wrong with it; of what has no words of its own, that its letters were in doubt."""
    doubt = _("the letters of its text were guessed")
    return list(dict.fromkeys(str(DEFECTS.get(each, doubt)) for each in found))
