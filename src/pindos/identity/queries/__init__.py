"""Reading identity."""

from pindos.identity.queries.accounts import (
    account_by,
    account_ids_of,
    account_names,
    accounts_for,
    languages_of_people,
    own_account,
    person_of_account,
    ruled_account,
    rules_person,
    unit_of_account,
)
from pindos.identity.queries.columns import account_kind, accounts_found, name_of_account
from pindos.identity.queries.factors import (
    Means,
    factors_for,
    factors_of,
    has_factor,
    means_of,
    must_enrol,
    needs_factor,
    policy_unit_of,
    sign_in_policy,
)
from pindos.identity.queries.sign_in import default_language, least_password, session_ends
from pindos.identity.queries.sittings import sittings_for, sittings_of
from pindos.identity.queries.tokens import Bearer, bearer_of, digest_of, tokens_for
from pindos.identity.queries.viewers import (
    Looks,
    language_of,
    looks_of,
    must_change_password,
    viewer_for,
    viewer_named,
    viewer_of_account,
)

__all__ = [
    "Bearer",
    "Looks",
    "Means",
    "account_by",
    "account_ids_of",
    "account_kind",
    "name_of_account",
    "account_names",
    "accounts_for",
    "accounts_found",
    "bearer_of",
    "default_language",
    "digest_of",
    "factors_for",
    "factors_of",
    "has_factor",
    "language_of",
    "languages_of_people",
    "least_password",
    "looks_of",
    "means_of",
    "must_change_password",
    "must_enrol",
    "needs_factor",
    "own_account",
    "person_of_account",
    "policy_unit_of",
    "ruled_account",
    "rules_person",
    "sign_in_policy",
    "sittings_for",
    "sittings_of",
    "session_ends",
    "tokens_for",
    "unit_of_account",
    "viewer_for",
    "viewer_named",
    "viewer_of_account",
]
