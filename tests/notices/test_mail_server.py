import json

import pytest
from click.testing import CliRunner
from tests.notices.people import person, post
from tests.notices.post_office import PASSWORD, post_office

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Clash, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices import cipher
from pindos.notices.cli import mail
from pindos.notices.commands import SHOWN, retry_sending, set_mail_server, tell
from pindos.notices.mail_url import read_mail_url
from pindos.notices.models import MailServer, Sending
from pindos.notices.queries import mail_server, sendings_for
from pindos.organisation.terms import Role, UnitKind

GOOD = {
    "host": "mail.epirus.example",
    "port": 587,
    "security": "starttls",
    "username": "pindos",
    "password": PASSWORD,
    "sender": "pindos@epirus.example",
    "is_on": True,
}


@pytest.fixture
def admin(db):
    return post("admin", Role.ADMINISTRATOR, email="admin@epirus.example")


@pytest.fixture
def viewer(admin):
    return viewer_for(admin)


@pytest.fixture
def signed_in(client, admin):
    client.force_login(admin)
    return client


def change(viewer, **other):
    return set_mail_server(viewer=viewer, **(GOOD | other))


def typed(**other):
    return {name: value for name, value in (GOOD | other).items() if value is not False}


def test_the_password_is_kept_encrypted_and_stands_nowhere_in_the_audit(viewer):
    server = change(viewer)
    assert PASSWORD not in server.secret and cipher.opened(server.secret) == PASSWORD
    written = json.dumps(
        [*Event.objects.values("payload"), *Change.objects.values("field", "before", "after")],
        ensure_ascii=False,
    )
    assert PASSWORD not in written and server.secret not in written
    assert '"password"' in written


def test_a_change_says_before_and_after_and_in_which_capacity(viewer):
    change(viewer)
    change(viewer, host="mail2.epirus.example", password=None)
    event = Event.objects.latest("id")
    assert (event.name, event.capacity) == ("notices.MailServerChanged", "administrator")
    assert event.unit_id in viewer.posts_as(Role.ADMINISTRATOR) and event.audience == "security"
    changes = {row.field: (row.before, row.after) for row in event.changes.all()}
    assert changes == {"host": ("mail.epirus.example", "mail2.epirus.example")}
    assert MailServer.objects.count() == 1


def test_the_password_stays_unless_a_new_one_or_none_is_wanted(viewer):
    change(viewer)
    assert cipher.opened(change(viewer, password=None).secret) == PASSWORD
    assert change(viewer, password="").secret == ""


def test_a_password_sealed_under_another_key_is_refused_in_words(viewer, settings):
    server = change(viewer)
    settings.SECRET_KEY = "another"
    with pytest.raises(Refused, match="SECRET_KEY"):
        cipher.opened(server.secret)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "mail\x00.gr"),
        ("host", "a b"),
        ("port", 0),
        ("port", 70_000),
        ("security", "none of these"),
        ("sender", "pindos"),
        ("sender", "a@b.gr\nBcc: c@d.gr"),
        ("username", "\u202eabc"),
        ("username", "α" * 201),
    ],
)
def test_what_no_server_could_be_reached_by_is_refused_by_field(viewer, field, value):
    with pytest.raises(Invalid) as wrong:
        change(viewer, **{field: value})
    assert set(wrong.value.fields) == {field} and not MailServer.objects.exists()


def test_a_field_that_both_changed_is_refused_and_another_is_not(viewer):
    first = change(viewer)
    seen = {name: getattr(first, name) for name in SHOWN}
    change(viewer, version=first.version, password=None, port=25)
    with pytest.raises(Clash) as clash:
        change(viewer, version=first.version, password=None, seen=seen, port=26)
    assert (clash.value.fields["port"].yours, clash.value.fields["port"].theirs) == (26, 25)
    now = change(viewer, version=first.version, password=None, seen=seen, host="post.example.gr")
    assert (now.host, now.port) == ("post.example.gr", 25)


def test_a_password_that_both_changed_is_refused_and_not_shown(viewer):
    first = change(viewer)
    change(viewer, version=first.version, password="μυστικό")
    with pytest.raises(Clash) as clash:
        change(viewer, version=first.version, password="άλλο")
    side = clash.value.fields["password"]
    assert side.yours is side.theirs is None


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.DIRECTOR, UnitKind.DIRECTORATE),
        (Role.AUDITOR, UnitKind.ADMINISTRATION),
        (Role.ADMINISTRATOR, UnitKind.DEPARTMENT),
    ],
)
def test_only_administrators_of_a_whole_administration_may(client, db, role, kind):
    account = post("other", role, kind=kind, key="X")
    with pytest.raises(NotFound):
        change(viewer_for(account))
    client.force_login(account)
    for page in ("/mail-server/", "/sendings/"):
        assert client.get(page).status_code == 404
    assert client.post("/mail-server/try/", {"address": "a@b.gr"}).status_code == 404
    assert client.post("/sendings/retry/").status_code == 404


