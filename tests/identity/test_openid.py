"""Signing in by a real OpenID provider in a process of its own, and tokens that prove nothing."""

import hmac
import json
import re
import time
from base64 import urlsafe_b64encode
from html import unescape
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from tests.identity.conftest import PASSWORD as OWN
from tests.identity.openid_running import ELENI, SECRET, openid_provider

from pindos.identity import totp
from pindos.identity.commands import add_app, create_account, set_provider, sign_in, try_provider
from pindos.identity.commands.barring import bar_from_outside
from pindos.identity.models import Account, OutsideSignIn, Provider, Sitting
from pindos.identity.openid import Failed, begun, shown_by, verified
from pindos.identity.queries import client_of, viewer_for
from pindos.identity.store import kept_as
from pindos.identity.web.entry import KEPT
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.kernel.sealing import seal
from pindos.operations.commands import undo_revision
from pindos.organisation.commands import add_person, appoint_person
from pindos.organisation.models import Person

START = "/sign-in/openid/"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with openid_provider(tmp_path_factory.mktemp("openid") / "log") as found:
        yield found


@pytest.fixture
def provider(admin, running, settings):
    settings.URL = "http://localhost"
    running.knows()
    values = {"issuer": running.issuer, "client_id": "pindos", "is_on": True}
    set_provider(viewer=viewer_for(admin), values=values, secret=SECRET)
    return running


@pytest.fixture
def eleni(chart):
    person = add_person(
        viewer=HOUSE,
        key="eleni",
        given_name="Ελένη",
        family_name="Παπαδοπούλου",
        email="Eleni@Epirus.Example",
    )
    appoint_person(
        viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="employee", starts_on="2026-01-01"
    )
    return person


def come(client, provider, next_page=""):
    """Through the provider and back, as a browser goes; the answer to the return."""
    sent = client.get(START, {"next": next_page} if next_page else {})
    back = urlsplit(provider.sends_back(sent["Location"]))
    return client.get(back.path, {key: value[0] for key, value in parse_qs(back.query).items()})


