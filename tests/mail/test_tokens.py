"""Mailboxes and the mail server by OAuth 2.0: a real provider, a real IMAP and SMTP server."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, build_opener, urlopen

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from tests.mail import dovecot
from tests.mail.letters import DESK, address, letter
from tests.notices.post_office import free_port, post_office
from tests.run.house import PATIENCE, until_open

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Refused
from pindos.kernel.health import Level
from pindos.kernel.models import Change, Event
from pindos.kernel.oauth import NoRedirects
from pindos.mail.checks import mailboxes
from pindos.mail.commands import add_mailbox, change_mailbox, fetch_all, try_mailbox
from pindos.mail.commands.permits import token_of
from pindos.mail.models import Arrival, Mailbox
from pindos.notices.channel import Letter
from pindos.notices.channels.smtp import Line
from pindos.notices.commands import set_mail_server

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "μυστικό-πελάτη"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The provider, a Dovecot that asks it (IMAP and submission), and Exim behind that."""
    port, log = free_port(), tmp_path_factory.mktemp("provider") / "log"
    program = Path(__file__).with_name("token_provider.py")
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    base = f"http://127.0.0.1:{port}"
    with log.open("wb") as file, post_office() as office:
        provider = subprocess.Popen(
            [sys.executable, str(program), str(port)], stdout=file, stderr=file, env=environment
        )
        tokens = dovecot.Tokens(f"{base}/introspect", free_port(), office.port)
        try:
            with dovecot.server(tokens) as imap:
                until_open(port, provider, log.read_text)
                yield SimpleNamespace(base=base, imap=imap, smtp=tokens.submission, office=office)
        finally:
            provider.terminate()
            provider.wait(PATIENCE)


@pytest.fixture
def provider(house):
    """Tells the provider what to be like; ``asked`` is how often it was asked for a token."""

    def how(**words):
        body = json.dumps(words).encode()
        wanted = Request(f"{house.base}/how", body, {"Content-Type": "application/json"})
        with urlopen(wanted) as answer:
            return SimpleNamespace(**json.load(answer))

    how(seconds=3600, asked=0)
    return how


@pytest.fixture
def box(house, admin, request, provider):
    user = f"u{abs(hash(request.node.name)) % 10**9}"
    made = dovecot.Mailbox(house.imap, user)
    made.put(letter("palio@outside.example", "Παλιό μήνυμα", subject="Παλιό"))
    made.row = add_mailbox(
        viewer=viewer_for(admin),
        password=provider(permit=user).refresh,
        client_secret=SECRET,
        **{"address": DESK, "unit": "TP-FLO", "host": "127.0.0.1", "port": house.imap},
        **{"security": "none", "username": user, "access": "oauth2", "client_id": "pindos"},
        **{"token_url": f"{house.base}/token", "authorize_url": f"{house.base}/authorize"},
        **{"scope": "imap offline_access"},
    )
    return made


def kept():
    return Mailbox.objects.get()


def test_a_mailbox_is_read_by_a_token_that_is_kept_sealed_and_renewed_before_it_ends(
    box, anthi, provider
):
    first = box.row.secret
    assert fetch_all() == 0 and not kept().trouble
    box.put(letter(address(anthi)))
    assert fetch_all() == 1
    row = kept()
    assert provider().asked == 1  # the second look went by the kept token
    assert row.secret != first and timezone.now() < row.token_until
    assert row.token_until - timezone.now() < timedelta(seconds=3300)
    token = token_of(row)
    Mailbox.objects.update(token_until=timezone.now() - timedelta(seconds=1))
    assert token_of(row) != token and provider().asked == 2
    written = json.dumps(
        [*Event.objects.values("payload"), *Change.objects.values("field", "before", "after")]
    )
    for secret in (token, SECRET):
        assert secret not in written + row.token + row.client_secret


def test_a_revoked_permit_is_said_in_words_and_no_message_is_lost(box, anthi, admin, provider):
    assert fetch_all() == 0
    box.put(letter(address(anthi)))
    provider(revoke=True)  # the kept token is turned away, a new one is not given
    assert fetch_all() == 0
    found = next(mailboxes())
    assert found.level == Level.DOWN and "invalid_grant" in found.words
    assert "νέα άδεια" in found.words
    kept_words = kept().trouble  # for readers of any language
    assert kept_words.startswith("The provider refused. Ask for a new permit.\ninvalid_grant")
    with override("en"):
        assert kept().trouble_said.startswith("The provider refused. Ask for a new permit. (inva")
    box.put(letter(address(anthi), "Δεύτερο.", subject="Άλλο"))
    change_mailbox(
        viewer=viewer_for(admin), mailbox_id=box.row.pk, password=provider(permit=box.user).refresh
    )
    assert fetch_all() == 2 and not kept().trouble
    assert Arrival.objects.count() == 2


