"""Errors that a person may read: each says what is wrong and what to do, in their language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.terms import Sides

Words = str | Promise


class Refused(Exception):
    """A rule says no. Every door shows the message as it stands (409, one line)."""

    status = 409

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)


class NotFound(Refused):
    """There is no such thing, or none the viewer may know of: the answer is the same (404)."""

    status = 404

    def __init__(self, words: Words | None = None) -> None:
        super().__init__(words or _("There is no such thing, or it is not yours to see."))


class Forbidden(Refused):
    """The viewer sees the thing, but this is not theirs to do (403)."""

    status = 403


class Invalid(Refused):
    """What was sent cannot be used; a reason for each field (422)."""

    status = 422

    def __init__(self, fields: Mapping[str, Words]) -> None:
        super().__init__(_("Some of what you sent cannot be used."))
        self.fields = dict(fields)

    def __str__(self) -> str:
        reasons = "; ".join(f"{field}: {reason}" for field, reason in self.fields.items())
        return f"{self.words} {reasons}"


def in_one_line(refusal: Refused, between: str = " ") -> str:
    """Why it was refused: each field's reason, or the refusal's own words."""
    if isinstance(refusal, Invalid):
        return between.join(str(words) for words in refusal.fields.values())
    return str(refusal)


class Clash(Refused):
    """Somebody else changed the same fields since they were seen; both sides of each (409).

    ``row`` is the thing as it stands; ``kept`` names the fields that only others changed, by what
    the writer meant and not by how it was written.
    """

    def __init__(
        self,
        row: Any,
        fields: Mapping[str, Sides],
        words: Words | None = None,
        kept: Iterable[str] = (),
    ) -> None:
        super().__init__(
            words or _("Somebody else changed the same in the meantime. Choose what is to stay.")
        )
        self.row = row
        self.fields = dict(fields)
        self.kept = frozenset(kept)
