from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from tests.identity.conftest import PASSWORD, yesterday

from pindos.identity.commands import (
    deactivate_account,
    end_session,
    forget_ended_sessions,
    reset_password,
    sittings,
)
from pindos.identity.models import Sitting
from pindos.identity.queries import viewer_for
from pindos.identity.rules import browser_and_system
from pindos.identity.store import SessionStore, kept_as
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import NotFound
from pindos.kernel.models import Event
from pindos.organisation.models import Position

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def anthi(house):
    return house.account("anthi", house.left, password=PASSWORD)


def sign_in(client, agent=FIREFOX, address="10.0.0.1"):
    data = {"username": "anthi", "password": PASSWORD}
    path = reverse("identity:sign-in")
    return client.post(path, data, headers={"user-agent": agent}, REMOTE_ADDR=address)


def test_the_table_of_sessions_holds_no_key_that_opens_one(client, anthi):
    sign_in(client)
    key = client.cookies["sessionid"].value
    assert not Session.objects.filter(pk=key).exists()
    kept = Session.objects.get(pk=kept_as(key)).pk
    thief = type(client)()
    thief.cookies["sessionid"] = kept
    assert thief.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_a_key_of_ones_own_choosing_opens_no_session(client, anthi):
    client.cookies["sessionid"] = "chosen0chosen0chosen0chosen0ab"
    sign_in(client)
    assert client.cookies["sessionid"].value != "chosen0chosen0chosen0chosen0ab"


def test_a_session_whose_text_was_changed_by_hand_is_none(client, anthi):
    sign_in(client)
    assert client.get("/me/").status_code == 200
    row = Session.objects.get()
    text = row.session_data
    row.session_data = text[:-1] + ("A" if text[-1] != "A" else "B")
    row.save()
    assert client.get("/me/").status_code == 302
    row.session_data = text
    row.save()
    assert client.get("/me/").status_code == 200


def test_what_one_request_changes_in_its_session_no_other_reads_before_it_is_kept(client, anthi):
    sign_in(client)
    row = Session.objects.get()
    first, second = SessionStore(), SessionStore()
    found = first.decode(row.session_data)
    found["added"] = True
    assert "added" not in second.decode(row.session_data)


def test_one_sees_where_one_is_signed_in_and_ends_it(client, anthi):
    sign_in(client)
    other = type(client)()
    sign_in(other, agent="curl/8", address="2001:db8::1")
    text = client.get(reverse("identity:session-list")).content.decode()
    for words in ("Firefox σε Windows", "10.0.0.1", "Άγνωστος περιηγητής", "2001:db8::1"):
        assert words in text
    assert text.count("αυτή εδώ") == 1
    row = Sitting.objects.get(browser="curl/8")
    assert client.post(reverse("identity:session-end", args=[row.pk])).status_code == 302
    assert other.get("/me/").status_code == 302 and client.get("/me/").status_code == 200
    assert Event.objects.get(name="identity.SessionsEnded").payload["count"] == 1


def test_all_others_end_at_once(client, anthi):
    sign_in(client)
    others = [type(client)() for _ in range(3)]
    for each in others:
        sign_in(each)
    client.post(reverse("identity:session-end-others"))
    assert client.get("/me/").status_code == 200 and Sitting.objects.count() == 1
    assert [each.get("/me/").status_code for each in others] == [302] * 3


def test_nobody_ends_the_session_of_another(client, house, anthi):
    sign_in(client)
    kosmas = house.account("kosmas", house.left)
    with pytest.raises(NotFound):
        end_session(viewer=viewer_for(kosmas), sitting_id=Sitting.objects.get().pk)


def test_an_administrator_signs_a_person_out_but_no_stranger_does(client, house, anthi):
    sign_in(client)
    browser, path = type(client)(), reverse("identity:account-end-sessions", args=[anthi.pk])
    browser.force_login(house.administrator("stranger", house.elsewhere))
    assert browser.post(path).status_code == 404 and client.get("/me/").status_code == 200
    browser.force_login(house.administrator("admin", house.root))
    page = browser.get(reverse("identity:account-show", args=[anthi.pk])).content.decode()
    assert "Firefox σε Windows" in page
    assert browser.post(path).status_code == 302 and client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    "act",
    [
        lambda: reset_password(viewer=HOUSE, username="anthi"),
        lambda: deactivate_account(viewer=HOUSE, username="anthi", reason="Μετάταξη"),
    ],
)
def test_what_ends_the_access_ends_the_sessions(client, anthi, act):
    sign_in(client)
    act()
    assert not Sitting.objects.exists() and client.get("/me/").status_code == 302


def test_a_position_that_has_ended_ends_the_session_at_the_next_page(client, anthi):
    sign_in(client)
    Position.objects.update(ends_on=yesterday())
    assert client.get("/me/").status_code == 302 and not Sitting.objects.exists()


def test_the_last_use_is_written_once_in_a_few_minutes(
    client, anthi, monkeypatch, django_assert_num_queries
):
    sign_in(client)
    long_ago = timezone.now() - timedelta(minutes=6)
    Sitting.objects.update(seen_at=long_ago)
    monkeypatch.setattr(sittings, "_written", {})
    client.get("/me/")
    seen = Sitting.objects.get().seen_at
    assert seen > long_ago
    client.get("/me/")
    assert Sitting.objects.get().seen_at == seen


def test_signing_out_leaves_nothing(client, anthi):
    sign_in(client)
    client.post(reverse("identity:sign-out"))
    assert not Sitting.objects.exists()


def test_what_ran_out_is_forgotten_with_its_session(client, anthi):
    sign_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    assert forget_ended_sessions() == 1 and not Sitting.objects.exists()


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/5 Chrome/140 Safari/5",
            ("Chrome", "Android"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18 Safari/604", ("Safari", "iPhone")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_known_by_its_words(said, known):
    assert browser_and_system(said) == known
