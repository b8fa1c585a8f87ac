"""Second factors: who has which, and who must have one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from pindos.identity.models import Account, Factor, RecoveryCode, SignInPolicy
from pindos.identity.terms import FactorKind
from pindos.kernel.access import Post, Viewer
from pindos.kernel.errors import NotFound
from pindos.organisation.queries import administration_held
from pindos.organisation.terms import Role


class Means(NamedTuple):
    """With what an account can prove itself."""

    has_app: bool
    has_passkey: bool
    codes_left: int

    @property
    def is_any(self) -> bool:
        """Whether there is a second factor at all."""
        return self.has_app or self.has_passkey


def factors_for(viewer: Viewer) -> QuerySet[Factor]:
    """The viewer's own second factors, the oldest first."""
    return Factor.objects.filter(account=viewer.account_id).order_by("id")


def factors_of(account: Account) -> QuerySet[Factor]:
    """The second factors of an account that was fetched by right."""
    return Factor.objects.filter(account=account).order_by("id")


def has_factor(account: Account) -> bool:
    """Whether a second factor is asked for when the account signs in."""
    return Factor.objects.filter(account=account).exists()


def means_of(account: Account) -> Means:
    """With what an account can prove itself; two queries."""
    kinds = set(factors_of(account).values_list("kind", flat=True))
    codes = RecoveryCode.objects.filter(account=account, used_at=None).count()
    return Means(FactorKind.TOTP in kinds, FactorKind.PASSKEY in kinds, codes)


def sign_in_policy() -> SignInPolicy:
    """How people sign in to this instance; the defaults when nobody has said otherwise."""
    return SignInPolicy.objects.order_by("pk").first() or SignInPolicy()


def policy_unit_of(viewer: Viewer) -> int:
    """The administration for which the viewer says how people sign in; NotFound for all others."""
    found = administration_held(viewer, Role.ADMINISTRATOR)
    if found is None:
        raise NotFound
    return found


def needs_factor(posts: Collection[Post]) -> bool:
    """Whether somebody with these positions must have a second factor; no query without any."""
    roles = {post.role for post in posts}
    return bool(roles) and not roles.isdisjoint(sign_in_policy().roles)


def must_enrol(account: AbstractBaseUser | AnonymousUser, viewer: Viewer, today: date) -> bool:
    """Whether somebody who came without a second factor goes nowhere before having one."""
    if not isinstance(account, Account) or not needs_factor(viewer.posts):
        return False
    asked = account.asked_for_factor_on or today
    return today >= asked + timedelta(days=sign_in_policy().grace_days)
