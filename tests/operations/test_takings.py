"""What leaves the house as a file is listed; what everybody may read is true."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.kernel.takings import takings
from pindos.lists.commands import export_list
from pindos.operations.commands import (
    make_person_exports,
    person_export,
    set_options,
    take_person_export,
)
from pindos.records.models import Attachment


@pytest.fixture
def file(anthi, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    sent = [SimpleUploadedFile("βεβαίωση.txt", "Η βεβαίωση".encode(), "text/plain")]
    opened(anthi, files=sent)
    return Attachment.objects.get()


def test_a_download_is_one_row_and_what_the_browser_has_is_none(client, dafni, file):
    client.force_login(dafni)
    address = reverse("records:attachment", args=[file.pk])
    client.get(address)
    before = Event.objects.filter(name="records.FileTaken").count()
    answer = client.get(address)
    told = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    client.head(address)
    assert (answer.status_code, told.status_code) == (200, 304)
    rows = Event.objects.filter(name="records.FileTaken")
    assert rows.count() == before + 1 and rows.latest("pk").actor_id == dafni.pk
    assert rows.latest("pk").changes.count() == 0


def test_the_administrator_sees_all_of_it_and_each_their_own(client, admin, dafni, anthi, file):
    client.force_login(dafni)
    client.get(reverse("records:attachment", args=[file.pk]))
    export_list(viewer=viewer_of(dafni), list_key="tickets")
    row = person_export(viewer=viewer_of(admin), person="anthi")
    make_person_exports()
    take_person_export(viewer=viewer_of(admin), export_id=row.pk)
    client.force_login(admin)
    client.get(reverse("organisation:person-export"))
    while seal():
        pass
    page = client.get(reverse("operations:taking-list")).content.decode()
    number = file.entry.record.number
    for words in ("Λήψη αρχείου", number, "Δάφνη Λιβαδά", "tickets (1)", "people ("):
        assert words in page
    assert len(client.get("/api/v1/takings").json()["items"]) == 4
    client.force_login(dafni)
    assert client.get(reverse("operations:taking-list")).status_code == 404
    own = client.get(reverse("operations:own-export")).content.decode()
    assert "Λήψη αρχείου" in own and "Λήφθηκε αντίγραφο" not in own
    client.force_login(anthi)
    hers = client.get(reverse("operations:own-export")).content.decode()
    assert "Λήφθηκε αντίγραφο δεδομένων προσώπου" in hers and "Αρετή" in hers


def test_every_such_event_has_its_words():
    assert len(takings()) == 6


def test_what_is_kept_is_said_to_everybody_with_whom_to_ask(client, admin, db):
    page = client.get("/privacy/").content.decode()
    assert "Αιτήματα που ζητήσατε ή που χειριστήκατε" in page and "365 ημέρες" in page
    assert "δεν έχει γράψει ακόμη" in page
    said = {"el": "Ελένη Υπεύθυνη, dpo@example.gr", "en": ""}
    set_options(viewer=viewer_of(admin), values={"operations.protection_officer": said})
    assert "dpo@example.gr" in client.get("/privacy/").content.decode()


def test_the_accessibility_statement_has_what_the_model_asks_for(client, admin, db):
    said = {"el": "Τμήμα Πληροφορικής, 2651 000 000", "en": ""}
    set_options(viewer=viewer_of(admin), values={"operations.accessibility_contact": said})
    page = client.get("/accessibility/").content.decode()
    for words in ("εν μέρει", "27/11/2026", "2651 000 000", "Ψηφιακής Διακυβέρνησης", "4727/2020"):
        assert words in page
