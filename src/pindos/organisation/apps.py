"""The organisation app."""

from pindos.kernel.context import Context


class OrganisationConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.organisation"
