"""The line of planned work in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.changes.queries import sees_changes
from pindos.kernel.menu import Entry, add

add(Entry(_("Planned work"), "changes:change-list", "plan", 37, shown_to=sees_changes))
