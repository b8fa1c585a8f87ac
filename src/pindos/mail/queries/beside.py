"""What stands in a message beside its text: an invitation, a virus, that nobody can read it."""

import re
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.harm import harm_in
from pindos.mail.reading import Read

MOMENT = re.compile(r"(\d{8})(?:T(\d{4})\d{0,2}(Z?))?")  # RFC 5545, 3.3.4 and 3.3.5
INVITED = {
    "SUMMARY": pgettext_lazy("invitation", "What"),
    "DTSTART": pgettext_lazy("invitation", "Begins"),
    "DTEND": pgettext_lazy("invitation", "Ends"),
    "LOCATION": pgettext_lazy("invitation", "Where"),
    "ORGANIZER": pgettext_lazy("invitation", "Who invites"),
}


def closed_in(read: Read) -> str:
    """That nobody here can read what it says, and what to do; empty for any other message."""
    if not read.is_closed:
        return ""
    return _(
        "This message is encrypted, or signed in a closed form (%(by)s): its words cannot be read "
        "here. It is attached whole; ask for it again as plain text."
    ) % {"by": ", ".join(read.sealed)}


def harm_of(read: Read) -> str:
    """The virus that was found in one of its files; empty when none is known."""
    return harm_in(file.sha256 for file in read.files)


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
