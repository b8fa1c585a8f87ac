import re
import unicodedata

import pytest
from tests.identity.conftest import PASSWORD, today, tomorrow, yesterday

from pindos.identity.commands import (
    activate_account,
    create_account,
    create_token,
    deactivate_account,
    reset_password,
)
from pindos.identity.models import Account
from pindos.identity.queries import (
    account_names,
    accounts_for,
    bearer_of,
    languages_of_people,
    languages_of_those_here,
    rules_person,
    viewer_for,
    viewer_named,
)
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.kernel.terms import Audience
from pindos.organisation.terms import Role


def test_create_account_is_an_event_for_administrators_and_auditors(house):
    person = house.person("p1", "Θάλεια", "Ρήγα")
    account = create_account(viewer=HOUSE, username="thaleia", person_id=person.pk)
    event = Event.objects.get(name="identity.AccountCreated")
    assert event.audience == Audience.SECURITY
    assert event.subject == f"identity.account:{account.pk}"
    assert not account.has_usable_password()


@pytest.mark.parametrize("name", ["Γιώργος", "ΓΙΩΡΓΟΣ", unicodedata.normalize("NFD", "γιώργος")])
def test_a_name_that_differs_in_accents_and_capitals_only_is_taken(house, name):
    create_account(viewer=HOUSE, username="γιώργος")
    with pytest.raises(Invalid) as refusal:
        create_account(viewer=HOUSE, username=name)
    assert set(refusal.value.fields) == {"username"}


def test_an_account_is_found_however_its_accents_are_written(house):
    account = create_account(viewer=HOUSE, username="γιώργος")
    assert viewer_named(unicodedata.normalize("NFD", "Γιώργος")).account_id == account.pk


@pytest.mark.parametrize(
    "name",
    [
        "αdmin",
        "a b",
        "ab",
        pytest.param("x" * 151, id="151 signs"),
        "nul\x00",
        "abc\u202ecba",
        pytest.param("x" * 10_000_000, id="10 MB"),
        "",
        "дима",
    ],
)
def test_a_name_that_reads_as_another_or_cannot_be_typed_is_refused(house, name):
    with pytest.raises(Invalid):
        create_account(viewer=HOUSE, username=name)
    assert not Account.objects.exists()


@pytest.mark.parametrize("password", ["κοντός", "password123", "x" * 201, "Βίκος\x00φαράγγι42"])
def test_a_weak_or_endless_password_is_refused(house, password):
    with pytest.raises(Invalid) as refusal:
        create_account(viewer=HOUSE, username="dafni", password=password)
    assert set(refusal.value.fields) == {"password"}
    assert not re.search("[A-Za-z]", str(refusal.value.fields["password"]))


def test_a_password_is_the_same_however_its_accents_are_written(house):
    account = create_account(viewer=HOUSE, username="dafni", password=PASSWORD)
    assert account.check_password(unicodedata.normalize("NFD", PASSWORD))


def test_an_administrator_rules_whom_they_reach_and_no_one_beside_or_above(house):
    above = house.administrator("panagiota", house.root)
    own = house.administrator("nikos", house.left)
    mine = house.account("dafni", house.left)
    beside = house.account("kosmas", house.right)
    far = house.account("makis", house.elsewhere)
    viewer = viewer_for(own)
    assert set(accounts_for(viewer)) == {own, mine}
    for account in (above, beside, far):
        for act in (reset_password, activate_account):
            with pytest.raises(NotFound):
                act(viewer=viewer, username=account.username)
        with pytest.raises(NotFound):
            deactivate_account(viewer=viewer, username=account.username, reason="Δοκιμή")
    assert set(accounts_for(viewer_for(above))) == {above, own, mine, beside}


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HEAD, Role.DIRECTOR, Role.AUDITOR])
def test_no_other_role_rules_accounts(house, role):
    chief = viewer_for(house.account("chief", house.root, role))
    house.account("dafni", house.left)
    assert not accounts_for(chief).exists()
    with pytest.raises(NotFound):
        create_account(viewer=chief, username="new-one", person_id=house.person("p9").pk)


def test_who_stands_partly_elsewhere_is_not_ruled_also_when_it_begins_tomorrow(house):
    nikos = viewer_for(house.administrator("nikos", house.left))
    account = house.account("dafni", house.left)
    reset_password(viewer=nikos, username="dafni")
    house.appoint(account.person, house.root, Role.ADMINISTRATOR, starts=tomorrow())
    with pytest.raises(NotFound):
        reset_password(viewer=nikos, username="dafni")


