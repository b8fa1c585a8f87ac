"""The app of surveys."""

from pindos.kernel.context import Context


class SurveysConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.surveys"
