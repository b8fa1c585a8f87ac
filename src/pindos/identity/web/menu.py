"""What identity puts into the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import invites
from pindos.kernel.menu import ACCESS, Entry, add
from pindos.organisation.terms import Role

add(
    Entry(
        label=_("Accounts"),
        url_name="identity:account-list",
        icon="key",
        order=65,
        group=ACCESS,
        says=_("Who has an account, what it opens, and why."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
add(
    Entry(
        label=_("Invitations"),
        url_name="identity:invitation-list",
        icon="mail",
        order=66,
        group=ACCESS,
        says=_("Letters that let somebody choose a password, and their fate."),
        shown_to=invites,
    )
)
add(
    Entry(
        label=_("Sign-in rules"),
        url_name="identity:sign-in-policy-set",
        icon="shield",
        order=82,
        group=ACCESS,
        says=_("Passwords, second factor, and how long a session lasts."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
add(
    Entry(
        label=_("Sign-in by directory"),
        url_name="identity:directory-set",
        icon="shield",
        order=83,
        group=ACCESS,
        says=_("People sign in with the account of the office's own network (LDAP)."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
add(
    Entry(
        label=_("Sign-in by OpenID"),
        url_name="identity:provider-set",
        icon="shield",
        order=84,
        group=ACCESS,
        says=_("People sign in at another service that knows them (OpenID)."),
        shown_to=lambda viewer: viewer.holds(Role.ADMINISTRATOR),
    )
)
