"""The lines of mail in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.menu import DESK, Entry, add
from pindos.mail.queries import held_for, reads_mail


def _held(viewer: Viewer) -> int | None:
    return held_for(viewer) or None


add(
    Entry(
        label=_("Incoming mail"),
        url_name="mail:arrival-list",
        icon="mail",
        order=84,
        group=DESK,
        says=_("What arrived by mail and what became of it."),
        shown_to=reads_mail,
        count=_held,
        count_of=_("to decide on"),
    )
)
