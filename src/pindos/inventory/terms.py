"""Words of the inventory."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ABOUT = "inventory.asset"  # how the index of the search names a piece
MOST_ROWS = 2_000  # of one file: more are sent in parts


class AssetKind(TextChoices):
    """What a piece of equipment is."""

    COMPUTER = "computer", _("Desktop computer")
    LAPTOP = "laptop", _("Laptop")
    SCREEN = "screen", _("Screen")
    PRINTER = "printer", _("Printer")
    SCANNER = "scanner", _("Scanner")
    PHONE = "phone", _("Telephone set")
    NETWORK = "network", _("Network device")
    SERVER = "server", _("Server")
    OTHER = "other", pgettext_lazy("equipment", "Other")


class AssetStatus(TextChoices):
    """Whether it is there to be used."""

    IN_USE = "in_use", _("In use")
    STORED = "stored", _("In the store")
    REPAIR = "repair", _("Under repair")
    RETIRED = "retired", pgettext_lazy("equipment", "Retired")


USABLE = tuple(each for each in AssetStatus if each is not AssetStatus.RETIRED)


class Outcome(StrEnum):
    """What a row of a file would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


FIELDS = {
    "tag": _("Inventory number"),
    "kind": pgettext_lazy("equipment", "Kind"),
    "model": _("Maker and model"),
    "serial": _("Serial number"),
    "site": pgettext_lazy("building", "Site"),
    "person": _("User"),
    "status": pgettext_lazy("equipment", "Status"),
    "note": _("Note"),
}
