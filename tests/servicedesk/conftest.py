"""A ticket of Florina, and the API as somebody of the service calls it."""

import pytest
from tests.cast import engaged
from tests.remembered import remembered
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.servicedesk.commands import load_catalogue


@pytest.fixture
def ticket(anthi, dafni):
    """What Anthi reported; Dafni works in the unit that has it."""
    return opened(anthi)


@pytest.fixture
def call(client):
    """call(account, verb_or_path, **body): a POST as somebody; without an account, as nobody."""

    def post(account, path, key="", **body):
        if account is None:
            client.logout()
        else:
            client.force_login(account)
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(
            f"/api/v1/{path}", body, content_type="application/json", headers=headers
        )

    return post


@pytest.fixture
def get(client):
    def read(account, path, **params):
        client.force_login(account)
        return client.get(f"/api/v1/{path}", params)

    return read


@pytest.fixture
def catalogue(chart):
    """What ships with the product."""
    return remembered("catalogue", lambda: load_catalogue(viewer=HOUSE))


@pytest.fixture
def zoi(chart):
    """A colleague of Anthi's office."""
    return engaged(
        "zoi",
        "Ζωή",
        "Παπακωνσταντίνου-Βλάχου",
        role="employee",
        unit="EPWM",
        site="FLO-DIOIK",
        service="Τμήμα Αδειών Διαμονής Φλώρινας",
    )


@pytest.fixture
def petros(chart):
    """A civil servant of Kozani, of no office of theirs."""
    return engaged("petros", "Πέτρος", "Ζιάκας", role="employee", unit="EPWM", site="KOZ-DIOIK")
