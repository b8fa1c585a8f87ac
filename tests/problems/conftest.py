"""A problem of Florina with one ticket behind it."""

import pytest
from tests.cast import engaged, viewer_of
from tests.remembered import remembered
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.problems.commands import open_problem
from pindos.servicedesk.commands import load_catalogue

TITLE = "Το πρωτόκολλο πέφτει κάθε Δευτέρα"
CAUSE = "Ο διακομιστής γεμίζει με αρχεία καταγραφής."
WORKAROUND = "Κλείστε και ανοίξτε ξανά τον φυλλομετρητή."


@pytest.fixture
def ticket(anthi, dafni):
    return opened(anthi)


@pytest.fixture
def problem(dafni, ticket):
    return open_problem(
        viewer=viewer_of(dafni),
        title=TITLE,
        description="Από τις 8 ως τις 9.",
        workaround=WORKAROUND,
        tickets=[ticket.number],
    )


@pytest.fixture
def catalogue(chart):
    return remembered("catalogue", lambda: load_catalogue(viewer=HOUSE))


@pytest.fixture
def petros(chart):
    """A civil servant of Kozani."""
    return engaged("petros", "Πέτρος", "Ζιάκας", role="employee", unit="EPWM", site="KOZ-DIOIK")
