"""The app of instructions."""

from pindos.kernel.context import Context


class KnowledgeConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.knowledge"