def test_a_kept_token_that_is_turned_away_is_renewed_at_once(box, provider):
    fetch_all()
    Mailbox.objects.update(token=Mailbox.objects.get().client_secret)  # sealed, and no token
    assert fetch_all() == 0
    assert not kept().trouble and provider().asked == 2


def test_two_who_need_a_token_at_once_ask_the_provider_once(box, provider):
    got = []

    def ask():
        try:
            got.append(token_of(Mailbox.objects.get()))
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 3 and len(set(got)) == 1 and provider().asked == 1


def test_an_application_opens_a_mailbox_by_its_own_right_and_its_wrong_secret_is_said(
    box, admin, provider
):
    provider(user=box.user)
    mailbox = {"viewer": viewer_for(admin), "mailbox_id": box.row.pk}
    change_mailbox(**mailbox, access="oauth2_app", password="")
    is_open, words = try_mailbox(**mailbox)
    assert is_open, words
    change_mailbox(**mailbox, client_secret="λάθος")
    is_open, words = try_mailbox(**mailbox)
    assert not is_open and "invalid_client" in words and "μυστικό" in words
    change_mailbox(**mailbox, token_url="http://127.0.0.1:1/token")
    with pytest.raises(Refused, match="απάντησε"):
        token_of(kept())


def test_a_person_gives_the_permit_by_a_button_and_a_forged_return_gives_nothing(
    box, admin, client, provider
):
    change_mailbox(viewer=viewer_for(admin), mailbox_id=box.row.pk, password="")
    client.force_login(admin)
    page = reverse("mail:mailbox-set", args=[box.row.pk])
    asking = reverse("mail:mailbox-permit", args=[box.row.pk])
    assert asking in client.get(page).content.decode()
    there = client.get(asking).url
    assert parse_qs(urlsplit(there).query)["code_challenge_method"] == ["S256"]
    back = _agreed(there)
    assert "/mailboxes/permit/" in back
    forged = client.get(reverse("mail:mailbox-permit-back"), {"code": "x", "state": "y"})
    assert forged.url == reverse("mail:mailbox-list") and not kept().secret
    back = _agreed(client.get(asking).url)
    done = client.get(urlsplit(back).path, parse_qs(urlsplit(back).query))
    assert done.url == page and kept().secret
    fetch_all()
    assert not kept().trouble and kept().looked_at
    again = client.get(urlsplit(back).path, parse_qs(urlsplit(back).query))
    assert again.url == reverse("mail:mailbox-list")  # a code serves once


def test_the_form_is_filled_in_for_microsoft_and_google_and_nothing_is_saved(admin, client):
    client.force_login(admin)
    add = reverse("mail:mailbox-add")
    shown = client.get(add, {"provider": "microsoft", "tenant": "apdhp.example"})
    words = shown.content.decode()
    assert "login.microsoftonline.com/apdhp.example/oauth2/v2.0/token" in words
    assert "IMAP.AccessAsUser.All" in words and "/mailboxes/permit/" in words
    assert "imap.gmail.com" in client.get(add, {"provider": "google"}).content.decode()
    assert not Mailbox.objects.exists()


def test_mail_leaves_by_the_permit_of_a_mailbox_and_waits_while_it_is_revoked(
    box, house, admin, provider
):
    server = set_mail_server(
        viewer=viewer_for(admin),
        **{"host": "127.0.0.1", "port": house.smtp, "security": "none", "is_on": True},
        **{"sender": DESK, "permit_of_id": box.row.pk},
    )
    words = ("el", "Το αίτημά σας", "Λύθηκε.", "/")
    with Line(server) as line:
        fate = line.send(Letter(1, "anthi@apdhp.example", "Ανθή", *words))
    assert fate.is_gone, fate.words
    assert house.office.arrived(1)[0]["To"] == "Ανθή <anthi@apdhp.example>"
    provider(revoke=True)
    with Line(server) as line:
        fate = line.send(Letter(2, "anthi@apdhp.example", "Ανθή", *words))
    assert not fate.is_gone and not fate.is_final
    assert fate.words.startswith("The provider refused. Ask for a new permit.\ninvalid_grant")
    change_mailbox(
        viewer=viewer_for(admin), mailbox_id=box.row.pk, password=provider(permit=box.user).refresh
    )
    with Line(server) as line:
        assert line.send(Letter(2, "anthi@apdhp.example", "Ανθή", *words)).is_gone


def _agreed(url):
    """Where the provider sends the browser of somebody who says yes."""
    try:
        build_opener(NoRedirects).open(url)
    except OSError as answer:
        return answer.headers["Location"]
    raise AssertionError("no redirect")
