"""Who may be tried out on the sign-in page of a demonstration."""

from typing import NamedTuple

from pindos.kernel.demonstration import told
from pindos.kernel.errors import Words
from pindos.organisation.terms import Role


class Tryout(NamedTuple):
    """An account of somebody made up, with the password that all of them have."""

    username: str
    password: str
    name: str
    role: Words
    unit: str


def tryouts() -> list[Tryout]:
    """One of each role; none in an instance with real data, whose mark is never set."""
    said = told()
    return [
        Tryout(
            one["username"], said["password"], one["name"], Role(one["role"]).label, one["unit"]
        )
        for one in said.get("accounts", [])
    ]
