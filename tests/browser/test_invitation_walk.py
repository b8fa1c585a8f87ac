"""Invited by a head, in by the link in the mail; and a forgotten password, by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.looking import check_page

from pindos.identity.commands import invite_person
from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.notices.cipher import opened_link
from pindos.notices.models import MailServer, Sending
from pindos.organisation.commands import add_person, appoint_person

OWN = "πέτρινα γεφύρια του Ζαγορίου"
NAMES = {"nefeli", "example", "gr", "epirus", "petros", "anthi"}


@pytest.fixture
def mail(db):
    MailServer.objects.create(host="127.0.0.1", port=9, sender="p@example.gr", is_on=True)


def newcomer(key, given, family):
    person = add_person(
        viewer=HOUSE, key=key, given_name=given, family_name=family, email=f"{key}@epirus.example"
    )
    appoint_person(
        viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="employee", starts_on="2026-01-01"
    )
    return person


def last_link():
    return opened_link(Sending.objects.exclude(link="").latest("pk").link)


def test_a_head_invites_somebody_who_chooses_a_password_and_begins(page_as, giorgos, mail):
    newcomer("nefeli", "Νεφέλη", "Αναγνωστοπούλου-Καραγεωργίου")
    petros = newcomer("petros", "Πέτρος", "Ζιάκας")
    invite_person(viewer=viewer_for(giorgos), person_id=petros.pk, username="petros")
    page = page_as(giorgos)
    page.goto(reverse("identity:invitation-list"))
    check_page(page, allow=NAMES)
    page.get_by_role("link", name="Πρόσκληση προσώπου", exact=True).click()
    page.locator("#people-q").fill("νεφελη")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check_page(page, allow=NAMES)
    page.get_by_role("link", name="Νεφέλη Αναγνωστοπούλου-Καραγεωργίου").click()
    check_page(page, allow=NAMES)
    page.get_by_role("button", name="Αποστολή της πρόσκλησης").click()
    expect(page.get_by_text("2 προσκλήσεις")).to_be_visible()
    guest = page_as()
    guest.goto(last_link())
    assert "/entry/" not in guest.url
    check_page(guest, allow=NAMES)
    guest.locator("[name=password]").fill(OWN)
    guest.locator("[name=again]").fill(OWN)
    guest.keyboard.press("Enter")
    expect(guest.get_by_text("Καλώς ήρθατε. Είστε συνδεδεμένοι.")).to_be_visible()


def test_somebody_who_forgot_the_password_gets_back_in(page_as, anthi, mail):
    page = page_as()
    page.goto("/sign-in/")
    page.get_by_role("link", name="Ξέχασα τον κωδικό μου").click()
    check_page(page)
    page.get_by_label("Το όνομα χρήστη ή το e-mail σας").fill("anthi@example.gr")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Αν υπάρχει τέτοιος λογαριασμός")).to_be_visible()
    check_page(page)
    drain()
    page.goto(last_link())
    check_page(page, allow=NAMES)
    page.locator("[name=password]").fill(OWN)
    page.locator("[name=again]").fill(OWN)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ο κωδικός σας άλλαξε")).to_be_visible()
    other = page_as()
    other.goto("/sign-in/link-over/")
    check_page(other)
