"""What a password must be."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Account
from pindos.identity.options import FORBIDDEN
from pindos.identity.options import PASSWORD_LENGTH as PASSWORD_LEAST
from pindos.identity.queries import signs_in_elsewhere
from pindos.identity.terms import PASSWORD_LENGTH, Source
from pindos.kernel.errors import Invalid, Refused, Words
from pindos.kernel.text import fold, invisible_in

FAULTS: dict[str, Words] = {
    "password_too_similar": _("The password is too much like the name of the account."),
    "password_too_common": _("Many people use this password. Three words of your own are better."),
}


def checked_password(password: str, account: Account) -> str:
    """A password that will do, or Invalid with all that is wrong with it."""
    if len(password) > PASSWORD_LENGTH:
        raise Invalid({"password": _("Use up to 200 characters.")})
    if invisible_in(password):
        raise Invalid({"password": _("The password has an invisible character. Type it again.")})
    faults = [*_house_faults(password), *_common_faults(password, account)]
    if faults:
        raise Invalid({"password": " ".join(map(str, faults))})
    return password


def refuse_elsewhere(account: Account) -> None:
    """Refused when the account has no password here, with where it has one."""
    if source := signs_in_elsewhere(account):
        raise Refused(
            _("This account has no password here: it signs in by %(where)s.")
            % {"where": Source(source).label}
        )


def _house_faults(password: str) -> list[Words]:
    """What the administrators ask for."""
    least, found = PASSWORD_LEAST.now(), list[Words]()
    if len(password) < least:
        found.append(_("Use at least %(least)s characters.") % {"least": least})
    if any(word and fold(word) in fold(password) for word in FORBIDDEN.now()):
        found.append(_("The password holds a word that is not allowed here. Choose others."))
    return found


def _common_faults(password: str, account: Account) -> list[Words]:
    """What no password should be anywhere."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [FAULTS.get(each.code or "", each.messages[0]) for each in error.error_list]
    return []
