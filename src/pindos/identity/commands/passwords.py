"""What a password must be."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Account
from pindos.identity.terms import PASSWORD_LENGTH
from pindos.kernel.errors import Invalid
from pindos.kernel.text import invisible_in

FAULTS = {
    "password_too_short": _("Use at least 10 characters."),
    "password_too_similar": _("The password is too much like the name of the account."),
    "password_too_common": _("Many people use this password. Three words of your own are better."),
}


def checked_password(password: str, account: Account) -> str:
    """A password that will do, or Invalid with all that is wrong with it."""
    if len(password) > PASSWORD_LENGTH:
        raise Invalid({"password": _("Use up to 200 characters.")})
    if invisible_in(password):
        raise Invalid({"password": _("The password has an invisible character. Type it again.")})
    try:
        validate_password(password, account)
    except ValidationError as error:
        words = [str(FAULTS.get(each.code or "", each.messages[0])) for each in error.error_list]
        raise Invalid({"password": " ".join(words)}) from error
    return password
