"""The lines of mail in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import DESK, Entry, add
from pindos.mail.queries import held_counted, reads_mail

add(
    Entry(
        label=_("Incoming mail"),
        url_name="mail:arrival-list",
        icon="mail",
        order=84,
        group=DESK,
        says=_("What arrived by mail and what became of it."),
        shown_to=reads_mail,
        count=held_counted,
        count_of=_("to decide on"),
    )
)
