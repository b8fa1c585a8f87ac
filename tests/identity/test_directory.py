"""Signing in by a real OpenLDAP: linked, mapped, shut, and what happens while it is down."""

from datetime import date

import pytest
from django.urls import reverse
from tests.identity.conftest import PASSWORD as OWN
from tests.identity.slapd import (
    BASE,
    GROUP,
    PASSWORD,
    SERVICE,
    SERVICE_PASSWORD,
    dn_of,
    free_port,
    slapd,
)

from pindos.identity.commands import (
    NotSignedIn,
    ask_renewal,
    change_password,
    confirm_password,
    create_account,
    create_token,
    plan_sync,
    reset_password,
    set_directory,
    sign_in,
    sync_directory,
    try_directory,
)
from pindos.identity.jobs import sync_people
from pindos.identity.models import Account, Directory, EntryLink, OutsideSignIn, Token
from pindos.identity.queries import viewer_for
from pindos.identity.terms import SyncKind
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices.models import MailServer, Notice
from pindos.operations.commands import pseudonymise_person
from pindos.organisation.commands import add_person, appoint_person, end_position
from pindos.organisation.models import Person, Position

UNIT = "Τμήμα Πληροφορικής Φλώρινας"


@pytest.fixture(scope="module")
def running():
    with slapd() as directory:
        yield directory


@pytest.fixture
def settings_of(running):
    return {
        "servers": [f"127.0.0.1:{running.port}"],
        "security": "starttls",
        "certificate": running.ca,
        "bind_dn": SERVICE,
        "base_dn": BASE,
        "units": {UNIT: "TP-FLO"},
        "roles": {"Τεχνικοί Πληροφορικής": "technician"},
        "is_on": True,
    }


@pytest.fixture
def directory(admin, settings_of):
    return set_directory(viewer=viewer_for(admin), values=settings_of, password=SERVICE_PASSWORD)


def person(number, *, email=None, role="technician", unit="TP-FLO"):
    made = add_person(
        viewer=HOUSE,
        key=f"k{number}",
        given_name="Ελένη",
        family_name="Παπαδοπούλου",
        email=f"u{number}@epirus.example" if email is None else email,
    )
    if unit:
        appoint_person(
            viewer=HOUSE, person_id=made.pk, unit=unit, role=role, starts_on="2026-01-01"
        )
    return made


def come(login, password=PASSWORD):
    return sign_in(viewer=NOBODY, username=login, password=password)


def test_the_first_sign_in_links_to_the_person_with_the_same_address(directory):
    eleni = person(101, email="U101@Epirus.Example")
    account = come("u101")
    assert (account.person_id, account.username) == (eleni.pk, "u101")
    assert not account.has_usable_password()
    assert come("u101@epirus.example") == account
    assert OutsideSignIn.objects.get().account == account
    assert Event.objects.filter(name="identity.OutsideLinked").count() == 1


def test_an_account_that_is_there_already_is_linked_and_loses_its_own_password(directory):
    eleni = person(102)
    account = create_account(viewer=HOUSE, username="eleni", person_id=eleni.pk, password=OWN)
    assert come("u102") == account
    with pytest.raises(NotSignedIn):
        come("eleni", OWN)


@pytest.mark.parametrize("password", ["λάθος", "", " ", PASSWORD.upper()])
def test_a_wrong_or_empty_password_lets_nobody_in(directory, password):
    person(103)
    with pytest.raises(NotSignedIn, match="δεν είναι σωστά"):
        come("u103", password)
    assert not OutsideSignIn.objects.exists()


@pytest.mark.parametrize(
    "login", ["*)(uid=*", "*", "u104)(|(mail=*", "u104\x00", "(u104)", "\\2a"]
)
def test_what_is_typed_never_becomes_a_filter(directory, login):
    person(104)
    with pytest.raises(NotSignedIn, match="δεν είναι σωστά"):
        come(login)


def test_whoever_is_not_entered_here_is_refused_in_words_and_gets_nothing(directory):
    with pytest.raises(NotSignedIn, match="δεν σας έχουν καταχωρίσει ακόμη στην Πίνδο"):
        come("u105")
    assert not Account.objects.filter(username="u105").exists()
    assert not Person.objects.filter(email="u105@epirus.example").exists()


