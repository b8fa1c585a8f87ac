"""What other holidays would do to running deadlines: looked at before they are kept."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pindos.clocks.commands.planning import Change, HoursPlan, change_of_days_off, plan
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.organisation.commands import Line, propose_holiday
from pindos.organisation.queries import feasts
from pindos.organisation.terms import Outcome


def change_of_holiday(*, viewer: Viewer, **said: Any) -> Change:
    """A holiday to be looked at; ``said`` is what ``propose_holiday`` takes, refused as there."""
    return change_of_days_off(propose_holiday(viewer=viewer, **said))


def plan_holiday(*, viewer: Viewer, **said: Any) -> HoursPlan:
    """Which running deadlines it would move, and by how much; changes nothing."""
    return plan(change_of_holiday(viewer=viewer, **said))


def change_of_lines(lines: Iterable[Line]) -> Change:
    """The new lines of a list to be looked at."""
    new = [line.feast for line in lines if line.feast and line.outcome is Outcome.NEW]
    return change_of_days_off([*feasts(), *new])


def plan_lines(lines: Iterable[Line]) -> HoursPlan:
    """Which running deadlines the new lines of a list would move; changes nothing."""
    return plan(change_of_lines(lines))


def text_of(content: bytes) -> str:
    """A list of days out of a file: UTF-8, or what Greek offices still write; Invalid for none."""
    for encoding in ("utf-8-sig", "cp1253"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid({"file": _("The file is no text. Save it as CSV.")})
