"""Whether people say that they were served, as every door writes it."""

from typing import NamedTuple

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.lists.commands import export_table
from pindos.lists.serving import file_of
from pindos.oversight.asking import GROUPS, in_words, period_in_words
from pindos.surveys.queries import Share, Shares
from pindos.surveys.terms import LEAST_TOLD

HEADS: tuple[str | Promise, ...] = (
    gettext_lazy("Asked"),
    gettext_lazy("Answered"),
    gettext_lazy("Content in percent"),
)


class Served(NamedTuple):
    """One line of the table; ``why`` says why no share is told."""

    name: str
    asked: int
    answered: int
    content: int | None
    why: str


def served(line: Share) -> Served:
    """A line in words."""
    name = period_in_words(line.period) if line.period else line.name
    return Served(name, line.asked, line.answered, line.content, why_untold(line))


def why_untold(line: Share) -> str:
    """Why no share is told; empty when it is, or when nobody has answered."""
    if line.content is not None or not line.answered:
        return ""
    return _("fewer than %(least)s answers") % {"least": LEAST_TOLD}


def file_of_shares(viewer: Viewer, seen: Shares, format: str) -> HttpResponseBase:  # noqa: A002
    """The lines as csv or xlsx; that it was taken is in the audit trail."""
    table = export_table(
        viewer=viewer,
        key="answers",
        asked=in_words(seen.scope),
        names=[str(GROUPS[seen.scope.by]), *(str(label) for label in HEADS)],
        rows=[list(served(line)[:4]) for line in [*seen.lines, seen.total]],
        format=format,
    )
    return file_of(table, "answers", format)
