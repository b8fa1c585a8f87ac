"""The organisation over HTTP."""

import pytest
from tests.cast import viewer_of

from pindos.identity.commands import create_token
from pindos.organisation.models import Person, Position, Site

API = "/api/v1"


@pytest.fixture
def ask(client):
    def asking(account, method, path, body=None, **headers):
        client.force_login(account)
        options = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(f"{API}{path}", **options, headers=headers)

    return asking


def test_everybody_who_signed_in_sees_the_chart(ask, anthi):
    places = ask(anthi, "get", "/prefectures").json()
    assert [each["key"] for each in places] == [
        "ART", "FLO", "GRE", "IOA", "KAS", "KOZ", "PRE", "THE",
    ]  # fmt: skip
    assert next(each for each in places if each["key"] == "FLO")["tile"] == [2, 0]
    units = {each["key"]: each for each in ask(anthi, "get", "/units").json()}
    assert units["TP-FLO"]["parent"] == "DPE"
    assert "support_users" in units["TP-FLO"]["competences"]


def test_nobody_else_sees_anything(client, chart):
    for path in ("/prefectures", "/units", "/sites", "/people"):
        assert client.get(f"{API}{path}").status_code == 401


def test_who_is_competent_is_answered_with_the_clause(ask, anthi):
    found = ask(anthi, "get", "/competent?prefecture=IOA&competence=support_users").json()
    assert found["unit"] == "DPE-A"
    assert found["clause"] == "S9, S5, S6"
    wrong = ask(anthi, "get", "/competent?prefecture=XXX&competence=support_users")
    assert wrong.status_code == 422
    assert "prefecture" in wrong.json()["fields"]


def test_sites_are_listed_by_the_page(ask, anthi):
    first = ask(anthi, "get", "/sites?size=3").json()
    rest = ask(anthi, "get", f"/sites?size=3&after={first['next']}").json()
    assert [each["key"] for each in first["items"] + rest["items"]] == [
        "FLO-AMYNT", "FLO-DIOIK", "IOA-DIOIK", "KOZ-DIOIK",
    ]  # fmt: skip
    assert rest["next"] == ""
    assert len(ask(anthi, "get", "/sites?prefecture=ΦΛΩ").json()["items"]) == 2


def test_only_those_who_work_search_people(ask, anthi, dafni):
    assert ask(anthi, "get", "/people?q=δάφνη").status_code == 403
    found = ask(dafni, "get", "/people?q=δαφνη").json()["items"]
    assert [each["key"] for each in found] == ["dafni"]
    assert found[0]["positions"][0]["unit"] == "TP-FLO"


def test_an_administrator_adds_changes_and_appoints(ask, admin):
    site = ask(admin, "post", "/sites", {"key": "KAS-1", "name": "Δασαρχείο", "prefecture": "KAS"})
    assert site.status_code == 201
    person = ask(
        admin, "post", "/people", {"key": "7", "family_name": "Ζώη", "site": "KAS-1"}
    ).json()
    changed = ask(
        admin, "patch", f"/people/{person['id']}", {"version": 1, "phone": "2467", "site": None}
    ).json()
    assert (changed["phone"], changed["site"], changed["version"]) == ("2467", None, 2)
    position = ask(
        admin, "post", "/positions", {"person": person["id"], "unit": "TP-KAS", "role": "head"}
    ).json()
    assert ask(admin, "post", f"/positions/{position['id']}/end", {}).json()["ends_on"]
    assert Position.objects.get(pk=position["id"]).unit.key == "TP-KAS"


def test_a_stale_version_and_bad_fields_are_refused_with_reasons(ask, admin, chart):
    site = chart.sites["FLO-DIOIK"]
    path = f"/sites/{site.pk}"
    assert ask(admin, "patch", path, {"version": 1, "phone": "1"}).status_code == 200
    assert ask(admin, "patch", path, {"version": 1, "phone": "2"}).status_code == 409
    wrong = ask(admin, "patch", path, {"name": "Α\u202eΒ"})
    assert wrong.status_code == 422
    assert list(wrong.json()["fields"]) == ["name_el"]
    assert ask(admin, "post", f"{path}/close", {"version": 2}).json()["is_closed"]
    assert Site.objects.get(pk=site.pk).phone == "1"


@pytest.mark.parametrize("number", [999_999, 10**30])
def test_what_is_not_there_is_not_found(ask, admin, number):
    assert ask(admin, "patch", f"/sites/{number}", {"phone": "1"}).status_code == 404
    assert ask(admin, "patch", f"/people/{number}", {"phone": "1"}).status_code == 404
    assert ask(admin, "post", f"/positions/{number}/end", {}).status_code == 404


def test_a_technician_changes_nothing(ask, dafni, chart):
    site = chart.sites["FLO-DIOIK"].pk
    assert ask(dafni, "patch", f"/sites/{site}", {"phone": "1"}).status_code == 403
    assert ask(dafni, "post", "/people", {"key": "7", "family_name": "Ζ"}).status_code == 403
    assert not Person.objects.filter(key="7").exists()


def test_a_token_for_tickets_changes_nothing_here(client, admin):
    for scope, status in (("write", 403), ("all", 201)):
        token = create_token(
            viewer=viewer_of(admin), username=admin.username, scope=scope, name=scope
        )
        answer = client.post(
            f"{API}/people",
            {"key": scope, "family_name": "Ζ"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == status