def test_the_list_and_the_rule_for_one_person_agree(house):
    units = [house.root, house.left, house.right, house.elsewhere]
    spans = [{"ends": yesterday()}, {}, {"starts": tomorrow()}]
    nikos = viewer_for(house.administrator("nikos", house.left))
    for i, first in enumerate(units):
        for j, second in enumerate(units):
            for k, span in enumerate(spans):
                for m, other in enumerate(spans):
                    person = house.person(f"p-{i}{j}{k}{m}")
                    house.appoint(person, first, **span)
                    house.appoint(person, second, Role.TECHNICIAN, **other)
                    Account.objects.create_user(person.key, person_id=person.pk)
    listed = set(accounts_for(nikos).values_list("person_id", flat=True))
    everyone = Account.objects.values_list("person_id", flat=True)
    assert listed == {one for one in everyone if rules_person(nikos, one)}
    assert 1 < len(listed) < len(everyone)


def test_nobody_is_not_the_house(house):
    house.account("dafni", house.left)
    assert not accounts_for(NOBODY).exists()
    assert not accounts_for(viewer_for(Account(is_active=False))).exists()
    with pytest.raises(NotFound):
        create_account(viewer=NOBODY, username="new-one")


def test_deactivate_account_ends_it_and_its_tokens_for_good(house):
    account = house.account("dafni", house.left)
    token = create_token(viewer=HOUSE, username="dafni", scope="all", name="Δοκιμή")
    assert bearer_of(token) is not None
    deactivate_account(viewer=HOUSE, username="dafni", reason="Μετατάχθηκε")
    account.refresh_from_db()
    assert viewer_for(account) == NOBODY and bearer_of(token) is None
    activate_account(viewer=HOUSE, username="dafni")
    assert bearer_of(token) is None
    event = Event.objects.get(name="identity.AccountDeactivated")
    assert event.payload["reason"] == "Μετατάχθηκε" and event.unit_id == house.left.pk
    change = event.changes.get()
    assert (change.field, change.before, change.after) == ("is_active", True, False)


def test_deactivate_account_needs_a_reason_and_is_not_for_oneself(house):
    nikos = house.administrator("nikos", house.left)
    with pytest.raises(Invalid):
        deactivate_account(viewer=HOUSE, username="nikos", reason="  ")
    with pytest.raises(Refused, match=r".") as refusal:
        deactivate_account(viewer=viewer_for(nikos), username="nikos", reason="Φεύγω")
    assert refusal.value.status == 409


def test_whose_last_position_has_ended_is_nobody(house):
    account = house.account("dafni", house.left)
    position = account.person.positions.get()
    position.ends_on = today()
    position.save()
    assert viewer_for(account).person_id == account.person_id
    position.ends_on = yesterday()
    position.save()
    assert viewer_for(account) == NOBODY
    with pytest.raises(Refused):
        viewer_named("dafni")


def test_whoever_was_never_appointed_is_known_without_posts(house):
    viewer = viewer_for(house.account("dafni"))
    assert viewer.is_known and not viewer.posts


def test_the_languages_of_those_who_are_still_here_come_in_one_query(
    house, django_assert_num_queries
):
    gone, stays = house.account("dafni", house.left), house.account("eleni", house.left)
    never, nobody = house.account("robot").person_id, house.person("p2").pk
    Account.objects.filter(pk=stays.pk).update(language="en")
    gone.person.positions.update(ends_on=yesterday())
    asked = [gone.person_id, stays.person_id, never, nobody]
    with django_assert_num_queries(1):
        found = languages_of_those_here(asked)
    assert found == {stays.person_id: "en", never: "el", nobody: "el"}
    assert languages_of_those_here([]) == {}
    stays.person.positions.update(ends_on=today())
    assert stays.person_id in languages_of_those_here(asked)


def test_viewer_for_takes_one_query(house, django_assert_max_num_queries):
    account = house.administrator("nikos", house.left)
    viewer_for(account)  # the chart is read
    with django_assert_max_num_queries(1):
        assert viewer_for(account).is_known


def test_names_and_languages_come_in_one_query_each(house, django_assert_num_queries):
    eleni, robot = (
        house.account("eleni", house.left),
        create_account(viewer=HOUSE, username="robot"),
    )
    Account.objects.filter(pk=eleni.pk).update(language="en")
    other = house.person("p2")
    with django_assert_num_queries(1):
        assert account_names([eleni.pk, robot.pk, 10**9]) == {
            eleni.pk: "Ελένη Παπαδοπούλου",
            robot.pk: "robot",
        }
    with django_assert_num_queries(1):
        assert languages_of_people([eleni.person_id, other.pk]) == {
            eleni.person_id: "en",
            other.pk: "el",
        }
