"""An account."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from pindos.identity.terms import NAME_LENGTH, Language, Theme
from pindos.kernel.text import fold


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(
        self, username: str, password: str | None = None, *, person_id: int | None = None
    ) -> "Account":
        """A new account; without a password nobody can sign in with one."""
        account = self.model(username=username, person_id=person_id)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in: a person may have none or several, a machine's has no person.

    ``folded`` is the name without accents and capitals: by it an account is found, so that no
    two differ in those only. ``round`` goes up to end every session of the account.
    """

    username = models.CharField(max_length=NAME_LENGTH, unique=True)
    folded = models.CharField(max_length=2 * NAME_LENGTH, unique=True, editable=False)
    person = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    asked_for_factor_on = models.DateField(null=True, blank=True, editable=False)
    round = models.PositiveIntegerField(default=1, editable=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.GREEK)
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    has_shortcuts = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name in step."""
        self.folded = fold(self.username)
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        """Keep a password in one form: keyboards differ in how they write an accent."""
        super().set_password(raw_password and unicodedata.normalize("NFC", raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password, however its accents were written."""
        return super().check_password(raw_password and unicodedata.normalize("NFC", raw_password))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the account carries: another password or round ends them."""
        value = f"{self.password}:{self.round}"
        return salted_hmac(
            "pindos.identity.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()
