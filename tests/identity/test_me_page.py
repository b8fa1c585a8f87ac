from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.identity.conftest import LONG_AGO, PASSWORD, tomorrow

from pindos.identity.commands import create_token, reset_password
from pindos.identity.models import Account, Token
from pindos.identity.queries import bearer_of, viewer_for
from pindos.identity.terms import TOKEN_MARK
from pindos.kernel.access import HOUSE
from pindos.kernel.models import Event
from pindos.organisation.terms import Role

ANOTHER = "Άλλος-κωδικός-77"


@pytest.fixture
def dafni(house, client):
    account = house.account("dafni", house.left, password=PASSWORD)
    client.force_login(account)
    return account


def page(response):
    text = response.content.decode()
    assert len(text) < 50_000 and "style=" not in text
    return text


def test_the_page_needs_a_sign_in_and_comes_back_to_itself(client, db):
    response = client.get(reverse("identity:me"))
    assert response["Location"] == f"{reverse('identity:sign-in')}?next=/me/"


def test_the_page_says_who_one_is_and_where_one_stands(client, house, dafni):
    house.appoint(dafni.person, house.right, Role.HEAD, starts=tomorrow())
    text = page(client.get(reverse("identity:me")))
    for words in ("Ο λογαριασμός μου", "Ελένη Παπαδοπούλου", "Τμήμα T-LEFT", "όχι σήμερα"):
        assert words in text


def test_more_tokens_and_positions_take_no_more_queries(client, house, dafni):
    viewer_for(dafni)  # the chart is read
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("identity:me"))
    for number in range(5):
        house.appoint(dafni.person, house.left, starts=LONG_AGO + timedelta(days=1 + number))
        create_token(
            viewer=viewer_for(dafni), username="dafni", scope="read", name=f"Δοκιμή {number}"
        )
    viewer_for(dafni)
    with CaptureQueriesContext(connection) as many:
        assert "Δοκιμή 4" in page(client.get(reverse("identity:me")))
    assert len(many) == len(few)


def test_looks_are_kept_and_the_next_page_has_them(client, dafni):
    data = {"language": "en", "theme": "dark"}
    text = page(client.post(reverse("identity:looks-set"), data, follow=True))
    assert 'lang="en"' in text and 'data-bs-theme="dark"' in text and "My account" in text
    dafni.refresh_from_db()
    assert (dafni.language, dafni.theme, dafni.has_shortcuts) == ("en", "dark", False)
    event = Event.objects.get(name="identity.PreferencesChanged")
    assert {change.field for change in event.changes.all()} == {
        "language",
        "theme",
        "has_shortcuts",
    }


def test_a_theme_that_does_not_exist_is_refused(client, dafni):
    response = client.post(reverse("identity:looks-set"), {"language": "el", "theme": "\x00"})
    assert response.status_code == 422 and "Σφάλμα" in page(response)


def change(client, **said):
    said = {"current": PASSWORD, "password": ANOTHER, "again": ANOTHER, **said}
    return client.post(reverse("identity:password-change"), said)


def test_change_password_goes_on_here_and_ends_elsewhere(client, dafni):
    elsewhere = type(client)()
    elsewhere.force_login(dafni)
    key = client.session.session_key
    assert change(client).status_code == 302
    assert client.get(reverse("identity:me")).status_code == 200
    assert client.session.session_key != key
    assert elsewhere.get(reverse("identity:me")).status_code == 302
    dafni.refresh_from_db()
    assert dafni.check_password(ANOTHER)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"current": "λάθος"}, "Αυτός δεν είναι ο σημερινός σας κωδικός."),
        ({"again": "κάτι άλλο"}, "Οι δύο κωδικοί διαφέρουν."),
        ({"password": "κοντός", "again": "κοντός"}, "Γράψτε τουλάχιστον 10 χαρακτήρες."),
        ({"password": "password123", "again": "password123"}, "το χρησιμοποιούν πολλοί"),
        ({"password": PASSWORD, "again": PASSWORD}, "ίδιος με τον σημερινό"),
        ({"password": "x" * 10_000_000}, "Σφάλμα"),
        ({"password": "α\x00" * 10, "again": "α\x00" * 10}, "Σφάλμα"),
    ],
)
def test_a_password_that_will_not_do_is_explained_in_greek(client, dafni, said, words):
    response = change(client, **said)
    text = page(response)
    assert response.status_code == 422
    assert words.replace("το χρησ", "τον χρησ") in text
    assert PASSWORD not in text and ANOTHER not in text
    dafni.refresh_from_db()
    assert dafni.check_password(PASSWORD)


def test_who_came_with_a_one_time_password_chooses_another_first(client, dafni):
    password = reset_password(viewer=HOUSE, username="dafni")
    client.post(reverse("identity:sign-in"), {"username": "dafni", "password": password})
    response = client.get(reverse("identity:me"))
    assert response["Location"] == reverse("identity:password-change")
    assert client.get("/api/v1/me").status_code == 403
    assert "Συνδεθήκατε με κωδικό μίας χρήσης" in page(client.get(response["Location"]))
    assert (
        client.post(
            reverse("identity:password-change"), {"password": password, "again": password}
        ).status_code
        == 422
    )
    assert change(client).status_code == 302
    assert client.get(reverse("identity:me")).status_code == 200
    assert Account.objects.get(pk=dafni.pk).must_change_password is False


def test_a_token_is_shown_once(client, dafni):
    data = {"name": "Εισαγωγή μητρώου", "scope": "read", "days": "30"}
    response = client.post(reverse("identity:token-create"), data)
    text = page(response)
    made = TOKEN_MARK + text.split(f'value="{TOKEN_MARK}')[1].split('"')[0]
    assert bearer_of(made).account == dafni and "no-store" in response["Cache-Control"]
    again = page(client.get(reverse("identity:me")))
    assert made not in again and "Εισαγωγή μητρώου" in again


@pytest.mark.parametrize(
    "said",
    [{"name": ""}, {"name": "α\u202e"}, {"scope": "root"}, {"days": "0"}, {"name": "x" * 10**7}],
)
def test_a_token_that_cannot_be_keeps_what_was_written(client, dafni, said):
    data = {"name": "Εισαγωγή", "scope": "read", "days": "30", **said}
    response = client.post(reverse("identity:token-create"), data)
    text = page(response)
    assert response.status_code == 422 and "\u202e" not in text
    assert not Token.objects.exists()
    if "name" not in said:
        assert 'value="Εισαγωγή"' in text


def test_only_ones_own_token_is_revoked(client, house, dafni):
    house.account("kosmas", house.right)
    create_token(viewer=HOUSE, username="kosmas", scope="read", name="Ξένο")
    create_token(viewer=HOUSE, username="dafni", scope="read", name="Δικό μου")
    foreign, mine = Token.objects.order_by("id")
    assert client.post(reverse("identity:token-revoke", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("identity:token-revoke", args=[10**30])).status_code == 404
    assert client.post(reverse("identity:token-revoke", args=[mine.pk])).status_code == 302
    assert list(Token.objects.filter(revoked_at=None)) == [foreign]
