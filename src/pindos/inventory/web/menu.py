"""The inventory's line in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.inventory.queries import sees_assets
from pindos.kernel.menu import Entry, add

add(Entry(_("Equipment"), "inventory:asset-list", "system", 55, shown_to=sees_assets))