def test_a_name_alone_takes_over_no_account_that_rules_others(directory, running, admin):
    Person.objects.filter(pk=admin.person_id).update(email="")
    running.add(900, login="admin", mail="somebody@epirus.example")
    with pytest.raises(NotSignedIn, match="καταχωρίσει"):
        come("admin")
    running.remove(dn_of(900))


def test_a_name_alone_takes_over_no_account_with_another_address(directory, running, dafni):
    running.add(901, login="dafni", mail="somebody@epirus.example")
    with pytest.raises(NotSignedIn, match="καταχωρίσει"):
        come("dafni")
    Person.objects.filter(pk=dafni.person_id).update(email="")
    assert come("dafni") == dafni
    running.remove(dn_of(901))


def test_the_disabled_are_shut_with_their_tokens_and_opened_again_with_the_directory(
    directory, running
):
    person(106)
    account = come("u106")
    create_token(viewer=viewer_for(account), username="u106", scope="read", name="Π")
    control(running, 106, 514)
    with pytest.raises(NotSignedIn, match="απενεργοποιημένος στον κατάλογο"):
        come("u106")
    account.refresh_from_db()
    assert not account.is_active
    assert not Token.objects.filter(revoked_at=None).exists()
    control(running, 106, 512)
    assert come("u106") == account
    account.refresh_from_db()
    assert account.is_active


def control(running, number, value):
    lines = ["replace: userAccountControl", f"userAccountControl: {value}"]
    running.modify(dn_of(number), *lines)


def test_what_an_administrator_here_has_shut_the_directory_does_not_open(directory):
    person(107)
    account = come("u107")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(NotSignedIn):
        come("u107")


def test_while_the_directory_is_down_words_say_so_and_administrators_get_in(directory, admin):
    person(108)
    come("u108")
    admin.set_password(OWN)
    admin.save()
    Directory.objects.update(servers=[f"127.0.0.1:{free_port()}"])
    with pytest.raises(NotSignedIn, match="Ο κατάλογος δεν απαντά"):
        come("u108")
    assert come("admin", OWN) == admin
    Directory.objects.update(order="directory")
    assert come("admin", OWN) == admin


def test_an_administrator_keeps_the_password_here_when_linked(directory):
    boss = person(109, role="administrator", unit="EPWM")
    account = create_account(viewer=HOUSE, username="boss", person_id=boss.pk, password=OWN)
    assert come("u109") == account
    assert come("boss", OWN) == account


def test_the_next_server_is_asked_when_one_is_down(directory, running):
    person(110)
    down = f"127.0.0.1:{free_port()}"
    Directory.objects.update(servers=[down, f"127.0.0.1:{running.port}"])
    assert come("u110").username == "u110"


@pytest.mark.parametrize(
    ("security", "has_ca", "is_good"),
    [
        ("tls", True, True),
        ("starttls", True, True),
        ("tls", False, False),
        ("starttls", False, False),
    ],
)
def test_only_certificates_of_a_known_authority_are_believed(
    directory, running, admin, security, has_ca, is_good
):
    port = running.tls_port if security == "tls" else running.port
    Directory.objects.update(
        servers=[f"127.0.0.1:{port}"],
        security=security,
        certificate=running.ca if has_ca else "",
    )
    steps = try_directory(viewer=viewer_for(admin)).steps
    assert steps[0].is_good == is_good
    if not is_good:
        assert "πιστοποιητικό" in steps[0].words


def test_a_try_says_step_by_step_what_worked(directory, admin):
    tried = try_directory(viewer=viewer_for(admin), login="u111")
    said = [(str(step.label), step.is_good) for step in tried.steps]
    assert said == [
        ("Σύνδεση με τον διακομιστή", True),
        ("Είσοδος του λογαριασμού υπηρεσίας", True),
        ("Αναζήτηση", True),
        ("Ένα άτομο", True),
    ]
    assert "Βρέθηκαν: 200" in tried.steps[2].words
    assert (tried.entry.family_name, tried.unit, tried.role) == ("Τσακίρης", "TP-FLO", "")
    set_directory(viewer=viewer_for(admin), values={}, password="λάθος")
    steps = try_directory(viewer=viewer_for(admin), login="u111").steps
    assert [step.is_good for step in steps] == [True, False]
    assert PASSWORD not in str(steps)


