"""Reading identity."""

from pindos.identity.queries.accounts import (
    account_names,
    accounts_for,
    languages_of_people,
    ruled_account,
    rules_person,
    unit_of_account,
)
from pindos.identity.queries.tokens import Bearer, bearer_of, digest_of, tokens_for
from pindos.identity.queries.viewers import (
    Looks,
    language_of,
    looks_of,
    viewer_for,
    viewer_named,
)

__all__ = [
    "Bearer",
    "Looks",
    "account_names",
    "accounts_for",
    "bearer_of",
    "digest_of",
    "language_of",
    "languages_of_people",
    "looks_of",
    "ruled_account",
    "rules_person",
    "tokens_for",
    "unit_of_account",
    "viewer_for",
    "viewer_named",
]
