"""The app of planned work."""

from pindos.kernel.context import Context


class ChangesConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.changes"
