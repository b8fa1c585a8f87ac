"""The mail app."""

from pindos.kernel.context import Context


class MailConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.mail"
