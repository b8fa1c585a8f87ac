"""The operations app."""

from pindos.kernel.context import Context


class OperationsConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.operations"
