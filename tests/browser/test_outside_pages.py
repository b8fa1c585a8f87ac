"""The pages of the directory and of the OpenID provider, tried on a real directory."""

from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.looking import check_page
from tests.identity.slapd import BASE, SERVICE, SERVICE_PASSWORD, slapd

from pindos.identity.commands import set_directory, set_provider
from pindos.identity.queries import viewer_for

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
