"""What notices puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import OPERATIONS, Entry, add
from pindos.notices.queries import unread_counted
from pindos.organisation.terms import Role


def _is_administrator(viewer: Viewer) -> bool:
    return viewer.holds(Role.ADMINISTRATOR)


add(
    Entry(
        label=_("Notices"),
        url_name="notices:notice-list",
        icon="bell",
        order=15,
        shown_to=lambda viewer: viewer.person_id is not None,
        count=unread_counted,
        count_of=_("unread"),
    )
)
add(
    Entry(
        label=_("Mail server"),
        url_name="notices:mail-server-set",
        icon="mail",
        order=83,
        group=OPERATIONS,
        says=_("By which server letters leave."),
        shown_to=_is_administrator,
    )
)
