import unicodedata
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.identity.conftest import PASSWORD, yesterday
from tests.threads import together

from pindos.identity.commands import (
    NotSignedIn,
    TooSoon,
    deactivate_account,
    forget_attempts,
    reset_password,
    set_password,
    sign_in,
)
from pindos.identity.models import Account, Attempt
from pindos.identity.queries import viewer_for
from pindos.identity.rules import BY_ADDRESS, BY_NAME
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.models import Event
from pindos.kernel.origin import coming_from

WRONG = "Το όνομα ή ο κωδικός δεν είναι σωστά."


@pytest.fixture
def dafni(house):
    return house.account("dafni", house.left, password=PASSWORD)


def send(client, username="dafni", password=PASSWORD, address="10.0.0.1", **more):
    data = {"username": username, "password": password, **more}
    return client.post(reverse("identity:sign-in"), data, REMOTE_ADDR=address)


def attempt(username="dafni", password=PASSWORD, address="10.0.0.1"):
    with coming_from("web", address):
        return sign_in(viewer=NOBODY, username=username, password=password)


def fail(times, username="dafni", address="10.0.0.1"):
    for _ in range(times):
        with pytest.raises(NotSignedIn):
            attempt(username, "λάθος κωδικός", address)


def test_sign_in_opens_a_session_and_is_on_record_with_its_address(client, dafni):
    before = client.session.session_key
    response = send(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session.session_key not in (None, before)
    event = Event.objects.get(name="identity.SignedIn")
    assert (event.actor_id, event.address, event.door, event.audience) == (
        dafni.pk,
        "10.0.0.1",
        "web",
        "security",
    )


def test_a_session_that_was_there_before_gets_another_key(client, dafni):
    client.cookies["sessionid"] = client.session.session_key or ""
    session = client.session
    session["basket"] = 1
    session.save()
    old = session.session_key
    send(client)
    assert client.session.session_key != old and not Session.objects.filter(pk=old).exists()


@pytest.mark.parametrize(
    "typed", ["ΓΙΏΡΓΟΣ", "γιωργος", unicodedata.normalize("NFD", "γιώργος"), " Γιώργος "]
)
def test_a_greek_name_signs_in_however_it_is_typed(client, house, typed):
    house.account("γιώργος", house.left, password=PASSWORD)
    password = unicodedata.normalize("NFD", PASSWORD)
    assert send(client, typed, password).status_code == 302


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(client, dafni):
    wrong = send(client, password="λάθος κωδικός")
    unknown = send(client, username="nobody", password="λάθος κωδικός")
    assert wrong.status_code == unknown.status_code == 422
    assert WRONG in wrong.content.decode()
    blank = [page.content.decode().replace("nobody", "dafni") for page in (wrong, unknown)]
    tokens = [page.context["csrf_token"] for page in (wrong, unknown)]
    assert blank[0].replace(str(tokens[0]), "") == blank[1].replace(str(tokens[1]), "")


@pytest.mark.parametrize("username", ["dafni", "nobody", "robot", "closed"])
def test_a_password_is_hashed_once_whatever_the_name(dafni, house, username):
    house.account("robot", house.left)
    house.account("closed", house.left, password=PASSWORD)
    deactivate_account(viewer=HOUSE, username="closed", reason="Δοκιμή")
    with (
        patch.object(
            hashers.get_hasher().__class__, "encode", autospec=True, side_effect=lambda *_: "x"
        ) as encode,
        patch.object(
            hashers.get_hasher().__class__, "verify", autospec=True, return_value=False
        ) as verify,
    ):
        fail(1, username)
    assert encode.call_count + verify.call_count == 1


def test_both_failures_are_events_and_an_unknown_name_is_not_kept(dafni):
    fail(1)
    fail(1, "κωδικός-στο-λάθος-πεδίο")
    known, unknown = Event.objects.filter(name="identity.SignInFailed").order_by("id")
    assert known.subject == f"identity.account:{dafni.pk}" and known.address == "10.0.0.1"
    assert unknown.payload == {"account_id": None}
    said = str(list(Event.objects.values())) + str(list(Attempt.objects.values()))
    assert "λάθος-πεδίο" not in said


def test_after_five_failures_the_name_waits_also_with_the_right_password(client, dafni):
    fail(BY_NAME.free)
    response = send(client)
    assert response.status_code == 429
    assert 25 <= int(response["Retry-After"]) <= 30
    assert "Δοκιμάστε ξανά σε 30 δευτερόλεπτα" in response.content.decode()
    with pytest.raises(TooSoon):
        attempt(address="10.0.0.9")


def test_a_refused_try_does_not_lengthen_the_pause(dafni):
    fail(BY_NAME.free)
    for _ in range(3):
        with pytest.raises(TooSoon) as refusal:
            attempt()
    assert refusal.value.seconds <= 30 and Attempt.objects.count() == BY_NAME.free


def test_after_the_pause_the_right_password_works_and_a_wrong_one_doubles_it(dafni):
    fail(BY_NAME.free)
    Attempt.objects.update(at=timezone.now() - timedelta(seconds=31))
    fail(1)
    with pytest.raises(TooSoon) as refusal:
        attempt()
    assert 55 <= refusal.value.seconds <= 60
    Attempt.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert attempt() == dafni


def test_an_address_waits_whatever_names_it_tries(house, dafni):
    for number in range(BY_ADDRESS.free):
        fail(1, f"guess-{number}", "10.6.6.6")
    with pytest.raises(TooSoon):
        attempt(address="10.6.6.6")
    assert attempt(address="10.0.0.1") == dafni


def test_a_right_password_lifts_no_other_address(dafni):
    fail(BY_NAME.free - 1, address="10.6.6.6")
    assert attempt(address="10.0.0.1") == dafni
    fail(1, address="10.6.6.6")
    with pytest.raises(TooSoon):
        attempt(address="10.6.6.6")


def test_ones_own_account_does_not_wash_the_address_clean(house, dafni):
    house.account("eve", house.right, password=PASSWORD)
    for number in range(BY_ADDRESS.free):
        fail(1, f"guess-{number}", "10.6.6.6")
        if number % 5 == 0:
            attempt("eve", address="10.6.6.6")
    with pytest.raises(TooSoon):
        attempt("eve", address="10.6.6.6")


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_not_free(house):
    house.account("dafni", house.left, password=PASSWORD)
    refused = []

    def guess():
        try:
            attempt(password="λάθος κωδικός")
        except TooSoon:
            refused.append("later")
        except NotSignedIn:
            refused.append("wrong")

    together(guess, times=12)
    assert refused.count("wrong") == BY_NAME.free and len(refused) == 12


def test_what_slows_nobody_down_any_more_is_forgotten(dafni):
    fail(2)
    first = Attempt.objects.first()
    Attempt.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(hours=25))
    assert forget_attempts() == 1 and Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/me/", "/me/"),
        ("/tickets/?state=new", "/tickets/?state=new"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:evil.example", "/"),
        ("/sign-out/", "/"),
        ("\x00/me/", "/"),
        ("", "/"),
    ],
)
def test_next_leads_to_our_own_pages_only(client, dafni, wanted, reached):
    assert send(client, next=wanted)["Location"] == reached


