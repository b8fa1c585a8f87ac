"""The app of problems."""

from pindos.kernel.context import Context


class ProblemsConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.problems"
