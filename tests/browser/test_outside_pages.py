"""The pages of the directory and of the OpenID provider, tried on a real directory."""

import re

from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.looking import check_page
from tests.identity.openid_running import ELENI, SECRET, openid_provider
from tests.identity.slapd import BASE, SERVICE, SERVICE_PASSWORD, slapd

from pindos.identity.commands import set_directory, set_provider
from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.organisation.commands import add_person, appoint_person

NAMES = frozenset(
    {"pindos", "u101", "epirus", "none", "technician", "localhost", "client", "people"}
)


def test_an_administrator_tries_the_directory_and_sets_the_provider(page_as, admin):
    with slapd() as running:
        values = {
            "servers": [f"127.0.0.1:{running.port}"],
            "security": "starttls",
            "certificate": running.ca,
            "bind_dn": SERVICE,
            "base_dn": BASE,
            "units": {"Τμήμα Πληροφορικής Φλώρινας": "TP-FLO"},
            "is_on": True,
        }
        set_directory(viewer=viewer_for(admin), values=values, password=SERVICE_PASSWORD)
        page = page_as(admin)
        page.goto(reverse("identity:directory-set"))
        page.get_by_label("Όνομα χρήστη ενός προσώπου").fill("u101")
        page.get_by_role("button", name="Δοκιμή").click()
        expect(page.get_by_text("Βρέθηκαν: 200")).to_be_visible()
        check_page(page, allow=NAMES)
        page.get_by_role("link", name="Σύγκριση των προσώπων με τον κατάλογο").click()
        check_page(page, allow=NAMES)
    page.goto(reverse("identity:provider-set"))
    check_page(page, allow=NAMES)
    values = {"issuer": "https://sso.epirus.example", "client_id": "pindos", "is_on": True}
    set_provider(viewer=viewer_for(admin), values=values)
    guest = page_as()
    guest.goto("/sign-in/")
    expect(guest.get_by_role("link", name="Σύνδεση μέσω του παρόχου OpenID")).to_be_visible()
    check_page(guest)


def test_whoever_came_by_the_provider_is_led_out_of_both(page_as, admin, chart, tmp_path):
    person = add_person(
        viewer=HOUSE,
        key="eleni",
        given_name="Ελένη",
        family_name="Παπαδοπούλου",
        email=ELENI["email"],
    )
    appoint_person(
        viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="employee", starts_on="2026-01-01"
    )
    with openid_provider(tmp_path / "log") as running:
        running.knows()
        values = {
            "issuer": running.issuer,
            "client_id": "pindos",
            "is_on": True,
            "signs_out": True,
        }
        set_provider(viewer=viewer_for(admin), values=values, secret=SECRET)
        page = page_as()
        page.goto("/sign-in/")
        page.get_by_role("link", name="Σύνδεση μέσω του παρόχου OpenID").click()
        expect(page).to_have_url(re.compile("/$"))
        page.goto(reverse("identity:me"))
        came = []
        page.on("request", lambda request: came.append(request.url.partition("?")[0]))
        page.get_by_role("button", name="Αποσύνδεση").click()
        expect(page.get_by_text("Αποσυνδεθήκατε, εδώ και στον πάροχο.")).to_be_visible()
        assert f"{running.issuer}/leave" in came
