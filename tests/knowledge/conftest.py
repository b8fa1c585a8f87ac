"""Instructions of Florina: how to change a password, and how to renew it in the directory."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.cast import engaged, viewer_of
from tests.remembered import remembered

from pindos.kernel.access import HOUSE
from pindos.knowledge.commands import draft_instruction, publish_instruction
from pindos.servicedesk.commands import load_catalogue

TITLE = "Ξέχασα τον κωδικό του υπολογιστή"
TEXT = """Αν δεν μπορείτε να μπείτε στα Windows:

1. Πατήστε **Ctrl**, **Alt** και **Del** μαζί.
2. Διαλέξτε «Αλλαγή κωδικού πρόσβασης».
3. Γράψτε τον παλιό κωδικό και δύο φορές τον νέο.

## Αν δεν τον θυμάστε καθόλου

Τηλεφωνήστε στο τμήμα πληροφορικής."""


def png(name="οθόνη.png", colour="navy"):
    sink = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(sink, "PNG")
    return SimpleUploadedFile(name, sink.getvalue(), "image/png")


@pytest.fixture
def instruction(dafni):
    return draft_instruction(viewer=viewer_of(dafni), title=TITLE, text=TEXT)


@pytest.fixture
def published(dafni, instruction):
    return publish_instruction(viewer=viewer_of(dafni), instruction_id=instruction.pk)


@pytest.fixture
def catalogue(chart):
    return remembered("catalogue", lambda: load_catalogue(viewer=HOUSE))


@pytest.fixture
def petros(chart):
    """A civil servant of Kozani."""
    return engaged("petros", "Πέτρος", "Ζιάκας", role="employee", unit="EPWM", site="KOZ-DIOIK")
