"""The records app."""

from pindos.kernel.context import Context


class RecordsConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.records"
