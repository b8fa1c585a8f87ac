"""The servicedesk app."""

from pindos.kernel.context import Context


class ServicedeskConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.servicedesk"
