"""Which version of the product this is."""

from functools import cache
from importlib.metadata import version as version_of


@cache
def release() -> str:
    """The version that was installed, such as 0.1.0."""
    return version_of("pindos")
