"""A change in Florina, as its technician plans it."""

import pytest
from tests.changes.plans import planned


@pytest.fixture
def change(dafni, giorgos):
    return planned(dafni)
