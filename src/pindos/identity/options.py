"""How people sign in and for how long, and what a password must be."""

from django.utils.translation import gettext_lazy as _

from pindos.identity.terms import Language
from pindos.kernel.kinds import Choice, Listed, Number
from pindos.kernel.options import Section, option

SIGN_IN = Section(
    "sign-in",
    _("Sign-in"),
    _("How long people stay signed in, and what a password must be."),
    30,
)
SESSION_HOURS = option(
    "identity.session_hours",
    Number(1, 168, _("hours")),
    default=12,
    label=_("A sign-in is good for"),
    help=_("Then everybody signs in anew. A shorter time holds for those who are in already."),
    section=SIGN_IN,
)
IDLE_MINUTES = option(
    "identity.idle_minutes",
    Number(0, 1440, _("minutes")),
    default=0,
    label=_("Without a page opened it ends after"),
    help=_("For computers that several people use. 0: it does not end earlier."),
    section=SIGN_IN,
)
PASSWORD_LENGTH = option(
    "identity.password_length",
    Number(8, 64, _("characters")),
    default=10,
    label=_("Least length of a password"),
    help=_("Holds for passwords that are chosen from now on."),
    section=SIGN_IN,
)
FORBIDDEN = option(
    "identity.password_forbidden",
    Listed(200, longest=60),
    default=[],
    label=_("Words that no password may hold"),
    help=_("One a line, such as the name of the office or of the town. Accents do not matter."),
    section=SIGN_IN,
)
INVITATION_DAYS = option(
    "identity.invitation_days",
    Number(1, 30, _("days")),
    default=7,
    label=_("An invitation by mail is good for"),
    help=_("Holds for invitations that are sent from now on."),
    section=SIGN_IN,
)
LANGUAGE = option(
    "identity.language",
    Choice(dict(Language.choices)),
    default=Language.GREEK.value,
    label=_("Language for those who have not chosen one"),
    help=_("Holds before signing in, until somebody chooses another at the foot of the page."),
    section=SIGN_IN,
)
