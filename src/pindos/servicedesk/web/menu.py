"""The desk's lines in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import DESK, Entry, add
from pindos.organisation.terms import Role
from pindos.servicedesk.queries import referrals
from pindos.servicedesk.queries.counts import open_counted, waiting_counted
from pindos.servicedesk.queries.own import own_asked_counted
from pindos.servicedesk.web.who import reads, works


def _is_employee(viewer: Viewer) -> bool:
    return viewer.is_known and not reads(viewer)


add(
    Entry(
        label=_("Today"),
        url_name="servicedesk:today",
        icon="today",
        order=10,
        shown_to=works,
        keys="g t",
        count=waiting_counted,
        count_of=_("wait for you"),
    )
)
add(
    Entry(
        label=_("Take a call"),
        url_name="servicedesk:call",
        icon="phone",
        order=15,
        shown_to=works,
        keys="g c",
    )
)
add(
    Entry(
        label=_("Queue"),
        url_name="servicedesk:ticket-list",
        icon="queue",
        order=20,
        shown_to=reads,
        keys="g q",
        count=open_counted,
        count_of=_("open"),
    )
)
add(
    Entry(
        label=_("Referrals"),
        url_name="servicedesk:referral-list",
        icon="refer",
        order=30,
        shown_to=reads,
        count=referrals.open_counted,
        count_of=_("open referrals"),
    )
)
add(
    Entry(
        label=_("Calendar"),
        url_name="servicedesk:work-calendar",
        icon="clock",
        order=35,
        shown_to=reads,
    )
)
add(
    Entry(
        label=_("My tickets"),
        url_name="servicedesk:ticket-mine",
        icon="user",
        order=40,
        count=own_asked_counted,
        count_of=_("wait for your answer"),
    )
)
add(
    Entry(
        label=_("Report a problem"),
        url_name="servicedesk:report",
        icon="plus",
        order=45,
        shown_to=_is_employee,
    )
)
add(
    Entry(
        label=_("Ready texts"),
        url_name="servicedesk:reply-template-list",
        icon="speech",
        order=48,
        shown_to=works,
    )
)
add(
    Entry(
        label=_("Bulk acts"),
        url_name="servicedesk:bulk-act-list",
        icon="queue",
        order=49,
        shown_to=works,
    )
)
add(
    Entry(
        label=_("Service levels"),
        url_name="servicedesk:level-list",
        icon="clock",
        order=84,
        group=DESK,
        says=_("How soon a first answer and a solution are promised."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
add(
    Entry(
        label=_("Catalogue"),
        url_name="servicedesk:category-list",
        icon="book",
        order=82,
        group=DESK,
        says=_("What people may ask for, with the form and the unit of each."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
add(
    Entry(
        label=_("Checklists"),
        url_name="servicedesk:checklist-list",
        icon="list",
        order=83,
        group=DESK,
        says=_("Steps that are put on a ticket in one go."),
        shown_to=works,
    )
)
