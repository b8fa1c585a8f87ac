"""The search app."""

from pindos.kernel.context import Context


class SearchConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.search"
