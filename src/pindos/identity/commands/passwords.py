"""What a password must be."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Account
from pindos.identity.terms import PASSWORD_LENGTH
from pindos.kernel.errors import Invalid
from pindos.kernel.text import invisible_in


def checked_password(password: str, account: Account) -> str:
    """A password that will do, or Invalid with all that is wrong with it."""
    if len(password) > PASSWORD_LENGTH:
        raise Invalid({"password": _("Use up to 200 characters.")})
    if invisible_in(password):
        raise Invalid({"password": _("The password has an invisible character. Type it again.")})
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Invalid({"password": " ".join(error.messages)}) from error
    return password
