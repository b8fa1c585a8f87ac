"""Instructions on pages, over HTTP and in a terminal."""

import json

import pytest
from click.testing import CliRunner
from tests.cast import viewer_of
from tests.knowledge.conftest import TEXT, TITLE, png

from pindos.cli import root
from pindos.knowledge.commands import edit_instruction
from pindos.knowledge.models import Enclosure, Instruction

NEW = {
    "title": TITLE,
    "text": TEXT,
    "kind": "instruction",
    "audience": "everybody",
    "unit": "TP-FLO",
}


def text(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_an_instruction_is_written_pictured_published_and_read_on_pages(client, dafni, anthi):
    client.force_login(dafni)
    assert "γράφεται μία φορά" in text(client, "/instructions/")
    assert "Ξέχασα" in text(client, "/instructions/draft/", title="Ξέχασα")
    wrong = client.post("/instructions/draft/", {**NEW, "title": ""})
    assert wrong.status_code == 422 and "Διαλέξτε «Αλλαγή" in wrong.content.decode()
    begun = client.post("/instructions/draft/", NEW)
    row = Instruction.objects.get()
    assert begun.url == f"/instructions/{row.pk}/"
    assert client.post(f"{begun.url}attach/", {"files": png()}).status_code == 302
    pictured = f"{TEXT}\n![Το παράθυρο του κωδικού](οθόνη.png)\n<script>alert(1)</script>"
    page = text(client, f"{begun.url}edit/")
    assert 'name="version"' in page
    client.post(f"{begun.url}edit/", {**NEW, "text": pictured, "version": row.version})
    bad = client.post(f"{begun.url}publish/", {"review_on": "χθες"})
    assert bad.status_code == 422
    client.post(f"{begun.url}publish/", {"note": "Πρώτη"})
    client.force_login(anthi)
    read = text(client, begun.url)
    file = Enclosure.objects.get().attachment_id
    assert f'<img src="/attachments/{file}" alt="Το παράθυρο του κωδικού"' in read
    assert "<script>alert" not in read and "&lt;script&gt;" in read and "Πρώτη" not in read
    assert TITLE in text(client, "/instructions/") and "<h1>" in text(client, f"{begun.url}print/")
    assert client.get(f"/attachments/{file}").status_code == 200
    assert client.get(f"{begun.url}versions/1/").status_code == 404
    assert client.get("/instructions/draft/").status_code == 404
    assert client.post(f"{begun.url}retire/").status_code == 403


def test_a_version_shows_what_it_changed_and_is_brought_back(client, dafni, published):
    client.force_login(dafni)
    page = f"/instructions/{published.pk}/"
    words = TEXT.replace("παλιό", "σημερινό")
    edit_instruction(viewer=viewer_of(dafni), instruction_id=published.pk, text=words)
    assert "Έχει γραφτεί κάτι διαφορετικό" in text(client, page)
    assert "σημερινό" in text(client, f"{page}?written") and "σημερινό" not in text(client, page)
    client.post(f"{page}publish/")
    second = text(client, f"{page}versions/2/")
    assert "<ins>3. Γράψτε τον σημερινό" in second and "<del>3. Γράψτε τον παλιό" in second
    client.post(f"{page}versions/1/bring-back/", {"version": 99})
    assert Instruction.objects.get().text != TEXT
    client.post(f"{page}versions/1/bring-back/")
    assert Instruction.objects.get().text == TEXT
    assert client.post(f"{page}review/", {"review_on": "2030-01-01"}).status_code == 302
    client.post(f"{page}retire/")
    assert client.get(f"{page}edit/").status_code == 409
    client.post(f"{page}revive/")
    assert Instruction.objects.get().state == "published"


def test_a_form_on_which_two_wrote_shows_both(client, dafni, giorgos, instruction):
    edit_instruction(viewer=viewer_of(giorgos), instruction_id=instruction.pk, title="Του Γιώργου")
    client.force_login(dafni)
    sent = {**NEW, "title": "Της Δάφνης", "version": 1, "shown": json.dumps({"title": TITLE})}
    answer = client.post(f"/instructions/{instruction.pk}/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Του Γιώργου" in page and "Της Δάφνης" in page
    kept = client.post(f"/instructions/{instruction.pk}/edit/", {**sent, "draft": "keep"})
    assert kept.status_code == 302
    assert "Της Δάφνης" in text(client, f"/instructions/{instruction.pk}/edit/")


def test_over_http_it_is_the_same(client, dafni, anthi):
    client.force_login(dafni)

    def post(where, body=None, status=200):
        answer = client.post(f"/api/v1/instructions{where}", body or {}, "application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    made = post("", {"title": TITLE, "text": TEXT}, 201)
    one = f"/{made['id']}"
    assert made["written"]["version"] == 1 and made["number"] is None
    assert post("", {"title": "", "text": TEXT}, 422)["fields"].keys() == {"title"}
    sent = client.post(f"/api/v1/instructions{one}/attach", {"files": png()})
    file = sent.json()["written"]["files"][0]
    assert post(f"{one}/publish")["number"] == 1
    assert post(f"{one}/edit", {"text": "1. Άλλο", "version": 99}, 409)
    assert post(f"{one}/edit", {"text": "1. Άλλο"})["text"] == TEXT
    assert post(f"{one}/files/{file['id']}/detach")["written"]["files"] == []
    version = client.get(f"/api/v1/instructions{one}/versions/1").json()
    assert version["files"] == [file] and "<ol>" in version["html"]
    assert post(f"{one}/versions/1/bring-back")["written"]["files"] == [file]
    client.force_login(anthi)
    read = client.get(f"/api/v1/instructions{one}").json()
    assert read["written"] is None and read["acts"] == []
    listed = client.get("/api/v1/instructions", {"filter": "text contains κωδικου"}).json()[
        "items"
    ]
    assert [each["title"] for each in listed] == [TITLE]


def test_in_a_terminal_it_is_the_same(dafni, anthi, tmp_path):
    source = tmp_path / "κείμενο.md"
    source.write_text(TEXT, encoding="utf-8")

    def run(verb, *words, by="dafni"):
        given = ["knowledge", verb, *map(str, words), "--as", by]
        answer = CliRunner().invoke(root(), given, catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        return answer.output

    pk = run("draft", TITLE, source).split()[0]
    run("edit", pk, "--kind", "runbook")
    assert "v1" in run("publish", pk, "--note", "Πρώτη")
    assert "Πρώτη" in run("show", pk) and run("list", by="anthi") == ""
    run("edit", pk, "--kind", "instruction", "--audience", "everybody")
    assert TITLE in run("suggest", "κωδικός", by="anthi")
    assert "retired" in run("retire", pk) and "published" in run("revive", pk)
    assert "published" in run("review", pk)


def test_whether_it_helped_is_said_on_its_page_and_told_to_the_desk(
    client, dafni, anthi, published
):
    page = f"/instructions/{published.pk}/"
    client.force_login(anthi)
    assert "Σας βοήθησε;" in text(client, page)
    client.post(f"{page}answer/", {"helped": "no", "words": "Λείπει μια εικόνα"})
    assert "/report/" in text(client, page)
    assert client.get("/instructions/ailing/").status_code == 404
    found = client.get("/api/v1/instructions/suggest", {"words": "κωδικος υπολογιστη"}).json()
    assert [each["title"] for each in found] == [TITLE]
    client.force_login(dafni)
    assert "Λείπει μια εικόνα" in text(client, page)
    Instruction.objects.update(review_on="2026-01-01")
    client.get("/search/", {"q": "τηλεομοιοτυπία"})
    ailing = text(client, "/instructions/ailing/")
    assert TITLE in ailing and "/instructions/draft/?title=" in ailing
    assert client.get("/api/v1/instructions/ailing").json()[0]["is_overdue"]


@pytest.mark.parametrize("url", ["/instructions/", "/instructions/draft/"])
def test_without_a_sign_in_nothing_is_shown(client, db, url):
    assert client.get(url).status_code == 302