def said(client):
    """What the page of the sign-in says against it."""
    return client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_somebody_signs_in_and_is_linked_by_the_verified_address(
    provider, eleni, client, algorithm
):
    provider.knows(alg=algorithm)
    answer = come(client, provider, "/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert client.get("/me/").status_code == 200
    account = Account.objects.get(username="eleni")
    assert (account.person_id, account.has_usable_password()) == (eleni.pk, False)
    assert OutsideSignIn.objects.get().subject == f"{provider.issuer}#eleni-42"


def test_the_button_stands_on_the_page_of_the_sign_in_when_it_is_on(provider, client):
    Provider.objects.update(button="Σύνδεση με τους κωδικούς της Περιφέρειας")
    assert "Σύνδεση με τους κωδικούς της Περιφέρειας" in said(client)
    Provider.objects.update(is_on=False)
    assert START not in said(client)
    assert client.get(START).status_code == 404


def test_later_the_subject_is_enough_whatever_the_address_is_then(provider, eleni, client):
    come(client, provider)
    provider.knows(email="alli@epirus.example", email_verified=False, preferred_username="allos")
    other = type(client)()
    assert come(other, provider)["Location"] == "/"
    assert OutsideSignIn.objects.count() == 1


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_finds_nobody(provider, eleni, client, verified):
    provider.knows(email_verified=verified)
    assert come(client, provider)["Location"] == "/sign-in/"
    assert "δεν σας έχουν καταχωρίσει" in said(client)
    assert not Account.objects.filter(username="eleni").exists()


def test_a_name_alone_finds_nobody(provider, dafni, client):
    Person.objects.filter(pk=dafni.person_id).update(email="")
    provider.knows(preferred_username="dafni", email="")
    assert come(client, provider)["Location"] == "/sign-in/"


def test_whoever_is_not_entered_here_is_refused_and_gets_nothing(provider, client, chart):
    assert come(client, provider)["Location"] == "/sign-in/"
    assert not Account.objects.filter(username="eleni").exists()


TABLES = {
    "units": {"Τμήμα Πληροφορικής Φλώρινας": "TP-FLO"},
    "roles": {"pindos-admins": "administrator", "/Τεχνικοί": "technician"},
}
SAYS = {
    "given_name": "Ελένη",
    "family_name": "Παπαδοπούλου",
    "department": "ΤΜΗΜΑ ΠΛΗΡΟΦΟΡΙΚΗΣ ΦΛΩΡΙΝΑΣ",
    "groups": ["/όλοι", "/τεχνικοί"],
}


def test_whom_the_tables_give_a_unit_and_a_role_is_entered_at_the_first_sign_in(
    provider, admin, chart, client
):
    set_provider(viewer=viewer_for(admin), values=TABLES)
    provider.knows(**SAYS)
    assert come(client, provider)["Location"] == "/"
    account = Account.objects.get(username="eleni")
    assert account.person.name == "Ελένη Παπαδοπούλου"
    held = viewer_for(account).posts
    assert {post.role for post in held} == {"technician"} and len(held) == 1
    assert come(type(client)(), provider)["Location"] == "/" and Account.objects.count() == 2


@pytest.mark.parametrize(
    "claims",
    [
        {"department": "Λογιστήριο"},
        {"groups": ["/όλοι"]},
        {"groups": []},
        {"family_name": " "},
        {"email_verified": False},
    ],
)
def test_without_a_unit_a_role_a_name_or_a_verified_address_nobody_is_entered(
    provider, admin, chart, client, claims
):
    set_provider(viewer=viewer_for(admin), values=TABLES)
    provider.knows(**{**SAYS, **claims})
    assert come(client, provider)["Location"] == "/sign-in/"
    assert not Person.objects.filter(family_name="Παπαδοπούλου").exists()


def test_whoever_was_pseudonymised_here_does_not_come_back_by_themselves(
    provider, admin, chart, client
):
    set_provider(viewer=viewer_for(admin), values=TABLES)
    provider.knows(**SAYS)
    bar_from_outside([], [ELENI["email"]])
    assert come(client, provider)["Location"] == "/sign-in/"
    assert not Person.objects.filter(family_name="Παπαδοπούλου").exists()


def test_whose_key_is_taken_is_told_so_and_the_present_person_stays(
    provider, admin, eleni, client
):
    Person.objects.filter(pk=eleni.pk).update(email="palia@epirus.example")
    set_provider(viewer=viewer_for(admin), values=TABLES)
    provider.knows(**SAYS)
    assert come(client, provider)["Location"] == "/sign-in/"
    assert "Δεν μπορέσαμε να σας καταχωρίσουμε" in said(client)
    assert Person.objects.filter(family_name="Παπαδοπούλου").count() == 1


def test_a_closed_account_stays_closed(provider, eleni, client):
    account = create_account(viewer=HOUSE, username="eleni", person_id=eleni.pk, password=OWN)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert come(client, provider)["Location"] == "/sign-in/"
    assert "είναι απενεργοποιημένος" in said(client)


def test_the_second_factor_of_this_house_is_asked_for_unless_the_providers_counts(
    provider, eleni, client
):
    come(client, provider)
    account = Account.objects.get(username="eleni")
    secret = totp.new_secret()
    code = totp.code_at(secret, timezone.now())
    add_app(viewer=viewer_for(account), name="Κινητό", secret=secret, code=code)
    provider.knows(amr=["pwd", "mfa"])
    second = type(client)()
    assert come(second, provider)["Location"] == reverse("identity:sign-in-factor")
    assert "_auth_user_id" not in second.session
    Provider.objects.update(factors=["mfa"])
    third = type(client)()
    assert come(third, provider)["Location"] == "/"
    assert third.session["factor"] == "outside"
    provider.knows(amr=["pwd"])
    assert come(type(client)(), provider)["Location"] == reverse("identity:sign-in-factor")


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(provider, eleni, client):
    sent = client.get(START)
    back = urlsplit(provider.sends_back(sent["Location"]))
    query = {key: value[0] for key, value in parse_qs(back.query).items()}
    other = type(client)()
    assert other.get(back.path, query)["Location"] == "/sign-in/"
    assert client.get(back.path, {**query, "state": "άλλο"})["Location"] == "/sign-in/"
    assert client.get(back.path, query)["Location"] == "/sign-in/"  # the try is used up
    assert "Ξεκινήστε από την αρχή" in said(client)


def test_a_code_without_its_verifier_or_with_a_wrong_secret_is_worth_nothing(provider, eleni):
    client = client_of(Provider.objects.get())
    back = "http://localhost/sign-in/openid/back/"
    for changed, as_client in (
        ({"verifier": "x" * 64}, client),
        ({}, client._replace(secret="άλλο")),
    ):
        asked = begun(client, back)
        code = parse_qs(urlsplit(provider.sends_back(asked.url)).query)["code"][0]
        with pytest.raises(Failed):
            shown_by(as_client, code, {**asked.state, **changed})


def test_a_code_is_good_once(provider, eleni):
    client = client_of(Provider.objects.get())
    asked = begun(client, "http://localhost/sign-in/openid/back/")
    code = parse_qs(urlsplit(provider.sends_back(asked.url)).query)["code"][0]
    assert shown_by(client, code, asked.state).claims["sub"] == "eleni-42"
    with pytest.raises(Failed):
        shown_by(client, code, asked.state)


KEY, OTHER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)


def keys():
    made = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
    return jwt.PyJWKSet.from_dict({"keys": [{**made, "kid": "k", "alg": "ES256"}]})


