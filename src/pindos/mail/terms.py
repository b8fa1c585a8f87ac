"""Words of mail: what becomes of a message, and how it came."""

from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OWN_MARK = "X-Pindos"  # the line in the head of our letters that only we can write


class Fate(models.TextChoices):
    """What became of a message; only WAITING is not the end of it."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    OPENED = "opened", pgettext_lazy("mail", "Opened a ticket")
    ADDED = "added", pgettext_lazy("mail", "Added to a ticket")
    FAILURE = "failure", pgettext_lazy("mail", "Failure report")
    IGNORED = "ignored", pgettext_lazy("mail", "Ignored")
    UNASSIGNED = "unassigned", pgettext_lazy("mail", "Unassigned")
    QUARANTINED = "quarantined", pgettext_lazy("mail", "In quarantine")
    DISCARDED = "discarded", pgettext_lazy("mail", "Discarded by a person")
    TOO_LARGE = "too-large", pgettext_lazy("mail", "Too large")


NEEDS_A_PERSON = (Fate.UNASSIGNED, Fate.QUARANTINED, Fate.TOO_LARGE)
OPEN_FATES = (*NEEDS_A_PERSON, Fate.IGNORED, Fate.DISCARDED)  # a person may still decide


class Answers(StrEnum):
    """Which unknown senders are answered."""

    NOBODY = "nobody"
    UNLESS_FAILED = "unless-failed"
    PASSED = "passed"


class Answer(models.TextChoices):
    """What the sender of a message heard at once, or why nothing; empty while nobody knows."""

    SENT = "sent", _("Answered by mail")
    TOLD = "told", _("Told, as a person of the register")
    ON_TICKET = "on-ticket", _("None needed: it stands on its ticket")
    NO_ADDRESS = "no-address", _("None: it names no address that can be answered")
    MACHINE = "machine", _("None: a machine wrote it")
    OURSELVES = "ourselves", _("None: it came from us or from a mailbox of ours")
    BLOCKED = "blocked", _("None: its sender is blocked")
    DEAD = "dead", _("None: letters to this address come back")
    SWITCHED_OFF = "switched-off", _("None: the settings answer nobody outside the register")
    FORGED = "forged", _("None: DMARC, SPF or DKIM failed, so somebody else may have sent it")
    NOT_PROVEN = "not-proven", _("None: the receiving server does not vouch for its sender")
    ENOUGH = "enough", _("None: enough in a day (5 to an address, 2 on a thread)")
    FLOOD = "flood", _("None: too many messages in a short time")
    NO_MAIL = "no-mail", _("None: no outgoing mail is set up")


class Source(models.TextChoices):
    """By which way a message came."""

    IMAP = "imap", _("Mailbox (IMAP)")
    PIPE = "pipe", _("Handed over by the mail server (pipe)")


class Security(models.TextChoices):
    """How the connection to a mailbox is protected."""

    TLS = "tls", "TLS"
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", _("None (a server on this machine)")


class After(models.TextChoices):
    """What becomes of a message in its mailbox once it is kept here."""

    SEEN = "seen", _("It stays and is marked as read")
    MOVE = "move", _("It is moved to a folder")
    DELETE = "delete", _("It is deleted")


class Why(models.TextChoices):
    """Why a message had its fate, in words for whoever looks."""

    NEW = "new", _("It began something new.")
    CLOSED = "closed", _("It answered a ticket that is closed: a new one refers to it.")
    THREAD = "thread", _("It answers a message of this ticket.")
    NUMBER = "number", _("Its subject names the ticket.")
    THANKS = "thanks", _("It only says thank you: nothing was reopened.")
    MACHINE = "machine", _("A machine wrote it: nobody is answered.")
    OWN = "own", _("We sent it ourselves.")
    BOUNCED = "bounced", _("It reports that a message of ours did not arrive.")
    STRANGER = "stranger", _("Its sender is not in the register.")
    NO_SENDER = "no-sender", _("It names no sender.")
    UNKNOWN = "unknown", _("Its sender may write, but is not in the register.")
    NO_PART = "no-part", _("It names a ticket in which its sender takes no part.")
    FORGED = "forged", _("The receiving server found that its sender may be forged.")
    TOO_MANY = "too-many", _("Too many messages came from this address in a short time.")
    LOOP = "loop", _("It goes to and fro: too many messages on one ticket in a short time.")
    BLOCKED = "blocked", _("Its sender is blocked.")
    AMBIGUOUS = "ambiguous", _("Several people of the register have this address.")
    REFUSED = "refused", _("The desk could not take it: %(words)s")
    TOO_LARGE = "too-large", _("It is larger than 40 MB. Its head was kept.")
    BY_HAND = "by-hand", _("A person decided.")


class Proof(models.TextChoices):
    """What the receiving server found of a sender (RFC 8601, 2.7); empty: it said nothing."""

    PASS = "pass", pgettext_lazy("proof", "pass: it is so")
    FAIL = "fail", pgettext_lazy("proof", "fail: it may be forged")
    SOFT = "softfail", pgettext_lazy("proof", "softfail: hardly")
    NEUTRAL = "neutral", pgettext_lazy("proof", "neutral: it cannot be said")
    NONE = "none", pgettext_lazy("proof", "none: the sender's domain has no such record")
    ERROR = "error", pgettext_lazy("proof", "error: it could not be checked")

    @classmethod
    def meant(cls, word: str) -> str:
        """One of these few for any result of RFC 8601, 2.7; what nobody knows proves nothing."""
        under = {"policy": cls.NEUTRAL, "temperror": cls.ERROR, "permerror": cls.ERROR}
        return word if not word or word in cls.values else str(under.get(word, cls.NEUTRAL))


class Arrived(NamedTuple):
    """A message that was taken in: its row, and whether it is new here."""

    arrival_id: int
    is_new: bool