def test_the_environment_gives_the_first_server_until_a_person_saves_one(viewer, settings):
    settings.SMTP_URL = (
        "smtp+starttls://user%40x:geheim%2F1@mail.given.example/?sender=p@x.example"
    )
    given = mail_server()
    assert (str(given), given.security, given.sender, given.is_on) == (
        "mail.given.example:587",
        "starttls",
        "p@x.example",
        True,
    )
    assert (given.username, cipher.opened(given.secret)) == ("user@x", "geheim/1")
    change(viewer, password=None, port=26)
    assert mail_server().port == 26 and cipher.opened(mail_server().secret) == "geheim/1"


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example:25"])
def test_an_address_that_names_no_mail_server_stops_at_once(url):
    with pytest.raises(RuntimeError, match="PINDOS_SMTP_URL"):
        read_mail_url(url)


def test_the_page_saves_and_never_shows_the_password(signed_in):
    assert signed_in.post("/mail-server/", typed()).status_code == 302
    page = signed_in.get("/mail-server/").content.decode()
    assert "mail.epirus.example" in page and PASSWORD not in page
    assert MailServer.objects.get().secret not in page
    signed_in.post("/mail-server/", typed(password="", port=25, version=1))
    assert cipher.opened(MailServer.objects.get().secret) == PASSWORD
    signed_in.post("/mail-server/", typed(password="", is_password_removed="on", version=2))
    assert MailServer.objects.get().secret == ""


def test_a_form_that_fails_keeps_every_word_but_the_password(signed_in):
    answer = signed_in.post("/mail-server/", typed(host="mail\u202e.gr", sender="κανένας"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "U+202E" in page
    assert 'value="mail.gr"' in page and 'value="κανένας"' in page and PASSWORD not in page
    assert not MailServer.objects.exists()


def test_a_test_mail_really_goes_and_the_servers_answer_is_shown(signed_in, viewer):
    with post_office() as office:
        change(
            viewer, host="127.0.0.1", port=office.port, security="none", username="", password=""
        )
        said = signed_in.post(
            "/mail-server/try/", {"address": "admin@epirus.example"}, follow=True
        ).content.decode()
        assert "250 OK id=" in said
        (arrived,) = office.arrived(1)
        assert "127.0.0.1" in arrived.get_body(["plain"]).get_content()
        said = signed_in.post(
            "/mail-server/try/", {"address": "nobody@epirus.example"}, follow=True
        ).content.decode()
        assert "550 There is no such mailbox here" in said
        ran = CliRunner().invoke(mail, ["try", "--as", "admin", "nobody@epirus.example"])
        assert (ran.exit_code, ran.output) == (1, "550 There is no such mailbox here\n")
    tried = Event.objects.filter(name="notices.MailServerTried")
    assert [event.payload["is_gone"] for event in tried.order_by("id")] == [True, False, False]


def failed(viewer, *, count=2):
    change(viewer)
    people = [person(f"p{n}", email=f"p{n}@epirus.example").pk for n in range(count)]
    tell(person_ids=people, key="e", kind="k", about="x:1", say=lambda: ("Κρυφός τίτλος", ""))
    Sending.objects.update(state="failed", attempts=10, last_error="550 όχι")


def test_a_failed_mail_goes_again_when_an_administrator_says_so(viewer):
    failed(viewer)
    one = Sending.objects.first()
    assert retry_sending(viewer=viewer, sending_id=one.pk) == 1
    one.refresh_from_db()
    assert (one.state, one.attempts) == ("waiting", 0)
    assert Event.objects.latest("id").payload == {"sending_ids": [one.pk]}
    with pytest.raises(NotFound):
        retry_sending(viewer=viewer, sending_id=one.pk)
    assert retry_sending(viewer=viewer) == 1 and retry_sending(viewer=viewer) == 0


def test_the_log_shows_fate_and_reason_and_sends_again(signed_in, viewer):
    failed(viewer)
    page = signed_in.get("/sendings/?state=failed").content.decode()
    assert "550 όχι" in page and "p1@epirus.example" in page and "Κρυφός τίτλος" not in page
    assert "p1@epirus.example" not in signed_in.get("/sendings/?state=sent").content.decode()
    assert signed_in.post("/sendings/retry/").status_code == 302
    assert not sendings_for(viewer).filter(state="failed").exists()
