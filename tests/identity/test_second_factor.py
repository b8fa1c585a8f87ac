import re
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.identity.conftest import PASSWORD
from tests.threads import together

from pindos.identity import totp
from pindos.identity.commands import (
    NotSignedIn,
    TooSoon,
    add_app,
    make_recovery_codes,
    prove_code,
    remove_factor,
    reset_factor,
    set_sign_in_policy,
)
from pindos.identity.models import Account, Factor, RecoveryCode, Sitting
from pindos.identity.queries import means_of, sign_in_policy, viewer_for
from pindos.identity.rules import plain_code, recovery_code
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.organisation.terms import Role

HOME = "/"


def code_of(secret, steps=0):
    return totp.code_at(secret, timezone.now() + timedelta(seconds=30 * steps))


@pytest.fixture
def dafni(house):
    return house.account("dafni", house.left, Role.TECHNICIAN, password=PASSWORD)


@pytest.fixture
def secret(dafni):
    """dafni's app; its code of the half minute before has been used."""
    made = totp.new_secret()
    try:
        add_app(viewer=viewer_for(dafni), name="Κινητό", secret=made, code=code_of(made, -1))
    except Invalid:  # the half minute ended between the two
        add_app(viewer=viewer_for(dafni), name="Κινητό", secret=made, code=code_of(made, -1))
    dafni.refresh_from_db()
    return made


def sign_in(client, username="dafni", password=PASSWORD, **more):
    data = {"username": username, "password": password, **more}
    return client.post(reverse("identity:sign-in"), data)


def second(client, code, **more):
    return client.post(reverse("identity:sign-in-factor"), {"code": code, **more})


@given(st.integers(0, 2**31), st.integers(-3, 3))
@settings(max_examples=30)
def test_a_code_holds_for_its_half_minute_and_the_neighbours_only(second_of, steps):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    now = timezone.datetime.fromtimestamp(second_of + 100, tz=timezone.get_default_timezone())
    at = int(now.timestamp()) // 30 + steps
    moment = timezone.datetime.fromtimestamp(at * 30, tz=timezone.get_default_timezone())
    code = totp.code_at(secret, moment)
    found = totp.step_of(secret, code, now)
    assert (found == at) if abs(steps) <= 1 else (found is None or abs(found - at) > 0)


def test_codes_are_those_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B
    now = timezone.datetime.fromtimestamp(59, tz=timezone.get_default_timezone())
    assert totp.step_of(secret, "287082", now) == 1
    assert totp.step_of(secret, "28708２", now) is None


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_nobody_types_a_code_that_breaks_the_check(typed):
    assert totp.step_of(totp.new_secret(), plain_code(typed), timezone.now()) is None or (
        plain_code(typed).isdigit()
    )


def test_recovery_codes_can_be_typed_with_or_without_what_is_between():
    code = recovery_code()
    assert plain_code(f" {code.upper()} ") == plain_code(code) == code.replace("-", "")


def test_who_has_no_second_factor_but_must_is_led_there_and_nowhere_else(client, dafni):
    assert sign_in(client).status_code == 302
    for name in ("identity:me", "identity:session-list"):
        assert client.get(reverse(name))["Location"] == reverse("identity:factor-list")
    assert client.get(HOME)["Location"] == reverse("identity:factor-list")
    assert client.get("/api/v1/me").status_code == 403
    assert "δεύτερο παράγοντα" in client.get(reverse("identity:factor-list")).content.decode()
    assert client.post(reverse("identity:sign-out")).status_code == 302


def test_the_way_from_the_first_sign_in_to_the_first_page(client, dafni):
    sign_in(client)
    text = client.get(reverse("identity:app-add")).content.decode()
    assert "<svg" in text and "style=" not in text
    secret = re.search(r'pi-secret" lang="zxx">([A-Z2-7 ]+)<', text)[1].replace(" ", "")
    wrong = client.post(reverse("identity:app-add"), {"name": "Κινητό", "code": "000000"})
    assert wrong.status_code == 422 and secret[:4] in wrong.content.decode()
    data = {"name": "Κινητό", "code": code_of(secret)}
    shown = client.post(reverse("identity:app-add"), data)
    codes = re.findall(r'pi-id">([a-z2-9]{5}-[a-z2-9]{5})<', shown.content.decode())
    assert len(codes) == 10 and "no-store" in shown["Cache-Control"]
    assert client.get(reverse("identity:me")).status_code == 200
    assert secret not in str(list(Factor.objects.values()))
    assert not set(codes) & set(RecoveryCode.objects.values_list("digest", flat=True))
    names = set(Event.objects.values_list("name", flat=True))
    assert {"identity.FactorAdded", "identity.RecoveryCodesMade"} <= names


