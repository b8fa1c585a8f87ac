"""What somebody sent, looked at field by field, so that all that is wrong is said at once."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.errors import Invalid, Words
from pindos.kernel.text import clean
from pindos.servicedesk.terms import TEXT_LENGTH


class Sent:
    """Reads fields; ``check`` refuses all faults found so far together."""

    def __init__(self) -> None:
        self.faults: dict[str, Words] = {}

    def text(self, field: str, value: str, *, least: int = 1, most: int = TEXT_LENGTH) -> str:
        """The words in one form, from ``least`` to ``most`` characters long."""
        if len(value) > most:
            self.faults[field] = ngettext(
                "Write at most %(most)s character; this has %(length)s.",
                "Write at most %(most)s characters; this has %(length)s.",
                most,
            ) % {"most": most, "length": len(value)}
            return ""
        try:
            words = clean(value)
        except ValidationError as error:
            self.faults[field] = " ".join(error.messages)
            return ""
        if len(words) < least:
            self.faults[field] = (
                _("Write a few words here.") if words else _("This is missing: write it.")
            )
        return words

    def line(self, field: str, value: str, *, most: int) -> str:
        """The same, in one line."""
        return " ".join(self.text(field, value, most=most).split())

    def choice(self, field: str, value: str, choices: Iterable[str]) -> str:
        """One of the choices."""
        known = list(choices)
        if value not in known:
            self.faults[field] = _("Choose one of these: %(choices)s.") % {
                "choices": ", ".join(known)
            }
        return value

    def check(self) -> None:
        """Refuse what was wrong (Invalid, a reason for each field)."""
        if self.faults:
            raise Invalid(self.faults)
