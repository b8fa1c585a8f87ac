"""Libraries that most houses never use: read when first asked for, not by every start.

Each takes 1 to 7 MB of memory. Whoever needs one takes it from here instead of importing it, and
names nothing of it while modules are read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


class Later:
    """Stands for a module; what is asked of it is asked of the module, read by then."""

    def __init__(self, name: str) -> None:
        """``name``: in full, as it stands in an import."""
        self._name = name
        self._module: Any = None

    def __getattr__(self, name: str) -> Any:
        """Of the module; threads that ask at once wait until one has read it."""
        if self._module is None:
            self._module = import_module(self._name)
        return getattr(self._module, name)


def later(name: str) -> Any:
    """A module of ours, or of a library, that few need."""
    return Later(name)


if TYPE_CHECKING:
    import jwt
    import ldap
    import psycopg
    from ldap import filter as ldap_filter
    from psycopg import sql
    from qrcode import main as qrcode
    from qrcode.image import svg as qrcode_svg

    __all__ = ["jwt", "ldap", "ldap_filter", "psycopg", "qrcode", "qrcode_svg", "sql"]
else:
    ldap, ldap_filter = later("ldap"), later("ldap.filter")
    psycopg, sql = later("psycopg"), later("psycopg.sql")
    qrcode, qrcode_svg = later("qrcode.main"), later("qrcode.image.svg")
    jwt = later("jwt")
