"""What identity keeps about people: how they sign in."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Sitting
from pindos.kernel.personal import Alias, End, Holding, Values, by_account, by_person, holds
from pindos.kernel.text import fold

SIGNING_IN = _("So that you can sign in, and nobody else in your name.")


def _alias(row: Any, alias: Alias) -> Values:
    name = f"person-{alias.number}-{row.pk}"
    return {
        "username": name,
        "folded": fold(name),
        "password": make_password(None),
        "is_active": False,
        "round": row.round + 1,
        "last_login": None,
    }


def _end_sessions(rows: QuerySet[Sitting]) -> None:
    Session.objects.filter(session_key__in=list(rows.values_list("key", flat=True))).delete()


holds(
    Holding(
        table="identity.account",
        label=_("Accounts"),
        why=SIGNING_IN,
        about=by_person("person"),
        shown=("username", "is_active", "language", "theme", "created_at", "last_login"),
        held=("person", "folded", "password"),
        put=_alias,
    ),
    Holding(
        table="identity.outsidesignin",
        label=_("Sign-ins by the directory or by OpenID"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=("source", "subject", "login", "made_at", "shut_at"),
        held=("account",),
        end=End.ERASED,
    ),
    Holding(
        table="identity.factor",
        label=_("Second factors"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=("kind", "name", "created_at", "last_used_at"),
        held=("account", "secret", "handle"),
        end=End.ERASED,
    ),
    Holding(
        table="identity.recoverycode",
        label=_("Recovery codes"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=("used_at",),
        held=("account", "digest"),
        end=End.ERASED,
    ),
    Holding(
        table="identity.entrylink",
        label=_("Links in letters that opened something"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=("kind", "made_at", "expires_at", "used_at", "revoked_at"),
        held=("account", "made_by", "digest"),
        end=End.ERASED,
    ),
    Holding(
        table="identity.sitting",
        label=_("Where you are signed in"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=("browser", "address", "began_at", "seen_at"),
        held=("account", "key"),
        end=End.ERASED,
        before=_end_sessions,
    ),
    Holding(
        table="identity.token",
        label=_("Tokens for programs"),
        why=SIGNING_IN,
        about=by_account("account"),
        shown=(
            "name",
            "scope",
            "prefix",
            "created_at",
            "expires_at",
            "revoked_at",
            "last_used_on",
        ),
        held=("account", "digest"),
        end=End.ERASED,
    ),
)
