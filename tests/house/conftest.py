"""Florina, where things have happened: made once, then laid down as rows."""

import pytest
from tests.house.access.table import ACTORS
from tests.house.access.world import florina, strangers
from tests.remembered import remembered

from pindos.kernel import options

CAST = [name for name in ACTORS if name not in {"kyriaki", "petros"}]


@pytest.fixture
def people(request, db):
    """Everybody of the access matrix, before anything has happened."""
    return remembered("people of florina", lambda: _people(request))


@pytest.fixture
def world(people):
    """Everybody, and all that the rooms put into Florina."""
    given = remembered("florina", lambda: florina(people))
    options.forget()  # what the rooms have set is a row, too
    return given


def _people(request):
    return {**{name: request.getfixturevalue(name) for name in CAST}, **strangers()}
