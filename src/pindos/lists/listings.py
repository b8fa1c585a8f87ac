"""The list of the views themselves."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import account_kind, name_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.filtering import Choice, Column, Listing, Option, Text, listings, register
from pindos.lists.queries import address_of, subscriptions_for, views_for
from pindos.lists.terms import Cadence
from pindos.organisation.queries import name_of_unit, unit_kind


def _lists(viewer: Viewer) -> list[Option]:
    every = listings().values()
    return [Option(one.key, one.label, (one.key,)) for one in every if one.is_open_to(viewer)]


def _cadences(viewer: Viewer) -> list[Option]:
    def told(cadence: str) -> Option:
        return Option(
            cadence,
            Cadence(cadence).label,
            asks=lambda viewer, now: Q(
                pk__in=subscriptions_for(viewer).filter(cadence=cadence).values("view")
            ),
        )

    return [told(cadence) for cadence in Cadence.values]


VIEWS = register(
    Listing(
        key="views",
        label=_("My views"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column(
                "list",
                _("List"),
                Choice(_lists),
                "list_key",
                ("list_key",),
                lambda row: (
                    str(listings()[row.list_key].label) if row.list_key in listings() else ""
                ),
            ),
            Column("filter", _("The filter as text"), Text(is_small=True), "filter"),
            Column(
                "owner",
                _("Who made it"),
                account_kind(),
                "account",
                ("account__username",),
                lambda row: name_of_account(row.account),
            ),
            Column(
                "unit",
                _("Shared with"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("told", _("How often you are told"), Choice(_cadences), is_shown=False),
        ),
        rows=views_for,
        order=("name", "id"),
        page="lists:view-list",
        shown=("name", "list", "owner", "unit"),
        related=("account__person", "unit"),
        address=lambda row: address_of(row) if row.list_key in listings() else "",
    )
)
