"""What operations puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import ACCESS, OPERATIONS, Entry, add
from pindos.operations.queries import parked_counted, reads_audit
from pindos.organisation.terms import Role


def _is_administrator(viewer: Viewer) -> bool:
    return viewer.holds(Role.ADMINISTRATOR)


add(
    Entry(
        label=_("The administration"),
        url_name="operations:administration-show",
        icon="settings",
        order=69,
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("System health"),
        url_name="operations:health-show",
        icon="system",
        order=78,
        group=OPERATIONS,
        says=_("Whether all is well, and what to do where it is not."),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Settings"),
        url_name="operations:option-list",
        icon="settings",
        order=79,
        group=OPERATIONS,
        says=_("All that can be set, with its history."),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Audit trail"),
        url_name="operations:audit-list",
        icon="shield",
        order=80,
        group=OPERATIONS,
        says=_("Who changed what, and when."),
        shown_to=reads_audit,
    )
)
add(
    Entry(
        label=_("Deliveries"),
        url_name="operations:delivery-list",
        icon="pause",
        order=81,
        group=OPERATIONS,
        says=_("Work between the rooms of the product, and what is parked."),
        shown_to=_is_administrator,
        count=parked_counted,
        count_of=_("parked"),
    )
)
add(
    Entry(
        label=_("Timetable"),
        url_name="operations:job-list",
        icon="clock",
        order=82,
        group=OPERATIONS,
        says=_("What runs by the clock, and how it went."),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Backups"),
        url_name="operations:backup-list",
        icon="backup",
        order=83,
        group=OPERATIONS,
        says=_("The last backups and whether they can be brought back."),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Data protection"),
        url_name="operations:person-export-list",
        icon="lock",
        order=81,
        group=ACCESS,
        says=_("Copies of what is kept about a person, pseudonyms, and how long files are kept."),
        shown_to=_is_administrator,
    )
)
