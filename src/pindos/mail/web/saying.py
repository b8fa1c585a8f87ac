"""What was read in a message, in words for whoever looks at its page."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def proofs_in(found: Mapping[str, str]) -> str:
    """What the receiving server found about who sent it."""
    return ", ".join(f"{name}: {found[name]}" for name in PROOFS if name in found)


def defects_in(found: Iterable[str]) -> list[str]:
    """What was wrong with it; of what has no words of its own, that its letters were in doubt."""
    doubt = _("the letters of its text were guessed")
    return list(dict.fromkeys(str(DEFECTS.get(each, doubt)) for each in found))