def test_passwords_stand_sealed_and_never_in_the_audit(directory, client, admin):
    assert SERVICE_PASSWORD not in Directory.objects.get().secret
    assert SERVICE_PASSWORD not in str(list(Change.objects.values_list("before", "after")))
    client.force_login(admin)
    page = client.get(reverse("identity:directory-set")).content.decode()
    assert SERVICE_PASSWORD not in page
    assert client.get("/api/v1/directory").json()["has_password"] is True


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"servers": []}, "servers"),
        ({"servers": ["ldap://a/b"]}, "servers"),
        ({"servers": ["dc.example.gr"], "security": "none"}, "security"),
        ({"user_filter": "(uid=x)"}, "user_filter"),
        ({"user_filter": "(uid={login}"}, "user_filter"),
        ({"login_attribute": "a)(b"}, "login_attribute"),
        ({"certificate": "τίποτα"}, "certificate"),
        ({"base_dn": ""}, "base_dn"),
        ({"units": {"Α": "NOWHERE"}}, "units"),
        ({"roles": {"Α": "king"}}, "roles"),
        ({"security": "magic"}, "security"),
    ],
)
def test_settings_that_could_not_be_asked_are_refused(admin, settings_of, values, field):
    with pytest.raises(Invalid) as refused:
        set_directory(viewer=viewer_for(admin), values={**settings_of, **values})
    assert field in refused.value.fields


def test_without_protection_only_to_this_machine_or_when_it_is_wanted(admin, settings_of):
    plain = {**settings_of, "security": "none"}
    set_directory(viewer=viewer_for(admin), values=plain)
    far = {**plain, "servers": ["dc.example.gr"], "is_plain_wanted": True}
    set_directory(viewer=viewer_for(admin), values=far)


def test_only_an_administrator_of_all_sets_tries_and_compares(directory, giorgos, settings_of):
    viewer = viewer_for(giorgos)
    for act in (
        lambda: set_directory(viewer=viewer, values=settings_of),
        lambda: try_directory(viewer=viewer),
        lambda: plan_sync(viewer=viewer),
        lambda: sync_directory(viewer=viewer),
    ):
        with pytest.raises((NotFound, Forbidden)):
            act()


def test_comparing_shows_first_and_then_carries_out(directory, running, admin):
    person(122)
    account = come("u122")
    person(121)
    come("u121")
    control(running, 121, 514)
    running.add(300, mail="nea@epirus.example", group=GROUP)
    plan = plan_sync(viewer=viewer_for(admin))
    kinds = sorted(str(each.kind) for each in plan.changes)
    assert kinds == [SyncKind.ADD, SyncKind.CHANGE, SyncKind.SHUT]
    assert plan.looked_at == 201
    assert not Person.objects.filter(email="nea@epirus.example").exists()
    sync_directory(viewer=viewer_for(admin))
    added = Person.objects.get(email="nea@epirus.example")
    position = Position.objects.get(person=added)
    assert (position.unit.key, position.role) == ("TP-FLO", "technician")
    assert not Account.objects.get(username="u121").is_active
    eleni = Person.objects.get(pk=account.person_id)
    assert (eleni.given_name, eleni.family_name) == ("Ανθή", "Καλογήρου")
    assert plan_sync(viewer=viewer_for(admin)).changes == []
    running.remove(dn_of(300))
    control(running, 121, 512)
    again = plan_sync(viewer=viewer_for(admin)).changes
    assert again[0].kind == SyncKind.REOPEN


def test_whoever_was_pseudonymised_is_not_brought_back_by_the_directory(directory, running, admin):
    running.add(305, mail="palia@epirus.example", group=GROUP)
    sync_directory(viewer=viewer_for(admin))
    added = Person.objects.get(email="palia@epirus.example")
    [position] = Position.objects.filter(person=added)
    Position.objects.filter(pk=position.pk).update(starts_on="2026-01-01")
    end_position(viewer=HOUSE, position_id=position.pk, on=date(2026, 2, 1))
    pseudonymise_person(viewer=viewer_for(admin), person_id=added.pk, confirm=added.name)
    plan = sync_directory(viewer=viewer_for(admin))
    assert (plan.changes, plan.barred) == ([], 1)
    assert not Person.objects.filter(email="palia@epirus.example").exists()
    add_person(viewer=HOUSE, key="palia", family_name="Παλιά", email="palia@epirus.example")
    assert come("u305").person.key == "palia"  # whoever returns is entered by an administrator
    running.remove(dn_of(305))


