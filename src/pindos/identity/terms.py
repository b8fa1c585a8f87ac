"""Words of identity."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 150  # characters of an account's name
PASSWORD_LENGTH = 200  # characters of a password: longer ones only cost time
TOKEN_MARK = "pnd_"  # how a leaked token is recognised
TOKEN_LENGTH = 40  # random characters after the mark
TOKEN_NAME_LENGTH = 100
LONGEST_TOKEN = 3650  # days
REASON_LENGTH = 500


class Scope(TextChoices):
    """What a token may be used for."""

    READ = "read", _("Only to read")
    WRITE = "write", _("To read and to work on tickets")
    ALL = "all", _("Everything that its account may do")


class Theme(TextChoices):
    """How pages look."""

    AUTO = "auto", _("As the device says")
    LIGHT = "light", _("Light theme")
    DARK = "dark", _("Dark theme")


class Language(TextChoices):
    """The languages of the house, each in its own words."""

    GREEK = "el", "Ελληνικά"
    ENGLISH = "en", "English"
