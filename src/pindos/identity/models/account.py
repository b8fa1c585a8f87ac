"""An account."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from pindos.identity.terms import Theme


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
    """A way to sign in: a person may have none or several, a machine's has no person."""

    username = models.CharField(max_length=150, unique=True)
    person = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    language = models.CharField(
        max_length=2, choices=[("el", "Ελληνικά"), ("en", "English")], default="el"
    )
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    has_shortcuts = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username
