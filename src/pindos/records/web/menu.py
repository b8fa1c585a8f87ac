"""What records put into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import OPERATIONS, Entry, add
from pindos.records.queries import keeps_files

add(
    Entry(
        label=_("Files and viruses"),
        url_name="records:unclean-list",
        icon="clip",
        order=84,
        group=OPERATIONS,
        says=_("Files in which a virus was found or that could not be scanned, and the scanner."),
        shown_to=keeps_files,
    )
)
