from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.identity.conftest import PASSWORD, yesterday

from pindos.identity.commands import create_token, deactivate_account
from pindos.identity.models import Account, Token
from pindos.kernel.access import HOUSE
from pindos.kernel.models import Event
from pindos.organisation.terms import Role


@pytest.fixture
def nikos(house):
    return house.administrator("nikos", house.left)


def bearer(account, scope="all", **more):
    text = create_token(
        viewer=HOUSE, username=account.username, scope=scope, name="Δοκιμή", **more
    )
    return {"Authorization": f"Bearer {text}"}


def get(client, path, headers=None, **more):
    return client.get(f"/api/v1{path}", headers=headers or {}, **more)


def post(client, path, data=None, headers=None):
    return client.post(
        f"/api/v1{path}", data or {}, content_type="application/json", headers=headers or {}
    )


def test_me_says_who_one_is(client, house, nikos):
    told = get(client, "/me", bearer(nikos, "read")).json()
    assert (told["username"], told["scope"], told["name"]) == (
        "nikos",
        "read",
        "Ελένη Παπαδοπούλου",
    )
    assert told["positions"] == [
        {
            "role": "administrator",
            "unit": "T-LEFT",
            "unit_name": "Τμήμα T-LEFT",
            "starts_on": "2020-01-01",
            "ends_on": None,
        }
    ]


def test_without_a_token_the_answer_says_what_to_send(client, db):
    response = get(client, "/me")
    assert response.status_code == 401 and "Bearer" in response["WWW-Authenticate"]
    assert "Στείλτε" in response.json()["detail"]


@pytest.mark.parametrize("token", ["", "x", "pnd_" + "a" * 40, "α" * 44, "\ud800", "x" * 100_000])
def test_a_wrong_token_is_refused_in_words_even_beside_a_good_session(client, nikos, token):
    client.force_login(nikos)
    response = get(client, "/me", {"Authorization": f"Bearer {token}"})
    assert response.status_code == 401
    assert response.json()["detail"]


def spoil(nikos, how):
    if how == "revoked":
        Token.objects.update(revoked_at=timezone.now())
    if how == "expired":
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if how == "deactivated":
        deactivate_account(viewer=HOUSE, username="nikos", reason="Δοκιμή")
    if how == "left":
        nikos.person.positions.update(ends_on=yesterday())


@pytest.mark.parametrize("how", ["revoked", "expired", "deactivated", "left"])
def test_a_token_that_is_good_no_more_is_refused(client, nikos, how):
    headers = bearer(nikos)
    assert get(client, "/me", headers).status_code == 200
    spoil(nikos, how)
    assert get(client, "/me", headers).status_code == 401


def test_the_token_counts_and_not_the_session_beside_it(client, house, nikos):
    client.force_login(nikos)
    dafni = house.account("dafni", house.right)
    headers = bearer(dafni)
    assert get(client, "/me", headers).json()["username"] == "dafni"
    assert get(client, "/accounts", headers).json()["items"] == []


def test_a_read_token_reads_only_and_lesser_tokens_make_no_better_ones(client, nikos):
    data = {"name": "Ακόμη ένα", "scope": "all"}
    for scope in ("read", "write"):
        response = post(client, "/tokens", data, bearer(nikos, scope))
        assert response.status_code == 403 and "all" in response.json()["detail"]
        assert get(client, "/tokens", bearer(nikos, scope)).status_code == 403
    assert post(client, "/tokens", data, bearer(nikos)).status_code == 201


def test_the_session_alone_writes_only_with_its_csrf_token(nikos):
    client = Client(enforce_csrf_checks=True)
    client.force_login(nikos)
    data = {"name": "Από σελίδα", "scope": "read"}
    assert get(client, "/me").status_code == 200
    refused = post(client, "/tokens", data)
    assert refused.status_code == 403 and "X-CSRFToken" in refused.json()["detail"]
    client.get("/me/")
    token = client.cookies["csrftoken"].value
    assert post(client, "/tokens", data, {"X-CSRFToken": token}).status_code == 201
    assert post(Client(enforce_csrf_checks=True), "/tokens", data).status_code == 401
    assert (
        post(Client(enforce_csrf_checks=True), "/tokens", data, bearer(nikos)).status_code == 201
    )


