"""The lines of automation in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.automation.queries import writes_rules
from pindos.kernel.menu import DESK, Entry, add

add(
    Entry(
        _("Rules"),
        "automation:rule-list",
        "plan",
        86,
        group=DESK,
        says=_("What the desk does by itself when something happens to a ticket."),
        shown_to=writes_rules,
    )
)
add(
    Entry(
        _("Recurring work"),
        "automation:routine-list",
        "clock",
        87,
        group=DESK,
        says=_("Tickets that open themselves: each month, each Monday, on the last working day."),
        shown_to=writes_rules,
    )
)
