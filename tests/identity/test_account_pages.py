import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.identity.conftest import PASSWORD

from pindos.identity.models import Account
from pindos.identity.queries import viewer_for
from pindos.organisation.terms import Role


@pytest.fixture
def nikos(house, client):
    account = house.administrator("nikos", house.left)
    client.force_login(account)
    return account


def page(response):
    text = response.content.decode()
    assert len(text) < 50_000 and "style=" not in text
    return text


def act(client, account, verb, **data):
    return client.post(reverse(f"identity:account-{verb}", args=[account.pk]), data)


def one_time(text):
    return text.split("readonly")[0].rsplit('value="', 1)[1].split('"')[0]


def test_the_list_holds_whom_one_rules_and_nobody_else(client, house, nikos):
    house.account("dafni", house.left, Role.TECHNICIAN)
    house.account("kosmas", house.right)
    text = page(client.get(reverse("identity:account-list")))
    assert "dafni" in text and "Τμήμα T-LEFT" in text and "kosmas" not in text
    assert "<strong>2 λογαριασμοί</strong> στις μονάδες που διαχειρίζεστε." in text


def test_the_list_is_found_in_any_spelling(client, house, nikos):
    person = house.person("p1", "Θάλεια", "Ρήγα")
    person.search_text = "θαλεια ρηγα"
    person.save()
    house.appoint(person, house.left)
    Account.objects.create_user("thaleia", person_id=person.pk)
    for asked in ("ΡΉΓΑ", "ρηγα θαλεια", "Thal"):
        text = page(client.get(reverse("identity:account-list"), {"q": asked}))
        assert "<strong>1 λογαριασμός</strong>" in text and "thaleia" in text
    for asked in ("\x00", "\u202eabc", "x" * 10_000):
        assert client.get(reverse("identity:account-list"), {"q": asked}).status_code == 200


def test_the_list_goes_on_page_by_page_and_more_rows_take_no_more_queries(client, house, nikos):
    viewer_for(nikos)  # the chart is read
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("identity:account-list"))
    for number in range(60):
        house.account(f"user-{number:02}", house.left)
    viewer_for(nikos)
    with CaptureQueriesContext(connection) as many:
        first = client.get(reverse("identity:account-list"))
    assert len(many) == len(few)
    assert "user-48" in page(first) and "user-49" not in page(first)
    after = first.context["page"].next
    assert "user-59" in page(client.get(reverse("identity:account-list"), {"after": after}))
    assert client.get(reverse("identity:account-list"), {"after": "???"}).status_code == 409


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HEAD, Role.DIRECTOR, Role.AUDITOR])
def test_the_pages_are_for_administrators(client, house, role):
    other = house.account("dafni", house.left)
    client.force_login(house.account("chief", house.root, role))
    for name, args in [("list", []), ("create", []), ("show", [other.pk])]:
        assert client.get(reverse(f"identity:account-{name}", args=args)).status_code == 404
    assert "Λογαριασμοί" not in page(client.get(reverse("identity:me")))


def test_a_foreign_account_is_as_if_it_were_not(client, house, nikos):
    foreign = house.administrator("panagiota", house.root)
    for verb in ("reset-password", "deactivate", "activate"):
        assert act(client, foreign, verb, reason="Δοκιμή").status_code == 404
    assert client.get(reverse("identity:account-show", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("identity:account-show", args=[10**30])).status_code == 404


def test_a_person_is_found_and_gets_an_account_with_a_one_time_password(client, house, nikos):
    person = house.person("p1", "Θάλεια", "Ρήγα")
    person.email, person.search_text = "t.riga@example.gr", "θαλεια ρηγα"
    person.save()
    house.appoint(person, house.left)
    url = reverse("identity:account-create")
    assert f"?person={person.pk}" in page(client.get(url, {"q": "ρήγα"}))
    assert 'value="t.riga"' in page(client.get(url, {"person": person.pk}))
    response = client.post(url, {"person": person.pk, "username": "t.riga"})
    password = one_time(page(response))
    assert "no-store" in response["Cache-Control"]
    account = Account.objects.get(username="t.riga")
    assert account.check_password(password) and account.must_change_password
    assert password not in page(client.get(reverse("identity:account-show", args=[account.pk])))


@pytest.mark.parametrize("username", ["", "αdmin", "nikos", "NIKOS", "α\x00β", "x" * 10_000_000])
def test_a_name_that_will_not_do_is_explained(client, house, nikos, username):
    person = house.person("p1")
    house.appoint(person, house.left)
    data = {"person": person.pk, "username": username}
    response = client.post(reverse("identity:account-create"), data)
    assert response.status_code == 422 and "Σφάλμα" in page(response)
    assert Account.objects.count() == 1


@pytest.mark.parametrize("person", ["", "x", "-1", "9" * 30, "٣", "\x00"])
def test_a_person_that_cannot_be_is_asked_for_again(client, nikos, person):
    response = client.post(
        reverse("identity:account-create"), {"person": person, "username": "someone"}
    )
    assert response.status_code in (404, 422) and Account.objects.count() == 1


def test_nobody_gets_an_account_through_an_administrator_beside_them(client, house, nikos):
    person = house.person("p1")
    house.appoint(person, house.right)
    data = {"person": person.pk, "username": "someone"}
    assert client.post(reverse("identity:account-create"), data).status_code == 404


def test_a_one_time_password_is_made_deactivated_and_activated_again(client, house, nikos):
    dafni = house.account("dafni", house.left, password=PASSWORD)
    password = one_time(page(act(client, dafni, "reset-password")))
    dafni.refresh_from_db()
    assert dafni.check_password(password)
    assert act(client, dafni, "deactivate", reason=" ").status_code == 422
    assert act(client, dafni, "deactivate", reason="Μετατάχθηκε").status_code == 302
    dafni.refresh_from_db()
    assert not dafni.is_active
    assert "Απενεργοποιημένος" in page(
        client.get(reverse("identity:account-show", args=[dafni.pk]))
    )
    assert act(client, dafni, "activate").status_code == 302
    dafni.refresh_from_db()
    assert dafni.is_active


def test_ones_own_account_is_not_deactivated(client, nikos):
    response = act(client, nikos, "deactivate", reason="Φεύγω")
    assert response.status_code == 409 and "άλλον διαχειριστή" in page(response)