def test_the_last_use_is_written_once_a_day(client, nikos, django_assert_num_queries):
    headers = bearer(nikos)
    get(client, "/me", headers)
    assert Token.objects.get().last_used_on == timezone.localdate()
    Token.objects.update(last_used_on=yesterday())
    get(client, "/me", headers)
    assert Token.objects.get().last_used_on == timezone.localdate()
    with django_assert_num_queries(5):
        get(client, "/me", headers)


@pytest.mark.parametrize(
    ("asked", "words"), [({"Accept-Language": "en"}, "There is no"), ({}, "Δεν υπάρχει")]
)
def test_the_api_speaks_the_language_that_is_asked_for(client, nikos, asked, words):
    response = post(client, "/tokens/999/revoke", headers={**bearer(nikos), **asked})
    assert response.status_code == 404 and words in response.json()["detail"]


def test_the_api_speaks_the_language_of_the_token_when_none_is_asked_for(client, nikos):
    Account.objects.update(language="en")
    response = post(client, "/tokens/999/revoke", headers=bearer(nikos))
    assert response["Content-Language"] == "en" and "There is no" in response.json()["detail"]


def test_pages_do_not_follow_accept_language(client, db):
    page = client.get("/sign-in/", headers={"Accept-Language": "en"})
    assert "Σύνδεση" in page.content.decode()


def test_tokens_are_made_listed_and_revoked(client, nikos):
    headers = bearer(nikos)
    made = post(client, "/tokens", {"name": "Νέο", "scope": "read", "days": 7}, headers).json()
    listed = get(client, "/tokens", headers).json()
    assert [each["name"] for each in listed] == ["Νέο", "Δοκιμή"] and "token" not in listed[0]
    fresh = {"Authorization": f"Bearer {made['token']}"}
    assert get(client, "/me", fresh).status_code == 200
    assert post(client, f"/tokens/{made['id']}/revoke", headers=headers).status_code == 204
    assert get(client, "/me", fresh).status_code == 401
    assert Event.objects.filter(name="identity.TokenRevoked", door="api").count() == 1


def test_accounts_are_made_closed_and_opened_by_whom_they_are_ruled(client, house, nikos):
    headers = bearer(nikos)
    person = house.person("p1")
    house.appoint(person, house.left)
    asked = {"username": "dafni", "person_id": person.pk}
    made = post(client, "/accounts", asked, headers)
    assert made.status_code == 201
    account = Account.objects.get(username="dafni")
    assert account.check_password(made.json()["password"])
    path = f"/accounts/{account.pk}"
    assert post(client, f"{path}/reset-password", headers=headers).json()["password"]
    assert post(client, f"{path}/deactivate", {"reason": ""}, headers).status_code == 422
    closed = post(client, f"{path}/deactivate", {"reason": "Μετατάχθηκε"}, headers)
    assert closed.json()["is_active"] is False
    assert post(client, f"{path}/activate", headers=headers).json()["is_active"] is True
    kosmas = bearer(house.administrator("kosmas", house.right))
    for verb in ("reset-password", "activate"):
        assert post(client, f"{path}/{verb}", headers=kosmas).status_code == 404


def test_what_cannot_be_is_said_by_field(client, house, nikos):
    headers = bearer(nikos)
    person = house.person("p1")
    asked = {"username": "αdmin", "person_id": person.pk}
    response = post(client, "/accounts", asked, headers)
    assert response.status_code == 422 and set(response.json()["fields"]) == {"username"}
    for bad in ({"person_id": 10**40}, {"username": "x" * 10_000_000}, {"person_id": None}):
        assert post(client, "/accounts", {**asked, **bad}, headers).status_code == 422
    assert post(client, f"/accounts/{10**40}/activate", headers=headers).status_code == 422
    assert post(client, f"/accounts/{2**62}/activate", headers=headers).status_code == 404


def test_a_role_other_than_administrator_rules_no_account(client, house):
    headers = bearer(house.account("chief", house.root, Role.DIRECTOR, password=PASSWORD))
    assert get(client, "/accounts", headers).json() == {"items": [], "next": ""}
