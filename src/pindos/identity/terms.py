"""Words of identity."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pindos.organisation.terms import Role

NAME_LENGTH = 150  # characters of an account's name
PASSWORD_LENGTH = 200  # characters of a password: longer ones only cost time
TOKEN_MARK = "pnd_"  # how a leaked token is recognised
TOKEN_LENGTH = 40  # random characters after the mark
TOKEN_NAME_LENGTH = 100
LONGEST_TOKEN = 3650  # days
REASON_LENGTH = 500
FACTOR_NAME_LENGTH = 60
BROWSER_LENGTH = 300  # characters that are kept of what a browser says of itself
RECOVERY_CODES = 10  # made at once
CONFIRMED_FOR = timedelta(minutes=15)  # after which "is it you?" is asked anew
WAITING_FOR = timedelta(minutes=10)  # that the second step of a sign-in may take
FACTOR = "factor"  # where a session keeps by which second factor it was earned
CONFIRMED = "confirmed_at"  # and when its owner last proved who they are
LONGEST_GRACE = 60  # days
RENEWAL_FOR = timedelta(hours=1)  # that a link for a new password is good
MOST_RENEWALS = 3  # such links for one account in an hour
MOST_NAMESAKES = 5  # accounts of one e-mail address that get a mail each
ENFORCED_ROLES = tuple(role for role in Role if role != Role.EMPLOYEE)  # technician and above


class Scope(TextChoices):
    """What a token may be used for."""

    READ = "read", _("Only to read")
    WRITE = "write", _("To read and to work on tickets")
    ALL = "all", _("Everything that its account may do")


class Source(TextChoices):
    """Who says that a password is right, if not this house."""

    DIRECTORY = "directory", _("the directory")
    OPENID = "openid", _("the OpenID provider")


class SyncKind(TextChoices):
    """What comparing people with the directory leads to."""

    SHUT = "shut", _("Account closed")
    REOPEN = "reopen", _("Account opened again")
    CHANGE = "change", _("Particulars changed")
    ADD = "add", _("Person added with a position")


class LinkKind(TextChoices):
    """What a link in a mail lets somebody do, once."""

    INVITATION = "invitation", _("Invitation")
    RENEWAL = "renewal", _("New password")


class Theme(TextChoices):
    """How pages look."""

    AUTO = "auto", _("As the device says")
    LIGHT = "light", _("Light theme")
    DARK = "dark", _("Dark theme")


class Language(TextChoices):
    """The languages of the house, each in its own words."""

    GREEK = "el", "Ελληνικά"
    ENGLISH = "en", "English"


class FactorKind(TextChoices):
    """What somebody has, beside the password that they know."""

    TOTP = "totp", _("Authenticator app")
    PASSKEY = "passkey", _("Passkey")


class Purpose(TextChoices):
    """What a proof is given for."""

    SIGN_IN = "sign-in", _("Sign in")
    CONFIRM = "confirm", _("Confirm it is you")
    RESET = "reset", _("Reset of the password")


class Proof(TextChoices):
    """How somebody proved who they are; beside the password, or instead of it."""

    TOTP = "totp", _("Authenticator app")
    PASSKEY = "passkey", _("Passkey")
    RECOVERY = "recovery", _("Recovery code")
    PASSWORD = "password", _("Password")
    OUTSIDE = "outside", _("Second factor of the OpenID provider")
