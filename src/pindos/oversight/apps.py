"""The oversight app."""

from pindos.kernel.context import Context


class OversightConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.oversight"
