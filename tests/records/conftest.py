import pytest
from tests.records.places import EIGHT

from pindos.organisation.models import Administration, Prefecture


@pytest.fixture
def eight(db):
    home = Administration.objects.create(
        key="EPWM", name_el="Ηπείρου – Δυτικής Μακεδονίας", seat_el="Ιωάννινα"
    )
    for key, (short, name, genitive) in EIGHT.items():
        Prefecture.objects.create(
            administration=home,
            key=key,
            short_el=short,
            name_el=name,
            genitive_el=genitive,
            capital_el=name,
        )
    return home
