"""What was read in a message, in words for whoever looks at its page."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

PROOFS = ("spf", "dkim", "dmarc", "compauth")  # RFC 8601; the last is Exchange Online's
MOMENT = re.compile(r"(\d{8})(?:T(\d{4})\d{0,2}(Z?))?")  # RFC 5545, 3.3.4 and 3.3.5
INVITED = {
    "SUMMARY": pgettext_lazy("invitation", "What"),
    "DTSTART": pgettext_lazy("invitation", "Begins"),
    "DTEND": pgettext_lazy("invitation", "Ends"),
    "LOCATION": pgettext_lazy("invitation", "Where"),
    "ORGANIZER": pgettext_lazy("invitation", "Who invites"),
}
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


def invitation_in(calendar: str) -> list[tuple[str, str]]:
    """What, when and where, each with its name."""
    pairs = (line.partition(":")[::2] for line in calendar.splitlines())
    return [
        (str(INVITED[name]), _value(value.strip())) for name, value in pairs if name in INVITED
    ]


def _value(value: str) -> str:
    value = re.sub("^mailto:", "", value.replace("\\,", ",").replace("\\;", ";"), flags=re.I)
    found = MOMENT.fullmatch(value)
    if found is None:
        return value
    day, time, is_utc = found.groups()
    try:
        moment = datetime.strptime(f"{day}{time or '0000'}", "%Y%m%d%H%M").replace(tzinfo=UTC)
    except ValueError:
        return value
    if is_utc:
        moment = timezone.localtime(moment)
    return f"{moment:%d/%m/%Y %H:%M}" if time else f"{moment:%d/%m/%Y}"
