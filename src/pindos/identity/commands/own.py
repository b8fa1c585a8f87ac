"""What people do with their own account."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.identity.commands.accounts import end_sittings
from pindos.identity.commands.links import revoke_links
from pindos.identity.commands.passwords import checked_password, refuse_elsewhere
from pindos.identity.commands.throttle import clear, take_turn
from pindos.identity.events import PasswordChanged, PreferencesChanged
from pindos.identity.models import Account
from pindos.identity.queries import own_account, unit_of_account
from pindos.identity.terms import Language, Theme
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.events import emit


@transaction.atomic
def set_password(*, viewer: Viewer, password: str) -> Account:
    """Give the viewer's own account another password; all its sessions end."""
    account = own_account(viewer)
    if account.check_password(password):
        raise Invalid({"password": _("The new password is the present one. Choose another.")})
    account.set_password(checked_password(password, account))
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    end_sittings(account)
    revoke_links(account)
    event = PasswordChanged(account_id=account.pk, is_one_time=False)
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer)
    return account


def change_password(*, viewer: Viewer, current: str, password: str) -> Account:
    """The same, for whoever can say the present password; throttled like a sign-in."""
    account = own_account(viewer)
    refuse_elsewhere(account)
    attempt = take_turn(account.username)
    if not account.check_password(current):
        raise Invalid({"current": _("This is not your present password.")})
    clear(attempt)
    return set_password(viewer=viewer, password=password)


@transaction.atomic
def set_preferences(
    *,
    viewer: Viewer,
    language: str | None = None,
    theme: str | None = None,
    has_shortcuts: bool | None = None,
) -> Account:
    """How pages look to the viewer; what is None stays as it is."""
    account = own_account(viewer)
    if language is not None and language not in Language.values:
        raise Invalid({"language": _("Choose one of the languages of the list.")})
    if theme is not None and theme not in Theme.values:
        raise Invalid({"theme": _("Choose one of the themes of the list.")})
    wanted = {"language": language, "theme": theme, "has_shortcuts": has_shortcuts}
    changes = {
        name: (getattr(account, name), value)
        for name, value in wanted.items()
        if value is not None and getattr(account, name) != value
    }
    if changes:
        for name, (_before, value) in changes.items():
            setattr(account, name, value)
        account.save(update_fields=list(changes))
        event = PreferencesChanged(account_id=account.pk)
        emit(event, about=account, unit_id=unit_of_account(account), by=viewer, changes=changes)
    return account