def token(key=KEY, algorithm="ES256", kid="k", **changed):
    now = int(time.time())
    claims = {"iss": "https://i", "aud": "pindos", "sub": "1", "iat": now, "exp": now + 300}
    claims |= {"nonce": "n", **changed}
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def confused():
    """Signed with our public key as if it were a shared secret (CVE-2016-10555 and its kin)."""
    head, body, _signature = token().split(".")
    head = base64url({"alg": "HS256", "typ": "JWT", "kid": "k"})
    public = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    proof = hmac.new(public, f"{head}.{body}".encode(), "sha256").digest()
    return f"{head}.{body}.{urlsafe_b64encode(proof).rstrip(b'=').decode()}"


def base64url(said):
    return urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def check(text):
    return verified(text, keys=keys(), issuer="https://i", audience="pindos", nonce="n")


def test_a_good_token_is_believed():
    assert check(token())["sub"] == "1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.c",
        token(OTHER),
        token(kid="άλλο"),
        token(RSA, "RS256"),
        token(iss="https://other"),
        token(aud="other"),
        token(aud=["pindos", "other"]),
        token(aud=["pindos", "other"], azp="other"),
        token(exp=int(time.time()) - 3600),
        token(iat=int(time.time()) + 3600),
        token(nonce="other"),
        token(nonce=None),
        token(sub=None),
        token(exp=None),
        token(None, "none"),
        confused(),
        token()[:-6] + "AAAAAA",
    ],
)
def test_a_token_that_is_not_as_it_must_be_proves_nothing(text):
    with pytest.raises(Failed):
        check(text)


def test_a_try_says_what_worked(provider, admin):
    steps = try_provider(viewer=viewer_for(admin))
    assert [(each.is_good, each.words) for each in steps][1] == (True, "2")
    Provider.objects.update(issuer="http://127.0.0.1:9")
    assert [each.is_good for each in try_provider(viewer=viewer_for(admin))] == [False]
    Provider.objects.update(issuer="http://localhost:" + provider.issuer.rpartition(":")[2])
    assert "ονομάζεται" in try_provider(viewer=viewer_for(admin))[0].words


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"issuer": "http://sso.example.gr"}, "issuer"),
        ({"issuer": "τίποτα"}, "issuer"),
        ({"scopes": "profile"}, "scopes"),
        ({"client_id": ""}, "client_id"),
        ({"units": {"Τμήμα": "δεν-υπάρχει"}}, "units"),
        ({"roles": {"ομάδα": "αρχηγός"}}, "roles"),
    ],
)
def test_settings_that_cannot_be_are_refused(admin, values, field):
    good = {"issuer": "https://sso.example.gr", "client_id": "pindos"}
    with pytest.raises(Invalid) as refused:
        set_provider(viewer=viewer_for(admin), values={**good, **values})
    assert field in refused.value.fields


def test_only_an_administrator_of_all_sets_it_and_the_secret_stays_one(provider, giorgos, client):
    for act in (
        lambda: set_provider(viewer=viewer_for(giorgos), values={}),
        lambda: try_provider(viewer=viewer_for(giorgos)),
    ):
        with pytest.raises((NotFound, Refused)):
            act()
    assert SECRET not in Provider.objects.get().secret
    assert SECRET not in str(list(Change.objects.values_list("before", "after")))
    assert Event.objects.filter(name="identity.ProviderChanged").count() == 1


def test_pages_and_api_set_and_try(provider, admin, client):
    client.force_login(admin)
    page = reverse("identity:provider-set")
    form = {
        "issuer": provider.issuer,
        "client_id": "pindos",
        "scopes": "openid email",
        "login_claim": "preferred_username",
        "email_claim": "email",
        "factors": "mfa\notp",
        "is_on": "on",
    }
    assert client.post(page, form)["Location"] == page
    row = Provider.objects.get()
    assert (row.factors, bool(row.secret)) == (["mfa", "otp"], True)
    assert client.get("/api/v1/openid").json()["has_secret"] is True
    assert SECRET not in client.get(page).content.decode()
    tried = client.post(reverse("identity:provider-try")).content.decode()
    assert f"{provider.issuer}/authorize" in tried


def leave(client):
    """Sign out by the button; the answer, and what the provider is sent, if anything."""
    answer = client.post(reverse("identity:sign-out"))
    sent = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.content.decode())
    address = urlsplit(unescape(sent[1])) if sent else None
    return answer, address and (
        f"{address.scheme}://{address.netloc}{address.path}",
        {key: value[0] for key, value in parse_qs(address.query).items()},
    )


