"""The notices app."""

from pindos.kernel.context import Context


class NoticesConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.notices"
