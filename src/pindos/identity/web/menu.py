"""What identity puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import Entry, add
from pindos.organisation.terms import Role

add(
    Entry(
        label=_("Accounts"),
        url_name="identity:account-list",
        icon="key",
        order=65,
        group=_("Organisation"),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
