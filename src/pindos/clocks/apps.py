"""The clocks app."""

from pindos.kernel.context import Context


class ClocksConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.clocks"
