"""Forgotten passwords: the same answer for everybody, and a link that only its reader gets."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.identity.conftest import PASSWORD, yesterday
from tests.identity.test_invitations import OWN, address_in, choose
from tests.identity.test_invitations import mail as mail
from tests.identity.test_invitations import office as office

from pindos.identity import totp
from pindos.identity.commands import (
    TooSoon,
    add_app,
    ask_renewal,
    begin_sitting,
    create_token,
    end_access_of_who_left,
    set_password,
    sign_in,
)
from pindos.identity.models import Account, EntryLink, Sitting
from pindos.identity.queries import (
    has_access_today,
    viewer_for,
    viewer_of_account,
    with_access_today,
)
from pindos.kernel.access import NOBODY
from pindos.kernel.deliveries import drain
from pindos.kernel.models import Event
from pindos.kernel.origin import coming_from
from pindos.notices.commands import tell
from pindos.notices.jobs import send_notices
from pindos.notices.models import Notice, Sending
from pindos.organisation.models import Person, Position

ASK = "/sign-in/forgotten/"
TOKEN = re.compile(r'csrfmiddlewaretoken"[^>]*')  # another one in every answer


@pytest.fixture
def eleni(house):
    account = house.account("eleni", house.left, password=PASSWORD)
    Person.objects.filter(pk=account.person_id).update(email="eleni@epirus.example")
    return Account.objects.get(pk=account.pk)


def asked(name="eleni", address="10.0.0.1"):
    with coming_from("web", address):
        ask_renewal(viewer=NOBODY, name=name)
    drain()


def test_whoever_forgot_the_password_gets_a_mail_chooses_another_and_is_told(mail, eleni, client):
    elsewhere = Client()
    elsewhere.force_login(eleni)
    client.post(ASK, {"name": "eleni"})
    drain()
    response = choose(client, address_in(mail))
    assert response["Location"] == "/"
    eleni.refresh_from_db()
    assert eleni.check_password(OWN)
    assert elsewhere.get(reverse("identity:me"))["Location"].startswith(
        reverse("identity:sign-in")
    )
    drain()
    send_notices()
    told = [each["Subject"] for each in mail.arrived(2)]
    assert any("άλλαξε" in each for each in told)
    assert Event.objects.filter(name="identity.PasswordRenewed").count() == 1


@pytest.mark.parametrize("name", ["ELENI@Epirus.Example", " Eleni ", "eleni"])
def test_the_name_or_the_address_is_enough_however_typed(mail, eleni, name):
    asked(name)
    assert EntryLink.objects.count() == 1


@pytest.mark.parametrize("name", ["%", "@", "eleni@", "el*", "\x00", "ελενη"])
def test_nothing_less_than_the_whole_name_finds_an_account(mail, eleni, name):
    asked(name)
    assert not EntryLink.objects.exists()


def test_the_page_says_the_same_whether_there_is_such_an_account_or_not(mail, eleni, client):
    said = []
    for name in ("eleni", "kanenas", "eleni@epirus.example"):
        page = client.post(ASK, {"name": name}, REMOTE_ADDR="10.1.0.1")
        said.append((page.status_code, TOKEN.sub("", page.content.decode())))
    assert len(set(said)) == 1
    assert "kanenas" not in said[0][1]


def test_the_work_is_the_same_for_a_name_that_is_there_and_one_that_is_not(mail, eleni):
    """No query more: whatever takes time is done by a worker after the answer."""
    done = []
    for name in ("eleni", "kanenas"):
        with coming_from("web", "10.2.0.1"), CaptureQueriesContext(connection) as seen:
            ask_renewal(viewer=NOBODY, name=name)
        done.append([query["sql"].split()[0] for query in seen.captured_queries])
    assert done[0] == done[1]
    assert len(done[0]) <= 12


def test_no_mail_for_the_closed_those_who_left_and_those_without_an_address(mail, house, eleni):
    Account.objects.filter(pk=eleni.pk).update(is_active=False)
    asked()
    Account.objects.filter(pk=eleni.pk).update(is_active=True)
    Position.objects.filter(person=eleni.person_id).update(ends_on=yesterday())
    asked()
    Position.objects.filter(person=eleni.person_id).update(ends_on=None)
    Person.objects.filter(pk=eleni.person_id).update(email="")
    asked()
    assert not EntryLink.objects.exists()


def test_asking_is_paced_for_a_name_and_for_an_address(mail, eleni):
    for _ in range(3):
        asked()
    with pytest.raises(TooSoon):
        asked(address="10.9.9.9")
    with pytest.raises(TooSoon):
        for n in range(30):
            asked(f"name{n}", address="10.4.0.4")
    with coming_from("web", "10.9.9.9"):  # counted apart: it keeps nobody from signing in
        assert sign_in(viewer=NOBODY, username="eleni", password=PASSWORD) == eleni


def test_the_page_says_how_long_to_wait(mail, eleni, client):
    for _ in range(3):
        client.post(ASK, {"name": "kanenas"})
    refused = client.post(ASK, {"name": "kanenas"})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_an_account_gets_three_links_an_hour_under_whatever_name_it_is_asked_for(mail, eleni):
    for n, name in enumerate(["eleni", "eleni", "eleni@epirus.example", "ELENI@epirus.example"]):
        asked(name, address=f"10.5.0.{n}")
    assert EntryLink.objects.count() == 3


def test_the_link_is_good_for_an_hour_once_and_only_the_newest(mail, eleni, client):
    asked()
    first = address_in(mail)
    asked()
    send_notices()
    link = EntryLink.objects.get(revoked_at=None)
    assert timedelta(minutes=59) < link.expires_at - timezone.now() <= timedelta(hours=1)
    assert choose(client, first).status_code == 405
    EntryLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    mail.arrived(2)
    assert choose(client, address_in(mail, 2)).status_code == 405
    eleni.refresh_from_db()
    assert eleni.check_password(PASSWORD)


def test_another_password_meanwhile_ends_the_link(mail, eleni, client):
    asked()
    set_password(viewer=viewer_for(eleni), password="λιθόστρωτα καλντερίμια")
    assert choose(client, address_in(mail)).status_code == 405


def test_a_mailbox_is_no_second_factor(mail, eleni, client):
    secret = totp.new_secret()
    code = totp.code_at(secret, timezone.now())
    add_app(viewer=viewer_for(eleni), name="Κινητό", secret=secret, code=code)
    asked()
    mails = [each for each in _all(mail) if "/entry/" in each]
    assert len(mails) == 1
    response = choose(client, _address(mails[0]))
    assert response["Location"] == reverse("identity:sign-in-factor")
    assert "_auth_user_id" not in client.session


def test_several_accounts_of_one_mailbox_get_a_mail_each(mail, house, eleni):
    other = house.account("grammateia", house.left, password=PASSWORD)
    Person.objects.filter(pk=other.person_id).update(email="eleni@epirus.example")
    asked("eleni@epirus.example")
    assert EntryLink.objects.count() == 2
    send_notices()
    bodies = [each.get_body(["plain"]).get_content() for each in mail.arrived(2)]
    assert sum("Το όνομα χρήστη σας: grammateia" in each for each in bodies) == 1


def test_access_ends_with_the_day_of_the_last_position(mail, eleni, client):
    token = create_token(viewer=viewer_for(eleni), username="eleni", scope="all", name="Πρόγραμμα")
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    client.force_login(eleni)
    assert has_access_today(eleni.person_id)
    Position.objects.filter(person=eleni.person_id).update(ends_on=timezone.localdate())
    assert Client().get("/api/v1/me", **bearer).status_code == 200  # the last day is a day
    assert client.get(reverse("identity:me")).status_code == 200
    Position.objects.filter(person=eleni.person_id).update(ends_on=yesterday())
    assert Client().get("/api/v1/me", **bearer).status_code == 401
    assert client.get(reverse("identity:me")).status_code == 302
    assert not has_access_today(eleni.person_id)
    assert viewer_of_account(eleni.pk) == NOBODY  # what saved views are sent in the name of


def test_whoever_has_left_is_told_nothing_and_mail_under_way_stops(mail, eleni, house):
    stays = house.account("stays", house.left)
    Person.objects.filter(pk=stays.person_id).update(email="stays@epirus.example")

    def told(key):
        ids = [eleni.person_id, stays.person_id]
        tell(person_ids=ids, key=key, kind="x", about="a:1", say=lambda: ("Νέο", "Κάτι"))

    told("before")
    Position.objects.filter(person=eleni.person_id).update(ends_on=yesterday())
    told("after")
    assert Notice.objects.filter(person=eleni.person_id).count() == 1
    send_notices()
    states = dict(Sending.objects.values_list("address", "state"))
    assert states == {
        "eleni@epirus.example": Sending.State.FAILED,
        "stays@epirus.example": Sending.State.SENT,
    }


def test_what_has_ended_does_not_come_to_life_with_another_position(mail, eleni, house):
    token = create_token(viewer=viewer_for(eleni), username="eleni", scope="read", name="Π")
    begin_sitting(account=eleni, key="κλειδί", browser="", address="")
    asked()
    Position.objects.filter(person=eleni.person_id).update(ends_on=yesterday())
    assert (end_access_of_who_left(), end_access_of_who_left()) == (1, 0)
    house.appoint(Person.objects.get(pk=eleni.person_id), house.right)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert Client().get("/api/v1/me", **bearer).status_code == 401
    assert not Sitting.objects.exists()
    assert not EntryLink.objects.filter(revoked_at=None).exists()
    event = Event.objects.get(name="identity.AccessEnded")
    assert (event.payload["tokens"], event.payload["sessions"]) == (1, 1)


def test_whoever_never_held_a_position_and_whoever_still_holds_one_keeps_access(house, db):
    never = house.account("never")
    both = house.account("both", house.left)
    house.appoint(Person.objects.get(pk=both.person_id), house.right, ends=yesterday())
    closed = house.account("closed", house.left)
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    people = [each.person_id for each in (never, both, closed)]
    assert with_access_today(people) == {never.person_id, both.person_id}
    for each in (never, both):
        create_token(viewer=viewer_for(each), username=each.username, scope="read", name="Π")
    assert end_access_of_who_left() == 0


def _all(mail):
    send_notices()
    return [each.get_body(["plain"]).get_content() for each in mail.mails()]


def _address(text):
    start = text.index("/entry/")
    return text[start:].split()[0]
