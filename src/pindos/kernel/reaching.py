"""Why another server could not be reached or spoken to, in words that a person can act on.

What is kept is English, with the server's own words on a line below; ``said`` gives it in the
language of the page.
"""

import socket
import ssl

from django.utils.translation import gettext, gettext_noop

from pindos.kernel.errors import Refused

LONGEST = 500  # characters that are kept
NAME = gettext_noop("No server has this name. See whether it is spelt rightly.")
CLOSED = gettext_noop("Nothing answers at this port of the server. See whether the port is right.")
SILENT = gettext_noop(
    "The server does not answer. See whether its name and port are right and whether a firewall "
    "stands in between."
)
CERTIFICATE = gettext_noop(
    "The certificate of the server is not accepted. It must hold, bear the name by which the "
    "server is called here, and be of an issuer whom this machine trusts."
)
NO_TLS = gettext_noop(
    "The server does not speak TLS at this port. See the port and the protection of the "
    "connection."
)
HUNG_UP = gettext_noop(
    "The server ended the connection. See the port and the protection of the connection."
)
SIGN_IN = gettext_noop("The server does not accept the user name or the password.")
PERMIT = gettext_noop(
    "The server does not accept the permit of the mailbox. See whether the user name is right, or "
    "ask for a new permit."
)
KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, NAME),
    (ssl.SSLCertVerificationError, CERTIFICATE),
    (ssl.SSLError, NO_TLS),
    (ConnectionRefusedError, CLOSED),
    (ConnectionError, HUNG_UP),
    (TimeoutError, SILENT),
)


class Unpermitted(Refused):
    """What another server must give first it does not give: a reason, and what it said.

    ``reason`` is English (``gettext_noop``), so that it can be kept for readers of any language.
    """

    def __init__(self, reason: str, told: str = "") -> None:
        told = " ".join(told.split())
        self.kept = (f"{reason}\n{told}" if told else reason)[:LONGEST]
        super().__init__(said(self.kept))


def in_words(error: BaseException, reason: str = "") -> str:
    """What went wrong, to be kept: a reason that is known, and what the other side said."""
    if isinstance(error, Unpermitted):
        return error.kept
    told = " ".join(str(error).split()) or type(error).__name__
    found = reason or next((words for kind, words in KINDS if isinstance(error, kind)), "")
    if not found and isinstance(error, OSError) and error.errno is not None:
        found = SILENT  # no way there: the network, a router
    return (f"{found}\n{told}" if found else told)[:LONGEST]


def said(kept: str) -> str:
    """The same for the reader; the words of the other side stand as they came."""
    reason, _line, told = kept.partition("\n")
    words = gettext(reason) if reason else ""
    return f"{words} ({told})" if told else words
