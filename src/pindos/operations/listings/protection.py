"""The lists of data protection: which copies were made of whose data."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.queries import account_kind, name_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Listing,
    Moment,
    Number,
    Option,
    Text,
    YesNo,
    choice,
    register,
)
from pindos.kernel.takings import takings
from pindos.operations.queries import (
    lines_of,
    person_exports_for,
    protects_data,
    pseudonyms_for,
    reads_audit,
    taken,
    takings_for,
)
from pindos.operations.terms import CopyState
from pindos.operations.wording import event_words
from pindos.organisation.queries import person_kind


def _acts(viewer: Viewer) -> list[Option]:
    return [Option(name, event_words(name), (name,)) for name in takings()]


def _in_words(rows: list[Any]) -> None:
    for row, line in zip(rows, lines_of(rows), strict=True):
        row.line, row.taken = line, taken(row)


PERSON_EXPORTS = register(
    Listing(
        key="person-exports",
        label=_("Copies of somebody's data"),
        columns=(
            Column(
                "person",
                _("About whom"),
                person_kind(),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name,
            ),
            Column(
                "by",
                _("Asked for by"),
                account_kind(),
                "asked_by",
                ("asked_by__username",),
                lambda row: name_of_account(row.asked_by),
            ),
            Column("own", _("By the person themself"), YesNo(), "is_own", ("is_own",)),
            Column(
                "state",
                pgettext_lazy("of a copy", "State"),
                choice(CopyState),
                "state",
                ("state",),
                lambda row: row.get_state_display(),
            ),
            Column("asked", _("Asked for"), Moment(), "asked_at", ("asked_at",)),
            Column("made", pgettext_lazy("of a copy", "Made"), Moment(), "made_at", ("made_at",)),
            Column("taken", _("Fetched"), Moment(), "taken_at", ("taken_at",)),
            Column("rows", _("Rows"), Number(), "rows", ("rows",)),
        ),
        rows=person_exports_for,
        order=("-id",),
        page="operations:person-export-list",
        shown=("person", "by", "state", "taken"),
        is_open_to=protects_data,
        related=("person", "asked_by__person"),
        is_guarded=True,
    )
)

PSEUDONYMS = register(
    Listing(
        key="pseudonyms",
        label=_("Pseudonyms"),
        columns=(
            Column("number", _("Pseudonym"), Number(), "number", ("number",)),
            Column(
                "by",
                _("By"),
                account_kind(),
                "by",
                ("by__username",),
                lambda row: name_of_account(row.by),
            ),
            Column("at", _("When"), Moment(), "at", ("at",)),
            Column("erased", _("Rows erased"), Number(), "erased", ("erased",)),
            Column("changed", _("Rows changed"), Number(), "changed", ("changed",)),
            Column("mentions", _("Mentions replaced"), Number(), "mentions", ("mentions",)),
        ),
        rows=pseudonyms_for,
        order=("-id",),
        page="operations:pseudonym-list",
        shown=("number", "by", "at", "mentions"),
        is_open_to=protects_data,
        related=("by__person",),
        is_guarded=True,
    )
)

TAKINGS = register(
    Listing(
        key="takings",
        label=_("Downloads and exports"),
        columns=(
            Column("at", _("When"), Moment(), "at", ("at", "seq")),
            Column("who", _("Who"), account_kind(), "actor_id", get=lambda row: row.line.who),
            Column("act", _("Act"), Choice(_acts), "name", ("name",), lambda row: row.line.did),
            Column(
                "what", _("What was taken"), Text(), "subject", ("subject",), lambda row: row.taken
            ),
            Column("door", _("Door"), Text(), "door", ("door",), lambda row: row.line.door),
            Column("address", pgettext_lazy("IP", "Address"), Text(), "address", ("address",)),
        ),
        rows=takings_for,
        order=("-seq",),
        page="operations:taking-list",
        shown=("act", "who", "what", "at"),
        is_open_to=reads_audit,
        dress=_in_words,
        is_guarded=True,
    )
)
