"""The app of automation."""

from pindos.kernel.context import Context


class AutomationConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.automation"
