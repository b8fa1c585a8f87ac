"""What operations puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import Entry, add
from pindos.operations.queries import parked_count, reads_audit
from pindos.organisation.terms import Role


def _is_administrator(viewer: Viewer) -> bool:
    return viewer.holds(Role.ADMINISTRATOR)


def _parked(viewer: Viewer) -> int | None:
    return parked_count() or None


add(
    Entry(
        label=_("System health"),
        url_name="operations:health-show",
        icon="system",
        order=78,
        group=_("System"),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Settings"),
        url_name="operations:option-list",
        icon="settings",
        order=79,
        group=_("System"),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Audit trail"),
        url_name="operations:audit-list",
        icon="shield",
        order=80,
        group=_("System"),
        shown_to=reads_audit,
    )
)
add(
    Entry(
        label=_("Deliveries"),
        url_name="operations:delivery-list",
        icon="pause",
        order=81,
        group=_("System"),
        shown_to=_is_administrator,
        count=_parked,
        count_of=_("parked"),
    )
)
add(
    Entry(
        label=_("Timetable"),
        url_name="operations:job-list",
        icon="clock",
        order=82,
        group=_("System"),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Backups"),
        url_name="operations:backup-list",
        icon="backup",
        order=83,
        group=_("System"),
        shown_to=_is_administrator,
    )
)
add(
    Entry(
        label=_("Data protection"),
        url_name="operations:person-export-list",
        icon="lock",
        order=81,
        group=_("System"),
        shown_to=_is_administrator,
    )
)
