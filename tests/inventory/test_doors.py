"""Equipment on pages, over HTTP and in a terminal, and on the tickets that are about it."""

from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.cli import root
from pindos.inventory.commands import change_asset
from pindos.inventory.models import Asset
from pindos.servicedesk.models import Ticket

NEW = {"tag": "ΦΛΩ-9", "kind": "laptop", "status": "in_use", "model": "Dell 5440"}


def test_a_piece_is_added_put_right_and_retired_on_pages(client, dafni, anthi, chart):
    client.force_login(dafni)
    site = str(chart.sites["FLO-DIOIK"].pk)
    assert "Εδώ βρίσκεται" in client.get("/equipment/").content.decode()
    wrong = client.post("/equipment/add/", {**NEW, "person": "Κανένας Τέτοιος"})
    assert wrong.status_code == 422 and "Dell 5440" in wrong.content.decode()
    answer = client.post("/equipment/add/", {**NEW, "site": site, "person": "kalogirou"})
    row = Asset.objects.get()
    assert answer.url == f"/equipment/{row.pk}/" and row.person_id == anthi.person_id
    page = client.get(f"{answer.url}edit/").content.decode()
    assert 'value="Dell 5440"' in page and "anthi@example.gr" in page
    words = {**NEW, "site": site, "person": "anthi@example.gr", "model": "Dell 5450", "version": 1}
    assert client.post(f"{answer.url}edit/", words).url == answer.url
    assert Asset.objects.get().model == "Dell 5450"
    client.post(f"{answer.url}retire/")
    assert Asset.objects.get().status == "retired"
    assert "ΦΛΩ-9" in client.get("/equipment/").content.decode()


def test_two_who_wrote_the_same_choose_what_stays(client, dafni, printer):
    client.force_login(dafni)
    url = f"/equipment/{printer.pk}/edit/"
    words = {
        "tag": printer.tag,
        "kind": "printer",
        "site": printer.site_id,
        "status": "in_use",
        "person": "anthi@example.gr",
        "serial": "3717529",
        "version": 1,
        "shown": '{"model":"Xerox VersaLink C405"}',
    }
    assert client.post(url, {**words, "model": "Xerox C405"}).status_code == 302
    page = client.post(url, {**words, "model": "VersaLink"})
    assert page.status_code == 422 and "keep-model" in page.content.decode()


def test_a_person_nobody_typed_anew_stands_as_the_other_left_it(
    client, dafni, giorgos, anthi, printer
):
    client.force_login(dafni)
    url = f"/equipment/{printer.pk}/edit/"
    first = client.get(url).context["form"].initial
    change_asset(
        viewer=viewer_of(giorgos), asset_id=printer.pk, person=giorgos.person_id, note="Με σύμβαση"
    )
    words = {name: first[name] for name in first if name != "note"}
    page = client.post(url, {**words, "person": "ANTHI@example.gr", "note": "Χωρίς σύμβαση"})
    form = page.context["form"]
    assert page.status_code == 422 and [side.name for side in page.context["sides"]] == ["note"]
    assert form["person"].value() == giorgos.person.email
    again = {name: form[name].value() for name in form.fields}
    client.post(url, {**again, "note": "Χωρίς σύμβαση"})
    printer.refresh_from_db()
    assert (printer.note, printer.person_id) == ("Χωρίς σύμβαση", giorgos.person_id)


def test_a_file_is_looked_at_and_imported_on_pages(client, dafni):
    client.force_login(dafni)
    lines = "Αριθμός μητρώου;Είδος;Κτίριο\nΦΛΩ-1;laptop;FLO-DIOIK\nΦΛΩ-2;κάτι;FLO-DIOIK\n"
    file = SimpleUploadedFile("λίστα.csv", lines.encode(), "text/csv")
    answer = client.post("/equipment/import/", {"file": file})
    page = client.get(answer.url)
    assert "ΦΛΩ-2" in page.content.decode() and not Asset.objects.exists()
    client.post(answer.url, {"digest": page.context["plan"].digest})
    assert [row.tag for row in Asset.objects.all()] == ["ΦΛΩ-1"]
    empty = client.post("/equipment/import/", {"file": SimpleUploadedFile("α.csv", b"")})
    assert empty.status_code == 422


def test_the_api_lists_adds_changes_and_imports(client, dafni, printer):
    client.force_login(dafni)

    def post(path, **body):
        return client.post(f"/api/v1/assets{path}", body, content_type="application/json")

    listed = client.get("/api/v1/assets", {"filter": "kind = printer"}).json()
    assert [each["tag"] for each in listed["items"]] == ["ΦΛΩ-0417"]
    added = post("", tag="ΦΛΩ-9", kind="laptop", site="FLO-DIOIK")
    assert added.status_code == 201 and added.json()["unit"] == "TP-FLO"
    changed = post(f"/{printer.pk}/change", note="Με σύμβαση", version=1)
    assert changed.json()["note"] == "Με σύμβαση"
    assert post(f"/{printer.pk}/change", note="Χωρίς", version=1).status_code == 409
    assert post(f"/{printer.pk}/retire").json()["status"] == "retired"
    file = SimpleUploadedFile("α.csv", "tag;kind;site\nΧ1;laptop;FLO-DIOIK\n".encode())
    plan = client.post("/api/v1/assets/import", {"file": file}).json()
    assert plan["counts"]["new"] == 1 and not Asset.objects.filter(tag="Χ1").exists()


def test_the_terminal_lists_adds_and_retires(dafni, printer):
    pindos = root()

    def run(*words):
        words = ["asset", *words, "--as", "dafni"]
        return CliRunner().invoke(pindos, words, catch_exceptions=False).output

    assert "ΦΛΩ-0417" in run("list")
    assert "ΦΛΩ-9" in run("add", "ΦΛΩ-9", "--kind", "laptop", "--site", "FLO-DIOIK")
    assert run("retire", "ΦΛΩ-9").strip() == "ΦΛΩ-9"
    assert Asset.objects.get(tag="ΦΛΩ-9").status == "retired"


def test_a_ticket_is_about_a_piece_and_says_so(client, dafni, anthi, printer):
    ticket = opened(anthi)
    client.force_login(dafni)
    url = f"/tickets/{ticket.number}/equip/"
    assert "Xerox VersaLink C405" in client.get(url).content.decode()
    assert client.post(url, {"asset": "ΑΛΛΟ-1"}).status_code == 422
    client.post(url, {"known": "ΦΛΩ-0417"})
    assert Ticket.objects.get().asset_id == printer.pk
    page = client.get(f"/tickets/{ticket.number}/").content.decode()
    assert "Xerox VersaLink C405" in page and "ΦΛΩ-0417" in page
    whole = client.get(f"/api/v1/tickets/{ticket.number}").json()
    assert whole["equipment"] == "ΦΛΩ-0417"
    assert ticket.number in client.get(f"/equipment/{printer.pk}/").content.decode()
    client.post(url, {"asset": ""})
    assert Ticket.objects.get().asset_id is None


def test_whoever_takes_a_call_sees_and_names_what_the_caller_uses(client, dafni, anthi, printer):
    client.force_login(dafni)
    page = client.get("/call/", {"person": anthi.person_id}).content.decode()
    assert "Xerox VersaLink C405" in page
    words = {"person": anthi.person_id, "title": "Μασάει το χαρτί", "asset": "ΦΛΩ-0417"}
    client.post("/call/", words)
    assert Ticket.objects.get().asset_id == printer.pk