def test_whoever_is_gone_from_the_directory_is_shut_by_the_timetable(directory, running):
    running.add(310, login="gone", mail="gone@epirus.example")
    add_person(viewer=HOUSE, key="gone", family_name="Φευγάτος", email="gone@epirus.example")
    account = come("gone")
    assert sync_people() == 0  # it is not switched on
    Directory.objects.update(is_synced=True)
    assert sync_people() == 201
    running.remove(dn_of(310))
    assert sync_people() == 200
    account.refresh_from_db()
    assert not account.is_active
    assert Event.objects.filter(name="identity.DirectorySynced").count() == 2


def test_a_wrong_filter_shuts_nobody(directory, admin):
    accounts = []
    for number in range(130, 137):
        person(number)
        accounts.append(come(f"u{number}"))
    Directory.objects.update(user_filter="(&(mail=u130@*)(sAMAccountName={login}))")
    with pytest.raises(Refused, match="λάθος φίλτρο"):
        sync_directory(viewer=viewer_for(admin))
    Directory.objects.update(user_filter="(&(mail=nobody@*)(sAMAccountName={login}))")
    with pytest.raises(Refused, match="δεν δείχνει κανέναν"):
        sync_directory(viewer=viewer_for(admin))
    assert all(each.is_active for each in Account.objects.filter(pk__in=[a.pk for a in accounts]))


def test_groups_without_a_line_in_the_tables_give_no_rights(directory, running, admin):
    running.add(320, mail="xena@epirus.example", department="Άγνωστο τμήμα", group=GROUP)
    running.add(321, mail="xeni@epirus.example")
    assert plan_sync(viewer=viewer_for(admin)).changes == []
    running.remove(dn_of(320))
    running.remove(dn_of(321))


def test_passwords_of_the_directory_are_not_changed_reset_or_renewed_here(directory, admin):
    person(140)
    account = come("u140")
    for act in (
        lambda: change_password(viewer=viewer_for(account), current=PASSWORD, password=OWN),
        lambda: reset_password(viewer=viewer_for(admin), username="u140"),
    ):
        with pytest.raises(Refused, match="δεν έχει κωδικό εδώ"):
            act()
    MailServer.objects.create(host="127.0.0.1", port=9, sender="p@example.gr", is_on=True)
    ask_renewal(viewer=NOBODY, name="u140")
    drain()
    assert not EntryLink.objects.exists()
    assert "κατάλογο" in Notice.objects.get(kind="password-elsewhere").text


def test_whoever_sits_there_says_the_password_of_the_directory_again(directory):
    person(141)
    account = come("u141")
    assert confirm_password(viewer=viewer_for(account), password=PASSWORD) == account
    with pytest.raises(NotSignedIn):
        confirm_password(viewer=viewer_for(account), password="λάθος")


def test_pages_and_api_set_try_and_compare(admin, settings_of, client):
    client.force_login(admin)
    assert client.get("/api/v1/directory").status_code == 404
    form = {
        **{name: value for name, value in settings_of.items() if isinstance(value, str)},
        "servers": settings_of["servers"][0],
        "password": SERVICE_PASSWORD,
        "user_filter": "(sAMAccountName={login})",
        "login_attribute": "sAMAccountName",
        "family_name_attribute": "sn",
        "email_attribute": "mail",
        "unit_attribute": "department",
        "groups_attribute": "memberOf",
        "units": f"{UNIT} = TP-FLO",
        "roles": f"{GROUP} = technician\n",
        "order": "local",
        "is_on": "on",
    }
    page = reverse("identity:directory-set")
    assert client.post(page, {**form, "units": "τίποτα"}).status_code == 422
    saved = client.post(page, form)
    assert saved.status_code == 302, saved.content.decode()
    assert Directory.objects.get().roles == {GROUP: "technician"}
    shown = client.get(page).content.decode()
    assert f"{UNIT} = TP-FLO" in shown
    tried = client.post(reverse("identity:directory-try"), {"login": "u142"}).content.decode()
    assert "u142@epirus.example" in tried
    assert "Βρέθηκαν: 200" in tried
    assert "200 εγγραφές" in client.get(reverse("identity:directory-plan")).content.decode()
    assert client.get("/api/v1/directory/plan").json() == {
        "looked_at": 200,
        "changes": [],
        "barred": 0,
    }
