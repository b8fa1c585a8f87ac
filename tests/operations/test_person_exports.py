"""The copy of all that is kept about one person: complete, theirs alone, and on record."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.cli import root
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.models import Event
from pindos.operations.commands import (
    forget_person_exports,
    make_person_exports,
    own_export,
    person_export,
    take_person_export,
)
from pindos.operations.commands import person_exports as module
from pindos.operations.queries import own_exports_for, path_of_export

PHOTO = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def ticket(anthi, dafni, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    files = [SimpleUploadedFile("βεβαίωση.txt", "Η βεβαίωση".encode(), "text/plain")]
    made = opened(anthi, title="Δεν ανοίγει το πρωτόκολλο", description="Από χθες.", files=files)
    act("note_ticket", dafni, made, text="Εσωτερικό: ζητά συχνά το ίδιο")
    act("reply_to_ticket", dafni, made, text="Το είδα, περιμένετε")
    return made


def fetched(viewer, row):
    make_person_exports()
    row = take_person_export(viewer=viewer, export_id=row.pk)
    return zipfile.ZipFile(path_of_export(row))


def test_the_copy_holds_all_that_is_theirs_and_no_internal_note_of_others(anthi, dafni, ticket):
    archive = fetched(viewer_of(anthi), own_export(viewer=viewer_of(anthi)))
    said = json.loads(archive.read("data.json"))["tables"]
    [me] = said["organisation.person"]
    assert (me["given_name"], me["email"]) == ("Ανθή", "anthi@example.gr")
    assert [row["title"] for row in said["servicedesk.ticket"]] == ["Δεν ανοίγει το πρωτόκολλο"]
    texts = [row["text"] for row in said["records.entry"]]
    assert "Από χθες." in texts and "Το είδα, περιμένετε" in texts
    assert not any("Εσωτερικό" in archive.read(name).decode() for name in _texts_of(archive))
    [file] = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(file).decode() == "Η βεβαίωση" and file.endswith("βεβαίωση.txt")
    theirs = fetched(viewer_of(dafni), own_export(viewer=viewer_of(dafni)))
    assert "Εσωτερικό: ζητά συχνά το ίδιο" in theirs.read("data.json").decode()


def test_the_tables_open_in_a_spreadsheet_and_the_page_is_greek(anthi, ticket):
    archive = fetched(viewer_of(anthi), own_export(viewer=viewer_of(anthi)))
    [name] = [each for each in archive.namelist() if each.endswith("servicedesk-ticket.csv")]
    text = archive.read(name).decode()
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert dict(zip(head, row, strict=True))["τίτλος"] == "Δεν ανοίγει το πρωτόκολλο"
    page = archive.read("index.html").decode()
    assert '<html lang="el">' in page and "Ανθή Καλογήρου" in page


def _texts_of(archive):
    return [name for name in archive.namelist() if not name.startswith("files/")]


def test_only_who_asked_may_fetch_it_and_each_time_is_on_record(anthi, dafni, admin, ticket):
    row = own_export(viewer=viewer_of(anthi))
    assert own_export(viewer=viewer_of(anthi)).pk == row.pk  # it is being made already
    make_person_exports()
    for other in (dafni, admin):
        with pytest.raises(NotFound):
            take_person_export(viewer=viewer_of(other), export_id=row.pk)
    take_person_export(viewer=viewer_of(anthi), export_id=row.pk)
    names = Event.objects.filter(subject=f"operations.personexport:{row.pk}").order_by("pk")
    said = [name.rpartition(".")[2] for name in names.values_list("name", flat=True)]
    assert said == ["PersonExportAsked", "PersonExportMade", "PersonExportTaken"]


def test_the_administrator_makes_one_for_somebody_and_nobody_else_may(anthi, dafni, admin, ticket):
    row = person_export(viewer=viewer_of(admin), person="anthi@example.gr")
    archive = fetched(viewer_of(admin), row)
    assert "Ανθή" in archive.read("data.json").decode()
    with pytest.raises(NotFound):
        person_export(viewer=viewer_of(dafni), person="anthi")


def test_a_copy_is_kept_for_some_days_and_its_file_is_removed(anthi, ticket):
    row = own_export(viewer=viewer_of(anthi))
    make_person_exports()
    row.refresh_from_db()
    path = path_of_export(row)
    assert path.exists() and forget_person_exports() == 0
    assert forget_person_exports(timezone.now() + timedelta(days=8)) == 1
    assert not path.exists()
    with pytest.raises(NotFound):
        take_person_export(viewer=viewer_of(anthi), export_id=row.pk)


def test_a_fault_is_said_and_stops_no_other(anthi, dafni, ticket, monkeypatch):
    rows = [own_export(viewer=viewer_of(anthi)), own_export(viewer=viewer_of(dafni))]
    real = module.pack

    def fails_once(whom, *rest):
        if whom.person_id == anthi.person_id:
            raise OSError("Ο δίσκος γέμισε")
        return real(whom, *rest)

    monkeypatch.setattr(module, "pack", fails_once)
    assert make_person_exports() == 1
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["failed", "made"] and "γέμισε" in rows[0].error


def test_the_own_page_makes_and_hands_out_the_copy(client, anthi, ticket):
    client.force_login(anthi)
    here = reverse("operations:own-export")
    assert client.get(here).status_code == 200
    assert client.post(here).headers["Location"] == here
    make_person_exports()
    page = client.get(here).content.decode()
    assert "Λήψη του αντιγράφου" in page
    row = viewer_of(anthi)
    take = reverse("operations:person-export-take", args=[_newest(row)])
    answer = client.get(take)
    assert answer.headers["Content-Type"] == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    client.force_login(anthi)
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    assert reverse("identity:confirm") in client.post(here).headers["Location"]


def _newest(viewer):
    return own_exports_for(viewer)[0].pk


def test_the_page_of_the_administrator_says_whom_nobody_knows(client, admin, anthi, dafni):
    here = reverse("operations:person-export-list")
    client.force_login(dafni)
    assert client.get(here).status_code == 404
    client.force_login(admin)
    wrong = client.post(here, {"person": "κανένας@example.gr"})
    assert wrong.status_code == 422 and "κανένας@example.gr" in wrong.content.decode()
    assert client.post(here, {"person": "anthi"}).status_code == 302
    assert "Καλογήρου" in client.get(here).content.decode()


def test_the_command_line_writes_it_and_wants_to_know_who_acts(admin, anthi, ticket, tmp_path):
    to = tmp_path / "anthi.zip"
    words = ["privacy", "export", "anthi", "--to", str(to)]
    done = CliRunner().invoke(root(), [*words, "--as", "admin"], catch_exceptions=False)
    assert done.exit_code == 0 and zipfile.is_zipfile(to)
    refused = CliRunner().invoke(root(), words)
    assert isinstance(refused.exception, Refused)