@pytest.mark.parametrize("name", ["nul\x00l", "\u202einfad", "x" * 10_000_000, "α" * 151, ""])
def test_a_name_that_cannot_be_is_answered_by_the_form(client, dafni, name):
    response = send(client, username=name)
    page = response.content.decode()
    assert response.status_code == 422 and len(page) < 50_000
    assert "\x00" not in page and "\u202e" not in page and PASSWORD not in page


def test_a_password_of_ten_megabytes_is_not_hashed(client, dafni):
    with patch.object(hashers.get_hasher().__class__, "encode") as encode:
        assert send(client, username="nobody", password="x" * 10_000_000).status_code == 422
    assert not encode.called


def test_the_page_speaks_greek_and_works_without_a_script(client, db):
    page = client.get(reverse("identity:sign-in"))
    text = page.content.decode()
    assert page.status_code == 200 and len(text) < 50_000
    for words in ("Σύνδεση", "Όνομα χρήστη", "Κωδικός", "Ξέχασα τον κωδικό μου"):
        assert words in text
    assert "onclick" not in text and "style=" not in text


def test_sign_out_ends_the_session_only_by_post(client, dafni):
    send(client)
    assert client.get(reverse("identity:sign-out")).status_code == 405
    assert client.get(reverse("identity:me")).status_code == 200
    response = client.post(reverse("identity:sign-out"), follow=True)
    assert "Αποσυνδεθήκατε" in response.content.decode()
    assert client.get(reverse("identity:me")).status_code == 302
    assert Event.objects.filter(name="identity.SignedOut", actor_id=dafni.pk).count() == 1


def test_sign_in_needs_the_token_of_its_form(dafni):
    assert send(Client(enforce_csrf_checks=True)).status_code == 403


def ended(client):
    response = client.get(reverse("identity:me"))
    return response.status_code == 302 and reverse("identity:sign-in") in response["Location"]


def test_another_password_ends_every_session(client, dafni):
    send(client)
    assert not ended(client)
    set_password(viewer=viewer_for(dafni), password="Άλλος-κωδικός-77")
    assert ended(client)


def test_a_one_time_password_ends_every_session(client, dafni):
    send(client)
    reset_password(viewer=HOUSE, username="dafni")
    assert ended(client)


def test_deactivation_ends_every_session_for_good(client, dafni):
    send(client)
    deactivate_account(viewer=HOUSE, username="dafni", reason="Μετατάχθηκε")
    assert ended(client)
    Account.objects.update(is_active=True)
    assert ended(client)


def test_the_end_of_the_last_position_ends_the_session(client, dafni):
    send(client)
    dafni.person.positions.update(ends_on=yesterday())
    assert ended(client)
    dafni.person.positions.update(ends_on=None)
    assert ended(client)


def test_a_closed_account_is_told_so_only_with_the_right_password(dafni):
    deactivate_account(viewer=HOUSE, username="dafni", reason="Μετατάχθηκε")
    with pytest.raises(NotSignedIn, match="απενεργοποιημένος"):
        attempt()
    with pytest.raises(NotSignedIn, match="σωστά"):
        attempt(password="λάθος κωδικός")


def test_a_signed_in_request_takes_four_queries_before_the_page(
    client, dafni, django_assert_max_num_queries
):
    send(client)
    with django_assert_max_num_queries(4):
        client.get("/healthz")
