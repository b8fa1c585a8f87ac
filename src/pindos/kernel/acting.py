"""Who acts on the command line: contexts below identity name an account without knowing it."""

from collections.abc import Callable

import click

from pindos.kernel.access import HOUSE, Viewer

Finder = Callable[[str], Viewer]

_finders: list[Finder] = []

as_account = click.option(
    "--as", "username", default="", help="The account that acts; without it the house itself."
)


def found_by(finder: Finder) -> None:
    """Say how an account is found by its name; the house does so when it is put together."""
    _finders[:] = [finder]


def viewer_called(username: str) -> Viewer:
    """The viewer of an account; without a name the house, for whoever may run its commands."""
    if not username:
        return HOUSE
    if not _finders:
        raise RuntimeError("found_by() was not called: nobody can be named")
    return _finders[0](username)
