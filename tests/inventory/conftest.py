"""A printer in Florina."""

import pytest
from tests.cast import viewer_of

from pindos.inventory.commands import add_asset


@pytest.fixture
def printer(dafni, anthi):
    return add_asset(
        viewer=viewer_of(dafni),
        tag="ΦΛΩ-0417",
        kind="printer",
        site="FLO-DIOIK",
        model="Xerox VersaLink C405",
        serial="3717529",
        person=anthi.person_id,
    )
