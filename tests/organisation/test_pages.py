"""The pages of the organisation: they answer, they guard, they keep what was typed."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import viewer_of
from tests.organisation.test_imports import PEOPLE

from pindos.identity.models import Account
from pindos.kernel.access import HOUSE
from pindos.organisation.charts import shipped
from pindos.organisation.commands import add_person, change_person, change_site, load_chart
from pindos.organisation.models import Intake, Person, Position, Site
from pindos.organisation.tables import decoded


@pytest.fixture
def at(client):
    """A signed-in client."""

    def signed_in(account):
        client.force_login(account)
        return client

    return signed_in


def read(response):
    return html.unescape(response.content.decode())


def pages(site, person, position):
    return [
        "/organisation/",
        "/organisation/?administration=EPWM&prefecture=IOA&competence=support_users",
        "/organisation/TP-FLO/",
        "/organisation/EPWM/",
        "/sites/",
        "/sites/?prefecture=FLO",
        "/sites/add/",
        f"/sites/{site}/",
        "/people/",
        "/people/?q=δαφνη",
        "/people/add/",
        f"/people/{person}/",
        f"/people/{person}/edit/",
        f"/people/{person}/positions/add/",
        f"/positions/{position}/",
        "/import/sites/",
        "/import/people/",
        "/import/positions/",
    ]


def test_every_page_answers_an_administrator_in_little(at, admin, dafni, chart):
    position = Position.objects.get(person=dafni.person_id)
    for path in pages(chart.sites["FLO-DIOIK"].pk, dafni.person_id, position.pk):
        response = at(admin).get(path)
        assert response.status_code == 200, path
        assert len(response.content) < 50_000, path
        assert "<h1>" in read(response)


def test_every_page_sends_visitors_to_the_sign_in(client, chart):
    for path in [*pages(1, 1, 1), "/sites/export.csv", "/people/export.csv"]:
        assert client.get(path).status_code == 302, path


@pytest.mark.parametrize("who", ["dafni", "elegktis", "anthi"])
def test_edit_pages_are_not_there_for_others(at, request, chart, who):
    account = request.getfixturevalue(who)
    person = add_person(viewer=HOUSE, key="x", family_name="Χ").pk
    closed = ["/sites/add/", f"/sites/{chart.sites['FLO-DIOIK'].pk}/", "/people/add/",
              f"/people/{person}/edit/", f"/people/{person}/positions/add/", "/import/people/",
              "/people/export.csv"]  # fmt: skip
    for path in closed:
        assert at(account).get(path).status_code == 404, path
    assert at(account).post(f"/sites/{chart.sites['FLO-DIOIK'].pk}/close/").status_code == 403
    assert not Site.objects.filter(is_closed=True).exists()


def test_an_employee_sees_the_chart_but_no_list_of_colleagues(at, anthi, dafni):
    assert at(anthi).get("/people/").status_code == 404
    assert at(anthi).get(f"/people/{dafni.person_id}/").status_code == 404
    assert "Δάφνη" not in read(at(anthi).get("/organisation/TP-FLO/"))
    assert at(anthi).get("/organisation/").status_code == 200


def test_the_chart_says_who_is_competent_and_why(at, dafni):
    page = read(
        at(dafni).get("/organisation/?administration=EPWM&prefecture=FLO&competence=support_users")
    )
    assert "pi-why" in page
    assert "TP-FLO · S9, S6" in page
    seat = read(
        at(dafni).get("/organisation/?administration=EPWM&prefecture=IOA&competence=support_users")
    )
    assert "DPE-A · S9, S5, S6" in seat


def test_a_question_about_an_unknown_place_keeps_the_page(at, dafni):
    page = at(dafni).get("/organisation/?prefecture=XXX&competence=support_users")
    assert page.status_code == 200


def test_another_administration_is_one_click_away(at, dafni):
    for path in shipped():
        load_chart(viewer=HOUSE, path=path)
    page = read(at(dafni).get("/organisation/?administration=AEG"))
    assert "Πειραιάς" in page
    assert "TP-ROD" in page
    assert len(page.encode()) < 60_000


def test_without_a_chart_the_page_teaches(at, db):
    person = add_person(viewer=HOUSE, key="x", family_name="Χ")
    account = Account.objects.create_user("x", person_id=person.pk)
    assert "pindos chart load" in read(at(account).get("/organisation/"))


def test_a_unit_shows_who_stands_there_to_those_who_work(at, dafni, giorgos):
    page = read(at(giorgos).get("/organisation/TP-FLO/"))
    assert "Δάφνη Λιβαδά" in page
    assert at(giorgos).get("/organisation/TP-XXX/").status_code == 404


def test_a_site_is_added_edited_closed_and_opened_again(at, admin):
    client = at(admin)
    form = {"key": "flo-dasos", "name": "Δασαρχείο Φλώρινας", "prefecture": "FLO",
            "municipality": "Φλώρινας", "address": "Μεγαρόβου 9", "phone": "2385"}  # fmt: skip
    assert client.post("/sites/add/", form).status_code == 302
    site = Site.objects.get(key="FLO-DASOS")
    changed = {**form, "version": 1, "phone": "2385 022 222"}
    assert client.post(f"/sites/{site.pk}/", changed).status_code == 302
    assert Site.objects.get(pk=site.pk).phone == "2385 022 222"
    client.post(f"/sites/{site.pk}/close/")
    assert Site.objects.get(pk=site.pk).is_closed
    client.post(f"/sites/{site.pk}/reopen/")
    assert not Site.objects.get(pk=site.pk).is_closed
    assert client.get(f"/sites/{site.pk}/close/").status_code == 405


def test_a_form_that_fails_keeps_every_word(at, admin):
    form = {"key": "FLO-DIOIK", "name": "Νέο «κτίριο»\u202e", "prefecture": "FLO",
            "address": "Οδός Ύδρας 5"}  # fmt: skip
    response = at(admin).post("/sites/add/", form)
    page = read(response)
    assert response.status_code == 422
    assert "Οδός Ύδρας 5" in page
    assert "Νέο «κτίριο»" in page
    assert "\u202e" not in page
    again = at(admin).post("/sites/add/", {**form, "name": "Νέο"})
    assert again.status_code == 422
    assert 'href="#id_key"' in read(again)


def test_a_stale_form_keeps_both_sides_and_may_be_sent_again(at, admin, chart):
    site = chart.sites["FLO-DIOIK"]
    change_site(viewer=HOUSE, site_id=site.pk, phone="1111")
    form = {"name": site.name_el, "prefecture": "FLO", "phone": "2222", "version": 1}
    stale = at(admin).post(f"/sites/{site.pk}/", form)
    page = read(stale)
    assert stale.status_code == 422
    assert "<strong>1111</strong>" in page
    assert "<strong>2222</strong>" in page
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    form |= {"version": version, "theirs-phone": "1111"}
    at(admin).post(f"/sites/{site.pk}/", {**form, "keep-phone": "theirs", "name": "Νέο κτίριο"})
    assert Site.objects.values_list("name_el", "phone").get(pk=site.pk) == ("Νέο κτίριο", "1111")
    at(admin).post(f"/sites/{site.pk}/", {**form, "keep-phone": "yours", "name": "Νέο κτίριο"})
    assert Site.objects.get(pk=site.pk).phone == "2222"


def test_a_person_is_added_edited_appointed_and_the_position_ended(at, admin, chart):
    client = at(admin)
    site = chart.sites["FLO-AMYNT"]
    form = {"key": "77", "given_name": "Λία", "family_name": "Ζώη", "email": "l@example.gr",
            "site": site.pk}  # fmt: skip
    assert client.post("/people/add/", form).status_code == 302
    person = Person.objects.get(key="77")
    assert person.site == site
    form |= {"version": 1, "phone": "2386"}
    assert client.post(f"/people/{person.pk}/edit/", form).status_code == 302
    assert Person.objects.get(key="77").phone == "2386"
    position = {"unit": "TP-FLO", "role": "technician", "starts_on": "2026-01-01"}
    path = f"/people/{person.pk}/positions/add/"
    assert client.post(path, position).status_code == 302
    assert client.post(path, position).status_code == 422
    held = Position.objects.get(person=person)
    days = {"starts_on": "2026-02-01", "ends_on": "2026-01-01"}
    assert client.post(f"/positions/{held.pk}/", days).status_code == 422
    assert client.post(f"/positions/{held.pk}/", {"end": "1"}).status_code == 302
    assert Position.objects.get(pk=held.pk).ends_on == timezone.localdate()


def test_a_stale_person_keeps_both_sides(at, admin, anthi):
    change_person(viewer=HOUSE, person_id=anthi.person_id, phone="1111")
    form = {"given_name": "Ανθή", "family_name": "Καλογήρου", "phone": "2222", "version": 1}
    page = read(at(admin).post(f"/people/{anthi.person_id}/edit/", form))
    assert "<strong>1111</strong>" in page and "<strong>2222</strong>" in page
    assert Person.objects.get(pk=anthi.person_id).phone == "1111"


def test_what_only_others_changed_stays_and_one_line_says_so(at, admin, anthi):
    client = at(admin)
    url = f"/people/{anthi.person_id}/edit/"
    form = dict(client.get(url).context["form"].initial)
    change_person(viewer=viewer_of(admin), person_id=anthi.person_id, phone="2385 011 111")
    answer = client.post(url, {**form, "service": "Τμήμα Αλλοδαπών"}, follow=True)
    now = Person.objects.get(pk=anthi.person_id)
    assert (now.phone, now.service) == ("2385 011 111", "Τμήμα Αλλοδαπών")
    assert "Στο μεταξύ: Αρετή Διαχειρίστρια άλλαξε: Τηλέφωνο" in read(answer)


def handed_in(client, text, kind="people"):
    file = SimpleUploadedFile("λίστα.csv", text if isinstance(text, bytes) else text.encode())
    return client.post(f"/import/{kind}/", {"file": file})


def test_a_table_is_handed_in_looked_at_and_imported(at, admin, anthi):
    client = at(admin)
    answer = handed_in(client, PEOPLE.encode("cp1253"))
    assert answer.status_code == 302
    page = read(client.get(answer.url))
    assert "2385 999" in page
    assert "Μαρία Παπαδοπούλου" in page
    assert not Person.objects.filter(key="1001").exists()
    digest = re.search(r'name="digest" value="(\w+)"', page).group(1)
    assert client.post(answer.url, {"digest": digest}).status_code == 302
    assert Person.objects.filter(key="1001").exists()
    assert "digest" not in read(client.get(answer.url))
    assert client.post(answer.url, {"digest": digest}).status_code == 409


def test_a_house_that_changed_in_between_is_noticed_and_the_file_is_kept(at, admin, anthi):
    client = at(admin)
    answer = handed_in(client, PEOPLE)
    digest = re.search(r'name="digest" value="(\w+)"', read(client.get(answer.url))).group(1)
    change_person(viewer=HOUSE, person_id=anthi.person_id, phone="2385 777")
    again = client.post(answer.url, {"digest": digest}, follow=True)
    assert "2385 777" in read(again)
    assert not Person.objects.filter(key="1001").exists()
    assert Intake.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"x", b"\xff\xd2\n", b"Key\n1\n", "Επώνυμο\n".encode()])
def test_a_file_that_is_no_such_table_says_why(at, admin, content):
    answer = handed_in(at(admin), content)
    assert answer.status_code == 422
    assert 'href="#id_file"' in read(answer)
    assert not Intake.objects.exists()


def test_a_long_table_is_shown_by_the_page(at, admin):
    rows = "".join(f"k{n},Επώνυμο{n}\n" for n in range(200))
    answer = handed_in(at(admin), f"Key,Επώνυμο\n{rows}κ,\n")
    first = at(admin).get(answer.url)
    assert len(first.content) < 50_000
    assert "k59" not in read(first).split("<main")[0]
    assert "Επώνυμο150" in read(at(admin).get(f"{answer.url}?only=new&from=120"))
    assert at(admin).get(f"{answer.url}?from=abc&only=zzz").status_code == 200


def test_exports_are_read_back_as_they_are(at, admin, anthi, chart):
    content = at(admin).get("/people/export.csv").content
    assert decoded(content)[0].startswith("Κωδικός;")
    answer = handed_in(at(admin), content)
    assert "digest" not in read(at(admin).get(answer.url))
    sites = at(admin).get("/sites/export.csv").content
    assert "digest" not in read(at(admin).get(handed_in(at(admin), sites, "sites").url))
