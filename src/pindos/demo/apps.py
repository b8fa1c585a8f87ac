"""The app of the demonstration."""

from pindos.kernel.context import Context


class DemoConfig(Context):
    """Named and placed; what it makes is said in the package's docstring."""

    name = "pindos.demo"
