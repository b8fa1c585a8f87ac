"""An account that goes too fast is told how long to wait; nobody else feels it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from pindos.config import limits


@pytest.fixture
def slow(settings, monkeypatch):
    """Eight requests a minute for each account, two at once; a fresh count, time stands still."""
    settings.REQUESTS_PER_MINUTE = 8
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 1000.0))


def client_of(account, address="192.0.2.1"):
    client = Client(REMOTE_ADDR=address)
    if account:
        client.force_login(account)
    return client


def test_too_many_requests_are_answered_with_the_seconds_to_wait(slow, dafni):
    client = client_of(dafni)
    answers = [client.get("/help/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 8
    words = answers[-1].content.decode()
    assert "Περιμένετε" in words
    assert answers[-1].headers["Retry-After"] in words


def test_the_api_is_told_so_in_json(slow, dafni):
    client = client_of(dafni)
    answers = [client.get("/api/v1/me") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "Περιμένετε" in answers[-1].json()["detail"]


def test_a_colleague_at_the_same_address_goes_on(slow, dafni, giorgos):
    clients = client_of(dafni), client_of(giorgos)
    for _ in range(3):
        clients[0].get("/help/")
    assert clients[1].get("/help/").status_code == 200


def test_visitors_are_counted_by_their_address(slow, db):
    first, other = client_of(None), client_of(None, "192.0.2.7")
    answers = [first.get("/help/").status_code for _ in range(21)]
    assert answers[-1] == 429
    assert answers.count(200) == 20
    assert other.get("/help/").status_code == 200


def test_bad_tokens_are_counted_too(slow, db):
    client = client_of(None)
    wrong = {"Authorization": "Bearer den-yparxei"}
    answers = [client.get("/api/v1/me", headers=wrong).status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_what_machines_ask_about_health_is_never_refused(slow, db):
    client = client_of(None)
    assert {client.get("/healthz").status_code for _ in range(40)} == {200}
