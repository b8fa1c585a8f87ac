"""The list of records: files that are infected or could not be scanned."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.filtering import Column, Listing, Moment, Number, Text, choice, register
from pindos.records.queries import keeps_files, unclean_places
from pindos.records.terms import Scan

SMALL = Text(is_small=True)
UNCLEAN = register(
    Listing(
        key="unclean-files",
        label=_("Files that are not clean"),
        columns=(
            Column("name", _("File"), SMALL, "name", ("name",)),
            Column(
                "number",
                _("Where it hangs"),
                SMALL,
                "entry__record__number",
                ("entry__record__number",),
            ),
            Column("scan", _("State"), choice(Scan), "blob__scan", ("blob__scan",)),
            Column("words", _("What the scanner said"), SMALL, "blob__scan_words"),
            Column("released", _("Why it was released"), SMALL, "blob__released_why"),
            Column("at", _("Scanned"), Moment(), "blob__scanned_at", ("blob__scanned_at",)),
            Column("size", _("Bytes"), Number(), "blob__size", ("blob__size",)),
        ),
        rows=unclean_places,
        order=("-id",),
        page="records:unclean-list",
        shown=("name", "number", "scan", "words", "at"),
        is_open_to=keeps_files,
        related=("blob", "entry__record"),
        is_guarded=True,
        address=lambda row: reverse("records:unclean-show", args=[row.blob_id]),
    )
)
