"""The lists of identity."""

from pindos.identity.queries.listed import ACCOUNTS, SESSIONS, TOKENS

__all__ = ["ACCOUNTS", "SESSIONS", "TOKENS"]
