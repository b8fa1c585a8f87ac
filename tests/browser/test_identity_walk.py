"""Signing in as people do it: the first factor by phone, the second as a passkey, then without."""

import re

from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.looking import check_page

from pindos.identity import totp

NAMES = {"Chrome", "Linux", "dafni", "Aegis", "Authenticator", "FreeOTP", "Google", "Microsoft"}
PASSWORD = "Βίκος-φαράγγι-42"


def code_of(secret):
    return totp.code_at(secret, timezone.now())


def latin(text):
    """What looks like English words in random signs."""
    return set(re.findall("[A-Za-z](?:[A-Za-z-]*[A-Za-z])?", text))


def authenticator(page):
    """A passkey of Chromium's own, unlocked by a finger that is always there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_technician_enrols_and_then_signs_in_with_a_passkey(page_as, dafni):
    dafni.set_password(PASSWORD)
    dafni.save()
    page = page_as()
    page.goto("/sign-in/?next=/me/")
    authenticator(page)
    page.get_by_label("Όνομα χρήστη").fill("dafni")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Δεύτερος παράγοντας")
    check_page(page)
    page.get_by_role("link", name="Προσθήκη εφαρμογής στο κινητό").click()
    shown = page.locator(".pi-secret").inner_text()
    check_page(page, allow=NAMES | latin(shown))
    secret = re.sub(r"\s", "", page.locator(".pi-secret").inner_text())
    page.get_by_label("Ο κωδικός που δείχνει τώρα η εφαρμογή").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".pi-codes li")).to_have_count(10)
    check_page(page, allow=latin(page.locator(".pi-codes").inner_text()))
    page.goto("/me/factors/passkey/")
    check_page(page)
    page.get_by_label("Πώς το λέτε").fill("Υπολογιστής γραφείου")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Υπολογιστής γραφείου")).to_be_visible()
    check_page(page)
    page.context.clear_cookies()
    page.goto("/sign-in/?next=/me/")
    check_page(page)
    page.get_by_role("button", name="Σύνδεση με κλειδί πρόσβασης").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ο λογαριασμός μου")
    check_page(page, allow=NAMES)


def test_the_second_step_and_the_question_who_sits_there(page_as, dafni, admin):
    dafni.set_password(PASSWORD)
    dafni.save()
    page = page_as(dafni)
    page.goto("/me/factors/app/")
    secret = re.sub(r"\s", "", page.locator(".pi-secret").inner_text())
    page.get_by_label("Ο κωδικός που δείχνει τώρα η εφαρμογή").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".pi-codes li")).to_have_count(10)
    codes = page.locator(".pi-codes li").all_inner_texts()
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("Όνομα χρήστη").fill("dafni")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Δεύτερο βήμα")
    check_page(page)
    page.locator("[name=code]").fill("111111")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_contain_text("δεν είναι σωστός")
    page.troubles.found.clear()
    page.locator("[name=code]").fill(codes[3])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Δεύτερο βήμα")
    page.goto("/sign-in/confirm/?next=/me/")
    check_page(page)
    other = page_as(admin)
    other.goto(f"/accounts/{dafni.pk}/")
    check_page(other, allow=NAMES)
    for path in ("/me/sessions/", "/sign-in-policy/"):
        other.goto(path)
        check_page(other, allow=NAMES)
