"""The identity app."""

from pindos.kernel.context import Context


class IdentityConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.identity"
