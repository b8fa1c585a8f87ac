"""Every page of the desk, for every role: who may open it, and who may not know of it."""

import pytest
from django.urls import reverse
from tests.servicedesk.desk import opened


@pytest.fixture
def ticket(anthi):
    return opened(anthi)


def page(client, account, name, *args):
    client.force_login(account)
    return client.get(reverse(f"servicedesk:{name}", args=args))


ELSEWHERE = {("elegktis", "today"), ("anthi", "ticket-list"), ("anthi", "referral-list")}
EVERYBODY = [
    "anthi",
    "dafni",
    "giorgos",
    "iason",
    "ioanna",
    "thaleia",
    "kosmas",
    "admin",
    "elegktis",
]
THEIRS = {"anthi", "dafni", "giorgos", "iason", "ioanna", "thaleia", "admin", "elegktis"}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    "name", ["today", "report", "ticket-list", "ticket-mine", "referral-list"]
)
def test_every_list_opens_for_everybody(request, client, who, name, ticket):
    answer = page(client, request.getfixturevalue(who), name)
    assert answer.status_code == (302 if (who, name) in ELSEWHERE else 200)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_ticket_is_seen_by_its_own_unit_and_those_above_only(request, client, who, ticket):
    answer = page(client, request.getfixturevalue(who), "ticket-show", ticket.number)
    assert answer.status_code == (200 if who in THEIRS else 404)
