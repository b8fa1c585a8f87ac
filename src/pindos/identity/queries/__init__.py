"""Reading identity."""

from pindos.identity.queries.accounts import (
    account_by,
    account_ids_of,
    account_names,
    accounts_for,
    accounts_found,
    languages_of_people,
    own_account,
    ruled_account,
    rules_person,
    unit_of_account,
)
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
    "account_by",
    "account_ids_of",
    "account_names",
    "accounts_for",
    "accounts_found",
    "bearer_of",
    "digest_of",
    "language_of",
    "languages_of_people",
    "looks_of",
    "must_change_password",
    "own_account",
    "ruled_account",
    "rules_person",
    "tokens_for",
    "unit_of_account",
    "viewer_for",
    "viewer_named",
    "viewer_of_account",
]
