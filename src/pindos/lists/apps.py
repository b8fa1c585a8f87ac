"""The lists app."""

from pindos.kernel.context import Context


class ListsConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.lists"