def test_whoever_came_by_the_provider_signs_out_here_first_and_then_there(
    provider, admin, eleni, client
):
    set_provider(viewer=viewer_for(admin), values={"signs_out": True})
    come(client, provider)
    kept = client.session[KEPT]["token"]
    assert kept and not kept.startswith("eyJ")
    answer, (address, words) = leave(client)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert "Έχετε αποσυνδεθεί εδώ" in answer.content.decode()
    assert not Sitting.objects.exists() and KEPT not in client.session
    assert client.get("/me/").status_code == 302
    assert address == f"{provider.issuer}/leave"
    head = jwt.decode(words["id_token_hint"], options={"verify_signature": False})
    assert (head["sub"], words["client_id"]) == ("eleni-42", "pindos")
    back = urlsplit(words["post_logout_redirect_uri"])
    assert f"{back.scheme}://{back.netloc}" == "http://localhost"
    other = type(client)()
    assert other.get(back.path, {"state": words["state"]})["Location"] == "/sign-in/"
    assert "και στον πάροχο" not in said(other)
    assert client.get(back.path, {"state": words["state"]})["Location"] == "/sign-in/"
    assert "Αποσυνδεθήκατε, εδώ και στον πάροχο." in said(client)
    client.get(back.path, {"state": words["state"]})
    assert "και στον πάροχο" not in said(client)  # it counts once


def test_signing_out_here_waits_for_no_provider_and_leads_only_where_it_says(
    provider, admin, eleni, client
):
    by = viewer_for(admin)
    come(client, provider)
    assert not client.session[KEPT]
    assert leave(client)[1] is None  # nobody allowed it
    set_provider(viewer=by, values={"signs_out": True})
    assert [each.is_good for each in try_provider(viewer=by)] == [True, True, True]
    for announced in ("", "javascript:alert(1)", "http://sso.epirus.example/leave"):
        provider.knows()
        come(client, provider)
        provider.announces(announced)
        assert leave(client)[1] is None and client.get("/me/").status_code == 302
    assert not try_provider(viewer=by)[2].is_good
    provider.announces(f"{provider.issuer}/leave?lang=el")
    come(client, provider)
    assert leave(client)[1][1]["lang"] == "el"
    provider.announces(f"{provider.issuer}/leave")
    come(client, provider)
    Provider.objects.update(issuer="http://127.0.0.1:9")
    assert leave(client)[1] is None  # the token is of another provider
    Provider.objects.update(issuer=provider.issuer)
    come(client, provider)
    session = client.session
    session[KEPT] = {**session[KEPT], "issuer": "http://127.0.0.1:9"}
    session.save()
    Provider.objects.update(issuer="http://127.0.0.1:9")
    answer, sent = leave(client)  # it is away
    assert (answer["Location"], sent) == ("/sign-in/", None)
    assert "ίσως όχι στον πάροχο" in said(client) and client.get("/me/").status_code == 302


def test_the_token_is_of_one_browser_and_one_account_and_falls_with_the_session(
    provider, admin, eleni, client
):
    set_provider(viewer=viewer_for(admin), values={"signs_out": True})
    come(client, provider)
    other = type(client)()
    come(other, provider)
    here = kept_as(client.session.session_key)
    sitting = Sitting.objects.exclude(key=here).get()
    ended = client.post(reverse("identity:session-end", args=[sitting.pk]))
    assert ended["Location"] == reverse("identity:session-list")
    assert Session.objects.count() == 1
    assert leave(other)[1] is None  # nobody is signed in there any more
    session = client.session
    session[KEPT] = {**session[KEPT], "account": admin.pk}
    session.save()
    assert leave(client)[1] is None


def test_what_was_set_of_the_provider_is_put_back_without_its_secret(provider, admin):
    by = viewer_for(admin)
    set_provider(viewer=by, values={"signs_out": True, "button": "Είσοδος"}, secret="άλλο")
    seal()
    number = Event.objects.filter(name="identity.ProviderChanged").latest("seq").seq
    assert undo_revision(viewer=by, seq=number) == ["button", "signs_out"]
    row = Provider.objects.get()
    assert (row.button, row.signs_out, client_of(row).secret) == ("", False, "άλλο")
    seal()
    first = Event.objects.filter(name="identity.ProviderChanged").earliest("seq").seq
    with pytest.raises(Invalid):  # without an issuer there is no provider
        undo_revision(viewer=by, seq=first)


def test_whoever_sits_there_proves_it_by_the_provider_again(provider, eleni, client):
    come(client, provider)
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    asked = client.get("/sign-in/confirm/", {"next": "/me/factors/"}).content.decode()
    assert f"{START}?next=/me/factors/" in asked
    assert come(client, provider, "/me/factors/")["Location"] == "/me/factors/"
    assert client.session["confirmed_at"] > 0


def test_an_account_of_the_provider_has_no_password_here(provider, eleni, client):
    come(client, provider)
    with pytest.raises(Refused):
        sign_in(viewer=NOBODY, username="eleni", password="")
