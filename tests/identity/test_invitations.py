"""Invited by mail: through a real mail server, once, for a while, and by the right people."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.notices.post_office import post_office
from tests.threads import together

from pindos.config.logs import WithoutSecrets
from pindos.identity.commands import (
    accept_invitation,
    deactivate_account,
    invite_account,
    invite_person,
    reset_password,
    revoke_invitation,
)
from pindos.identity.models import Account, EntryLink
from pindos.identity.queries import invitations_for, viewer_for
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices.cipher import opened_link
from pindos.notices.commands import retry_sending, tell
from pindos.notices.jobs import forget_secret_links, send_notices
from pindos.notices.models import MailServer, Notice, Sending
from pindos.organisation.commands import add_person, appoint_person
from pindos.organisation.models import Person, Position

OWN = "πέτρινα γεφύρια του Ζαγορίου"
ADDRESS = re.compile(r"/entry/[\w-]+/")


@pytest.fixture(scope="module")
def office():
    with post_office() as running:
        yield running


@pytest.fixture
def mail(db, office):
    for each in (office.home / "mail" / "new").glob("*"):
        each.unlink()
    MailServer.objects.create(
        host="127.0.0.1", port=office.port, sender="pindos@epirus.example", is_on=True
    )
    return office


@pytest.fixture
def nefeli(chart):
    person = add_person(
        viewer=HOUSE,
        key="nefeli",
        given_name="Νεφέλη",
        family_name="Αναγνωστοπούλου-Καραγεωργίου",
        email="nefeli@epirus.example",
    )
    appoint_person(
        viewer=HOUSE,
        person_id=person.pk,
        unit="TP-FLO",
        role="technician",
        starts_on=timezone.localdate(),
    )
    return person


def invited(by, person, username="nefeli"):
    viewer = by if by is HOUSE else viewer_for(by)
    return invite_person(viewer=viewer, person_id=person.pk, username=username)


def address_in(mail, count=1):
    """The link as its reader finds it, of the newest of so many mails."""
    send_notices()
    text = mail.arrived(count)[-1].get_body(["plain"]).get_content()
    return ADDRESS.search(text).group()


def choose(client, address, password=OWN):
    page = client.get(address, follow=True).request["PATH_INFO"]
    return client.post(page, {"password": password, "again": password})


def test_somebody_is_invited_reads_the_mail_chooses_a_password_and_is_in(
    mail, nefeli, giorgos, client
):
    invited(giorgos, nefeli)
    address = address_in(mail)
    (letter,) = mail.mails()
    assert letter["To"].addresses[0].addr_spec == "nefeli@epirus.example"
    assert "Σας προσκαλεί: Γιώργος Πετρίδης" in letter.get_body(["plain"]).get_content()
    opened = client.get(address)
    assert opened["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened["Cache-Control"]
    page = client.get(opened["Location"])
    assert "Νεφέλη Αναγνωστοπούλου-Καραγεωργίου" in page.content.decode()
    response = choose(client, address)
    assert (response.status_code, response["Location"]) == (302, "/")
    account = Account.objects.get(username="nefeli")
    assert account.check_password(OWN)
    assert account.last_login is not None
    led = client.get("/")  # a technician needs a second factor, and is led to it
    assert led["Location"] == reverse("identity:factor-list")


def test_a_link_is_good_once(mail, nefeli, admin, client):
    invited(admin, nefeli)
    address = address_in(mail)
    choose(client, address)
    again = Client().get(address, follow=True)
    assert again.request["PATH_INFO"] == reverse("identity:link-over")
    assert again.status_code == 200


def test_a_look_at_the_link_uses_nothing_up(mail, nefeli, admin, client):
    """Programs that check mails for harm follow every link."""
    invited(admin, nefeli)
    address = address_in(mail)
    for _ in range(3):
        Client().get(address, follow=True)
    assert choose(client, address).status_code == 302


def test_a_weak_password_is_refused_and_the_link_stays(mail, nefeli, admin, client):
    invited(admin, nefeli)
    address = address_in(mail)
    refused = choose(client, address, "123")
    assert refused.status_code == 422
    assert EntryLink.objects.get().used_at is None
    assert choose(client, address).status_code == 302


def test_after_its_days_a_link_opens_nothing(mail, nefeli, admin, client):
    link = invited(admin, nefeli)
    address = address_in(mail)
    EntryLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    assert choose(client, address).status_code == 405  # the page that says it is over
    assert not Account.objects.get(username="nefeli").has_usable_password()


def test_a_second_mail_takes_the_place_of_the_first(mail, nefeli, admin, client):
    link = invited(admin, nefeli)
    first = address_in(mail)
    invite_account(viewer=viewer_for(admin), account_id=link.account_id)
    send_notices()
    mail.arrived(2)
    addresses = {
        ADDRESS.search(each.get_body(["plain"]).get_content()).group() for each in mail.mails()
    }
    (second,) = addresses - {first}
    assert choose(client, first).status_code == 405
    assert choose(client, second).status_code == 302
    assert EntryLink.objects.filter(used_at=None, revoked_at=None).count() == 0


@pytest.mark.parametrize("end", ["revoke", "deactivate", "one-time password", "leave"])
def test_what_ends_an_invitation(mail, nefeli, admin, client, end):
    link, viewer = invited(admin, nefeli), viewer_for(admin)
    address = address_in(mail)
    if end == "revoke":
        revoke_invitation(viewer=viewer, invitation_id=link.pk)
    elif end == "deactivate":
        deactivate_account(viewer=viewer, username="nefeli", reason="Δεν ήρθε.")
    elif end == "one-time password":
        reset_password(viewer=viewer, username="nefeli")
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        Position.objects.filter(person=nefeli.pk).update(starts_on=yesterday, ends_on=yesterday)
    assert choose(client, address).status_code == 405


def test_the_secret_stands_in_the_mail_and_nowhere_else(mail, nefeli, admin, client, caplog):
    caplog.set_level(logging.DEBUG)
    link = invited(admin, nefeli)
    sending = Sending.objects.get()
    address = opened_link(sending.link)
    secret = address.split("/")[-2]
    assert secret not in sending.link
    assert link.digest != secret
    send_notices()
    sending.refresh_from_db()
    assert (sending.state, sending.link) == (Sending.State.SENT, "")
    choose(client, address)
    kept = [
        *Event.objects.values_list("payload", flat=True),
        *Change.objects.values_list("before", "after"),
        *Notice.objects.values_list("title", "text", "url"),
        *Sending.objects.values_list("answer", "last_error"),
        *EntryLink.objects.values_list("digest", flat=True),
    ]
    assert secret not in str(kept)
    assert secret not in caplog.text


def test_a_line_of_the_log_never_holds_the_secret():
    record = logging.LogRecord(
        "django.request", 30, "", 0, "Not Found: %s", ("/entry/μυστικό-abc/",), None
    )
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /entry/…/"


def test_the_session_that_came_by_a_link_holds_it_sealed(mail, nefeli, admin, client):
    invited(admin, nefeli)
    address = address_in(mail)
    client.get(address)
    assert address.split("/")[-2] not in str(dict(client.session.items()))


def test_a_mail_that_did_not_leave_in_time_keeps_no_link(nefeli, admin, db):
    MailServer.objects.create(host="127.0.0.1", port=9, sender="pindos@example.gr", is_on=True)
    link = invited(admin, nefeli)
    Sending.objects.update(good_until=timezone.now())
    assert forget_secret_links() == 1
    assert Sending.objects.get().link == ""
    send_notices()
    sending = Sending.objects.get()
    assert (sending.state, sending.why) == (
        Sending.State.FAILED,
        "Ο σύνδεσμός του δεν ισχύει πια. Ζητήστε να σταλεί νέος.",
    )
    retry_sending(viewer=viewer_for(admin), sending_id=sending.pk)
    send_notices()
    assert Sending.objects.get().state == Sending.State.FAILED
    assert link.expires_at > timezone.now()


def test_a_secret_letter_is_never_bundled_with_others(mail, nefeli, admin):
    invited(admin, nefeli)
    for n in range(3):
        tell(
            person_ids=[nefeli.pk],
            key=f"e{n}",
            kind="x",
            about="a:1",
            say=lambda: ("Νέο", "Κάτι"),
        )
    send_notices()
    bodies = [each.get_body(["plain"]).get_content() for each in mail.arrived(2)]
    assert sum("/entry/" in each for each in bodies) == 1


def test_without_a_mail_server_or_an_address_nobody_is_invited(nefeli, admin):
    with pytest.raises(Refused, match="Δεν φεύγουν μηνύματα"):
        invited(admin, nefeli)
    assert not Account.objects.filter(username="nefeli").exists()
    MailServer.objects.create(host="127.0.0.1", port=9, sender="pindos@example.gr", is_on=True)
    Person.objects.filter(pk=nefeli.pk).update(email="")
    with pytest.raises(Refused, match="διεύθυνση ηλεκτρονικού ταχυδρομείου"):
        invited(admin, nefeli)


def test_heads_invite_the_plain_people_of_their_own_units_only(mail, nefeli, giorgos, kosmas):
    kyria = add_person(viewer=HOUSE, key="kyria", family_name="Κυρία", email="k@example.gr")
    with pytest.raises(NotFound):  # stands nowhere
        invited(giorgos, kyria, "kyria")
    appoint_person(
        viewer=HOUSE,
        person_id=kyria.pk,
        unit="TP-FLO",
        role="administrator",
        starts_on="2026-01-01",
    )
    with pytest.raises(NotFound):  # may do more than the head
        invited(giorgos, kyria, "kyria")
    with pytest.raises(NotFound):  # no head
        invited(kosmas, nefeli)
    appoint_person(
        viewer=HOUSE, person_id=nefeli.pk, unit="TP-KOZ", role="technician", starts_on="2026-01-01"
    )
    with pytest.raises(NotFound):  # stands elsewhere too
        invited(giorgos, nefeli)


def test_heads_see_the_open_invitations_of_their_own_people(mail, nefeli, giorgos, admin, iason):
    link = invited(admin, nefeli)
    assert list(invitations_for(viewer_for(giorgos))) == [link]
    assert list(invitations_for(viewer_for(admin))) == [link]
    assert not invitations_for(viewer_for(iason)).exists()
    event = Event.objects.get(name="identity.PersonInvited")
    assert (event.capacity, event.actor_id) == ("administrator", admin.pk)


def test_who_has_signed_in_is_not_invited_again(mail, nefeli, admin, client):
    link = invited(admin, nefeli)
    choose(client, address_in(mail))
    with pytest.raises(Refused, match="έχει ήδη συνδεθεί"):
        invite_account(viewer=viewer_for(admin), account_id=link.account_id)
    with pytest.raises(Refused, match="έχει ήδη λογαριασμό"):
        invited(admin, nefeli, "allo")


def test_pages_api_and_command_line_invite_list_and_withdraw(mail, nefeli, admin, client):
    client.force_login(admin)
    found = client.get(reverse("identity:person-invite"), {"q": "νεφελη"}).content.decode()
    assert f"?person={nefeli.pk}" in found
    form = {"person": nefeli.pk, "username": "nefeli"}
    sent = client.post(reverse("identity:person-invite"), form, follow=True)
    assert "nefeli@epirus.example" in sent.content.decode()
    account = Account.objects.get(username="nefeli")
    shown = client.get(reverse("identity:account-show", args=[account.pk])).content.decode()
    assert reverse("identity:account-invite", args=[account.pk]) in shown
    client.post(reverse("identity:account-invite", args=[account.pk]))
    (link,) = EntryLink.objects.filter(revoked_at=None)
    listed = client.get("/api/v1/invitations").json()["items"]
    assert [(each["id"], each["username"]) for each in listed] == [(link.pk, "nefeli")]
    assert link.digest not in str(listed)
    client.post(reverse("identity:invitation-revoke", args=[link.pk]))
    assert client.get("/api/v1/invitations").json()["items"] == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_come_by_one_link_at_once_one_is_let_in():
    person = add_person(viewer=HOUSE, key="dio", family_name="Δύο", email="dio@example.gr")
    MailServer.objects.create(host="127.0.0.1", port=9, sender="pindos@example.gr", is_on=True)
    invite_person(viewer=HOUSE, person_id=person.pk, username="dio")
    secret = opened_link(Sending.objects.get().link).split("/")[-2]

    came = []

    def accept():
        try:
            accept_invitation(viewer=NOBODY, secret=secret, password=OWN)
        except NotFound:
            came.append("late")
        else:
            came.append("in")

    together(accept, accept)
    assert sorted(came) == ["in", "late"]


def test_names_that_are_taken_or_unfit_make_no_account(mail, nefeli, admin, dafni):
    with pytest.raises(Invalid):
        invited(admin, nefeli, "Δάφνη και κάτι")
    with pytest.raises(Invalid):
        invited(admin, nefeli, "DAFNI")
    assert not EntryLink.objects.exists()
