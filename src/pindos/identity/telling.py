"""What people are told about their own account, so that a stranger's act does not go unseen."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from pindos.identity.events import FactorAdded, FactorRemoved, FactorReset, PasswordRenewed
from pindos.identity.queries import person_of_account
from pindos.kernel.events import on
from pindos.kernel.telling import tell

Words = Callable[[], str]


@on(FactorAdded, name="tell-of-factor-added")
def tell_of_factor_added(event: FactorAdded) -> None:
    """Somebody has one more way to prove themselves: if it was not them, they must know."""
    _tell(
        event.account_id,
        f"factor-added:{event.factor_id}",
        lambda: _("A second factor was added to your account"),
        lambda: _("If it was not you, tell the administrator at once."),
    )


@on(FactorRemoved, name="tell-of-factor-removed")
def tell_of_factor_removed(event: FactorRemoved) -> None:
    """One way less."""
    _tell(
        event.account_id,
        f"factor-removed:{event.factor_id}",
        lambda: _("A second factor was removed from your account"),
        lambda: _("If it was not you, tell the administrator at once."),
    )


@on(FactorReset, name="tell-of-factor-reset")
def tell_of_factor_reset(event: FactorReset) -> None:
    """An administrator took all of them away."""
    _tell(
        event.account_id,
        f"factor-reset:{event.account_id}.{event.round}",
        lambda: _("Your second factor was reset by an administrator"),
        lambda: _("Enrol a new one at your next sign-in. If you did not ask for it, tell them."),
    )


@on(PasswordRenewed, name="tell-of-password-renewed")
def tell_of_password_renewed(event: PasswordRenewed) -> None:
    """Somebody came by the link in the mail and chose another password."""
    _tell(
        event.account_id,
        f"password-renewed:{event.link_id}",
        lambda: _("Your password was changed by the link in a mail"),
        lambda: _("All your sessions have ended. If it was not you, tell the administrator."),
    )


def _tell(account_id: int, key: str, title: Words, text: Words) -> None:
    tell(
        person_ids=[person_of_account(account_id)],
        key=key,
        kind=key.partition(":")[0],
        about=f"identity.account:{account_id}",
        say=lambda: (title(), text()),
        url=reverse("identity:me"),
    )
