"""What people see of files that are infected or not scanned, from the report to the decision."""

import pytest
from django.test import Client
from tests.cast import viewer_of
from tests.records import samples as s
from tests.records.clamd import VIRUS, clamd

from pindos.identity.commands import create_token
from pindos.kernel.access import HOUSE
from pindos.operations.commands import set_options
from pindos.records.commands import scan_files
from pindos.records.models import Attachment, Blob
from pindos.records.terms import Scan
from pindos.servicedesk.commands import open_ticket


@pytest.fixture(scope="module")
def scanner():
    with clamd() as one:
        yield one


@pytest.fixture(autouse=True)
def scanned(settings, tmp_path, scanner, db):
    settings.FILES = tmp_path / "files"
    set_options(viewer=HOUSE, values={"records.scanner": scanner.tcp})


@pytest.fixture
def ticket(anthi):
    """Two files: a clean one and one with a virus."""
    files = [
        s.upload("Το μητρώο της Φλώρινας".encode(), "μητρώο.txt"),
        s.upload(VIRUS, "τιμολόγιο.txt"),
    ]
    return open_ticket(
        viewer=viewer_of(anthi),
        title="Δεν ανοίγει το συνημμένο",
        description="Ήρθε με μήνυμα",
        site="FLO-DIOIK",
        files=files,
    )


def page_of(client, account, path, status=200):
    client.force_login(account)
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode() if not answer.streaming else b"".join(answer).decode()


def files_of(ticket):
    found = Attachment.objects.filter(entry__record=ticket.record_id).order_by("id")
    return [f"/attachments/{each.pk}" for each in found]


def test_a_file_is_shown_as_being_scanned_and_given_to_whoever_confirms_it(client, dafni, ticket):
    clean, bad = files_of(ticket)
    page = page_of(client, dafni, f"/tickets/{ticket.number}/")
    assert page.count("Ελέγχεται…") == 2
    asked = page_of(client, dafni, clean, 409)
    assert "Λήψη χωρίς έλεγχο" in asked and 'name="unscanned" value="1"' in asked
    assert "Φλώρινας" in page_of(client, dafni, f"{clean}?unscanned=1")
    assert client.get(f"/api/v1{clean}").status_code == 409
    assert client.get(f"/api/v1{clean}?unscanned=true").status_code == 200
    assert scan_files() == 2
    page = page_of(client, dafni, f"/tickets/{ticket.number}/")
    assert "Ελέγχεται…" not in page and "Φλώρινας" in page_of(client, dafni, clean)
    assert "Pindos.Virus.UNOFFICIAL" in page_of(client, dafni, f"{bad}?unscanned=1", 403)
    assert client.get(f"/api/v1{bad}?unscanned=true").status_code == 403


def test_whoever_sent_a_virus_reads_it_on_the_ticket(client, anthi, ticket):
    scan_files()
    page = page_of(client, anthi, f"/tickets/{ticket.number}/")
    assert "Ιός – δεν δίνεται σε κανέναν" in page
    assert "«τιμολόγιο.txt» περιέχει ιό (Pindos.Virus.UNOFFICIAL)" in page
    told = client.get(f"/api/v1/tickets/{ticket.pk}").json()
    files = [file for moment in told["timeline"] for file in moment["files"]]
    assert [file["scan"] for file in files] == ["", "infected"]


def test_an_administrator_looks_releases_takes_it_back_and_deletes(client, admin, ticket):
    scan_files()
    blob = Blob.objects.get(scan=Scan.INFECTED)
    there = f"/files/unclean/{blob.pk}/"
    page = page_of(client, admin, "/files/unclean/")
    assert "τιμολόγιο.txt" in page and "με ιό: 1" in page and ticket.number in page
    answer = client.post("/files/unclean/try/", follow=True).content.decode()
    assert "βρίσκει το ακίνδυνο δείγμα (EICAR): ClamAV" in answer
    answer = client.post(f"{there}release/", {"reason": " "})
    assert answer.status_code == 422
    answer = client.post(f"{there}release/", {"reason": "Δικό μας αρχείο"}, follow=True)
    page = answer.content.decode()
    assert "Με ιό, αποδεσμεύτηκε" in page and "Δικό μας αρχείο" in page
    assert client.get(files_of(ticket)[1]).status_code == 200
    client.post(f"{there}withhold/")
    assert client.get(files_of(ticket)[1]).status_code == 403
    assert client.post(f"{there}remove/", {}).status_code == 422
    page = client.post(f"{there}remove/", {"is_meant": "on"}, follow=True).content.decode()
    assert "Με ιό, διαγράφηκε" in page
    assert client.get(files_of(ticket)[1]).status_code == 403
    assert "Με ιό, διαγράφηκε" in page_of(client, admin, "/files/unclean/")


def test_a_program_with_a_whole_token_decides_as_the_pages_do(admin, ticket):
    scan_files()
    tokens = {
        scope: create_token(viewer=viewer_of(admin), username="admin", name=scope, scope=scope)
        for scope in ("write", "all")
    }

    def ask(path="", body=None, scope="all"):
        said = {"headers": {"Authorization": f"Bearer {tokens[scope]}"}}
        address = f"/api/v1/files/unclean{path}"
        if body is None:
            answer = Client().get(address, **said)
        else:
            answer = Client().post(address, body, content_type="application/json", **said)
        return answer.status_code, answer.json()

    [found] = ask()[1]["items"]
    assert (found["name"], found["number"]) == ("τιμολόγιο.txt", ticket.number)
    assert found["scan"] == "infected" and found["finding"]
    one = f"/{found['id']}"
    assert ask(scope="write")[0] == ask(f"{one}/remove", {}, "write")[0] == 403
    assert (
        ask(f"{one}/withhold", {})[0] == 409 and ask(f"{one}/release", {"reason": " "})[0] == 422
    )
    status, after = ask(f"{one}/release", {"reason": "Δικό μας αρχείο"})
    assert (status, after["scan"], after["released_why"]) == (200, "clean", "Δικό μας αρχείο")
    assert ask(f"{one}/remove", {})[0] == 409
    assert ask(f"{one}/withhold", {})[1]["scan"] == "infected"
    assert ask(f"{one}/scan", {})[0] == 200 and ask("/999999/scan", {})[0] == 404
    assert ask(f"{one}/remove", {})[1]["removed_at"] and ask(f"{one}/remove", {})[0] == 409
