"""The lists of identity as the house knows them: accounts that one rules, one's own tokens and
sessions."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.models import Account, Factor, Token
from pindos.identity.queries.accounts import accounts_for
from pindos.identity.queries.columns import holding
from pindos.identity.queries.sittings import sittings_for
from pindos.identity.queries.tokens import tokens_for
from pindos.identity.terms import Language, Scope
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Day,
    Listing,
    Moment,
    Option,
    Text,
    WordsOf,
    YesNo,
    choice,
    register,
)
from pindos.organisation.queries import person_kind, positions, unit_kind
from pindos.organisation.terms import Role


def rules_accounts(viewer: Viewer) -> bool:
    """Whether the list of accounts is open to somebody."""
    return viewer is HOUSE or viewer.holds(Role.ADMINISTRATOR)


def _held_today(**what: Any) -> Q:
    today = timezone.localdate()
    on = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return Q(person__in=positions().filter(on, **what).values("person"))


def _roles(viewer: Viewer) -> list[Option]:
    def held(role: str) -> Option:
        return Option(role, Role(role).label, asks=lambda viewer, now: _held_today(role=role))

    return [held(role) for role in Role.values]


def _has_factor(viewer: Viewer, now: datetime) -> Q:
    return Exists(Factor.objects.filter(account=OuterRef("pk")))  # type: ignore[return-value]


def _has_run_out(viewer: Viewer, now: datetime) -> Q:
    return Q(expires_at__isnull=False, expires_at__lte=now)


def _with_factors(rows: QuerySet[Account]) -> QuerySet[Account]:
    one = Factor.objects.only("pk", "account_id")
    return rows.prefetch_related(Prefetch("factors", one, to_attr="factors_held"))


def _is_over(token: Token) -> bool:
    return token.expires_at is not None and token.expires_at <= timezone.now()


ACCOUNTS = register(
    Listing(
        key="accounts",
        label=_("Accounts"),
        columns=(
            Column("username", _("Account"), Text(), "username", ("folded",)),
            Column(
                "text",
                _("Name of the account or of the person"),
                WordsOf(find=holding),
                is_shown=False,
            ),
            Column(
                "person",
                _("Person"),
                person_kind(),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name if row.person else None,
            ),
            Column("role", _("Role today"), Choice(_roles), is_shown=False),
            Column(
                "unit",
                _("Unit today"),
                unit_kind(lambda ids: _held_today(unit__in=ids)),
                is_shown=False,
            ),
            Column("active", _("Active"), YesNo(), "is_active", ("is_active",)),
            Column(
                "one_time",
                _("Must change the password"),
                YesNo(),
                "must_change_password",
                ("must_change_password",),
            ),
            Column(
                "factor",
                _("Has a second factor"),
                YesNo(_has_factor),
                get=lambda row: bool(row.factors_held),
            ),
            Column("language", _("Language"), choice(Language), "language", ("language",)),
            Column("signed_in", _("Last sign-in"), Moment(), "last_login", ("last_login",)),
            Column("made", _("Made on"), Moment(), "created_at", ("created_at",)),
        ),
        rows=accounts_for,
        order=("folded",),
        page="identity:account-list",
        shown=("username", "active", "signed_in"),
        is_open_to=rules_accounts,
        related=("person",),
        prefetched=_with_factors,
        address=lambda row: reverse("identity:account-show", args=[row.pk]),
        is_guarded=True,
    )
)

TOKENS = register(
    Listing(
        key="tokens",
        label=_("Tokens for programs"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column("scope", _("What it may do"), choice(Scope), "scope", ("scope",)),
            Column("prefix", _("Begins with"), Text(), "prefix", ("prefix",)),
            Column("made", _("Made on"), Moment(), "created_at", ("created_at",)),
            Column("expires", _("Good until"), Moment(), "expires_at", ("expires_at",)),
            Column("over", _("Has run out"), YesNo(_has_run_out), get=_is_over),
            Column("used", _("Last used"), Day(), "last_used_on", ("last_used_on",)),
        ),
        rows=tokens_for,
        order=("-id",),
        page="identity:token-list",
        shown=("name", "scope", "prefix", "expires", "used"),
        is_guarded=True,
    )
)

SESSIONS = register(
    Listing(
        key="sessions",
        label=_("Sessions"),
        columns=(
            Column("browser", _("Browser"), Text(is_small=True), "browser", ("browser",)),
            Column("address", pgettext_lazy("IP", "Address"), Text(), "address", ("address",)),
            Column("began", _("Signed in at"), Moment(), "began_at", ("began_at",)),
            Column("seen", _("Last used"), Moment(), "seen_at", ("seen_at",)),
        ),
        rows=sittings_for,
        order=("-seen_at", "-id"),
        page="identity:session-list",
        shown=("browser", "address", "began", "seen"),
        is_guarded=True,
    )
)
