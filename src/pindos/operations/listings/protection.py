"""The lists of data protection: which copies were made of whose data."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.queries import account_kind, name_of_account
from pindos.kernel.filtering import (
    Column,
    Listing,
    Moment,
    Number,
    YesNo,
    choice,
    register,
)
from pindos.operations.queries import person_exports_for, protects_data, pseudonyms_for
from pindos.operations.terms import CopyState
from pindos.organisation.queries import person_kind

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
            Column("own", _("By the person themself"), YesNo(), "is_own"),
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