def test_the_password_alone_opens_nothing(client, dafni, secret):
    response = sign_in(client, next="/me/")
    assert response["Location"] == reverse("identity:sign-in-factor") + "?next=%2Fme%2F"
    assert client.get(reverse("identity:me")).status_code == 302
    assert not Event.objects.filter(name="identity.SignedIn").exists()
    assert Event.objects.filter(name="identity.PasswordAccepted").count() == 1
    assert second(client, "000000").status_code == 422
    response = second(client, code_of(secret), next="/me/")
    assert response["Location"] == "/me/" and client.get("/me/").status_code == 200
    assert Event.objects.filter(name="identity.SignedIn").count() == 1


def test_a_code_opens_once(client, dafni, secret):
    sign_in(client)
    code = code_of(secret)
    assert second(client, code).status_code == 302
    other = type(client)()
    sign_in(other)
    assert second(other, code).status_code == 422
    assert second(other, code_of(secret, 1)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_with_the_same_code_at_once_one_is_let_in(house, dafni, secret):
    code = code_of(secret)

    fates = []

    def attempt():
        try:
            prove_code(viewer=NOBODY, account_id=dafni.pk, code=code, purpose="sign-in")
            fates.append("let in")
        except NotSignedIn:
            fates.append("refused")

    together(attempt, attempt)
    assert sorted(fates) == ["let in", "refused"]


def test_a_recovery_code_opens_once_and_the_rest_are_counted(client, dafni, secret):
    codes = make_recovery_codes(viewer=viewer_for(dafni))
    sign_in(client)
    assert second(client, codes[0].upper()).status_code == 302
    used = Event.objects.get(name="identity.FactorUsed")
    assert used.payload["kind"] == "recovery" and used.payload["codes_left"] == 9
    other = type(client)()
    sign_in(other)
    assert second(other, codes[0]).status_code == 422
    make_recovery_codes(viewer=viewer_for(dafni))
    assert second(other, codes[1]).status_code == 422
    assert means_of(dafni).codes_left == 10


def test_guessing_codes_is_slow(dafni, secret):
    for _ in range(6):
        with pytest.raises((NotSignedIn, TooSoon)):
            prove_code(viewer=NOBODY, account_id=dafni.pk, code="123456", purpose="sign-in")
    with pytest.raises(TooSoon):
        prove_code(viewer=NOBODY, account_id=dafni.pk, code=code_of(secret), purpose="sign-in")


def test_the_first_step_does_not_wait_for_ever_nor_outlive_the_password(client, dafni, secret):
    sign_in(client)
    session = client.session
    session["waiting"] = {**session["waiting"], "at": time.time() - 700}
    session.save()
    assert second(client, code_of(secret))["Location"] == reverse("identity:sign-in")
    sign_in(client)
    Account.objects.filter(pk=dafni.pk).update(round=99)
    assert second(client, code_of(secret))["Location"] == reverse("identity:sign-in")


def test_nobody_reaches_the_second_step_without_the_first(client, db):
    assert client.get(reverse("identity:sign-in-factor")).status_code == 302
    assert second(client, "123456")["Location"] == reverse("identity:sign-in")


def test_the_last_factor_stays_with_who_must_have_one(house, dafni, secret):
    viewer, factor = viewer_for(dafni), Factor.objects.get()
    with pytest.raises(Refused, match="δεύτερο παράγοντα"):
        remove_factor(viewer=viewer, factor_id=factor.pk)
    other = totp.new_secret()
    add_app(viewer=viewer, name="Τάμπλετ", secret=other, code=code_of(other))
    remove_factor(viewer=viewer, factor_id=factor.pk)
    assert list(Factor.objects.values_list("name", flat=True)) == ["Τάμπλετ"]


def test_nobody_removes_the_factor_of_another(house, dafni, secret):
    kosmas = house.account("kosmas", house.left)
    with pytest.raises(NotFound):
        remove_factor(viewer=viewer_for(kosmas), factor_id=Factor.objects.get().pk)


@pytest.mark.parametrize(
    ("name", "code"), [("", None), ("α\u202e", None), ("x" * 61, None), ("ok", "1")]
)
def test_an_app_that_cannot_be_added_says_why(dafni, name, code):
    secret = totp.new_secret()
    with pytest.raises(Invalid):
        add_app(viewer=viewer_for(dafni), name=name, secret=secret, code=code or code_of(secret))
    assert not Factor.objects.exists()


def test_an_administrator_resets_and_the_person_enrols_anew(client, house, dafni, secret):
    admin = house.administrator("admin", house.root)
    client.force_login(dafni)
    browser = type(client)()
    browser.force_login(admin)
    path = reverse("identity:factor-reset", args=[dafni.pk])
    assert browser.post(path).status_code == 302
    assert client.get("/me/").status_code == 302 and not Factor.objects.exists()
    event = Event.objects.get(name="identity.FactorReset")
    assert (event.actor_id, event.capacity) == (admin.pk, "administrator")
    sign_in(client)
    assert client.get(HOME)["Location"] == reverse("identity:factor-list")
    stranger = house.administrator("stranger", house.elsewhere)
    with pytest.raises(NotFound):
        reset_factor(viewer=viewer_for(stranger), username="dafni")
    with pytest.raises(Refused):
        reset_factor(viewer=viewer_for(admin), username="admin")
    with pytest.raises(Refused):
        reset_factor(viewer=HOUSE, username="dafni")


def test_employees_may_but_need_not(client, house):
    house.account("anthi", house.left, password=PASSWORD)
    sign_in(client, "anthi")
    assert client.get("/me/").status_code == 200


def test_the_time_to_enrol_begins_with_the_first_sign_in(client, house, dafni):
    house.administrator("admin", house.root)
    set_sign_in_policy(viewer=instance(house), roles=["technician"], grace_days=3)
    sign_in(client)
    assert client.get("/me/").status_code == 200
    begun = timezone.localdate() - timedelta(days=3)
    Account.objects.filter(pk=dafni.pk).update(asked_for_factor_on=begun)
    assert client.get("/me/")["Location"] == reverse("identity:factor-list")


def instance(house):
    """An administrator of the whole administration."""
    house.root.kind = "administration"
    house.root.save()
    return viewer_for(house.administrator("whole", house.root))


def test_only_administrators_of_a_whole_administration_set_the_rules(client, house, dafni):
    branch = house.administrator("branch", house.left)
    for who in (dafni, branch):
        with pytest.raises(NotFound):
            set_sign_in_policy(viewer=viewer_for(who), roles=[], grace_days=0)
        client.force_login(who)
        assert client.get(reverse("identity:sign-in-policy-set")).status_code == 404
    viewer = instance(house)
    client.force_login(Account.objects.get(pk=viewer.account_id))
    page = client.get(reverse("identity:sign-in-policy-set"))
    assert page.status_code == 200 and "6 ρόλους" in page.content.decode()
    data = {"roles": ["administrator"], "grace_days": "5", "version": "1"}
    assert client.post(reverse("identity:sign-in-policy-set"), data).status_code == 302
    assert (sign_in_policy().roles, sign_in_policy().grace_days) == (["administrator"], 5)
    assert client.post(reverse("identity:sign-in-policy-set"), data).status_code == 422
    change = Event.objects.get(name="identity.SignInPolicyChanged").changes.get(field="grace_days")
    assert (change.before, change.after) == (0, 5)


@pytest.mark.parametrize("said", [{"roles": ["root"]}, {"grace_days": 61}, {"grace_days": -1}])
def test_rules_that_cannot_be_are_refused(house, said):
    with pytest.raises(Invalid):
        set_sign_in_policy(viewer=instance(house), **{"roles": [], "grace_days": 0, **said})


def test_acts_that_matter_ask_who_sits_there(client, house):
    anthi = house.account("anthi", house.left, password=PASSWORD)
    client.force_login(anthi)
    session = client.session
    session["confirmed_at"] = time.time() - 1000
    session.save()
    page = reverse("identity:confirm")
    for name in ("app-add", "passkey-add"):
        response = client.get(reverse(f"identity:{name}"))
        assert response["Location"].startswith(page)
    data = {"name": "Πρόγραμμα", "scope": "all", "days": "30"}
    assert client.post(reverse("identity:token-create"), data)["Location"].startswith(page)
    assert not anthi.tokens.exists()
    assert client.post(page, {"password": "λάθος"}).status_code == 422
    assert client.post(page, {"password": PASSWORD, "next": "/me/"})["Location"] == "/me/"
    assert client.post(reverse("identity:token-create"), data).status_code == 200
    assert Event.objects.filter(name="identity.IdentityConfirmed").count() == 1


def test_who_has_a_second_factor_is_asked_for_that(client, dafni, secret):
    client.force_login(dafni)
    page = reverse("identity:confirm")
    assert client.post(page, {"password": PASSWORD}).status_code == 422
    assert client.post(page, {"code": code_of(secret)}).status_code == 302


def test_adding_the_first_factor_ends_all_other_sessions(client, house):
    anthi = house.account("anthi", house.left, password=PASSWORD)
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        browser.force_login(anthi, factor="")
    client.get(reverse("identity:app-add"))
    secret = re.search(
        r'zxx">([A-Z2-7 ]+)<', client.get(reverse("identity:app-add")).content.decode()
    )[1].replace(" ", "")
    data = {"name": "Κινητό", "code": code_of(secret)}
    assert client.post(reverse("identity:app-add"), data).status_code == 200
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert Sitting.objects.count() == 1
