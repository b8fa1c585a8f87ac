"""The API of identity: who one is, one's tokens, and the accounts that an administrator rules."""

from pindos.identity.api import access, accounts, directory, invitations, openid
from pindos.identity.api.router import router

__all__ = ["access", "accounts", "directory", "invitations", "openid", "router"]
