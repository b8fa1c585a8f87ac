"""The list of equipment as the house knows it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.inventory.queries.assets import assets_for, sees_assets
from pindos.inventory.terms import FIELDS, AssetKind, AssetStatus
from pindos.kernel.filtering import Column, Listing, Text, WordsOf, choice, register
from pindos.organisation.queries import name_of_unit, person_kind, site_kind, unit_kind

ASSETS = register(
    Listing(
        key="assets",
        label=_("Equipment"),
        columns=(
            Column("tag", FIELDS["tag"], Text(), "tag", ("tag",)),
            Column("text", _("Words or number"), WordsOf(folded="search_text"), is_shown=False),
            Column("kind", FIELDS["kind"], choice(AssetKind), "kind", ("kind",)),
            Column("model", FIELDS["model"], Text(), "model", ("model",)),
            Column("serial", FIELDS["serial"], Text(), "serial", ("serial",)),
            Column(
                "site",
                FIELDS["site"],
                site_kind(),
                "site",
                ("site__name_el",),
                lambda row: row.site.name_el,
            ),
            Column(
                "person",
                FIELDS["person"],
                person_kind(),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name if row.person else None,
            ),
            Column(
                "unit",
                _("Unit that looks after it"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column(
                "status",
                pgettext_lazy("equipment", "Status"),
                choice(AssetStatus),
                "status",
                ("status",),
            ),
        ),
        rows=assets_for,
        order=("tag", "id"),
        page="inventory:asset-list",
        shown=("tag", "kind", "model", "site", "person", "status"),
        is_open_to=sees_assets,
        related=("site", "person", "unit"),
        address=lambda row: reverse("inventory:asset-show", args=[row.pk]),
    )
)
