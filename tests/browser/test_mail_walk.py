"""A message of somebody unknown: seen, read and made a ticket, without a mouse's precision."""

import os
import re

from playwright.sync_api import expect
from tests.browser.looking import check_page
from tests.mail.letters import came, letter

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.mail.commands import add_mailbox
from pindos.mail.models import Arrival, Mailbox
from pindos.operations.commands import set_options

STORY = (
    "Καλημέρα σας,\nδεν μπορώ να ανοίξω τα έγγραφα που μου στείλατε.\n\nΜε εκτίμηση,\nΗλίας Δέλλας"
)


def mailbox(admin):
    add_mailbox(
        viewer=viewer_for(admin),
        password="μυστικό",
        **{"address": "support.florina@apdhp.example", "unit": "TP-FLO"},
        **{"host": "imap.apdhp.example", "username": "support.florina"},
    )
    return Mailbox.objects.get()


def look(page, name):
    """Keep a picture where somebody asked for it."""
    if folder := os.environ.get("PINDOS_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_message_in_quarantine_becomes_a_ticket(page_as, admin, dafni, anthi):
    box = mailbox(admin)
    came(letter("Ηλίας Δέλλας <ilias@outside.example>", STORY), mailbox=box)
    came(letter("nea@shop.example", "Προσφορές", subject="Προσφορές", List_Id="<x>"), mailbox=box)
    page = page_as(dafni)
    page.goto("/mail/")
    check_page(page)
    look(page, "mail-list")
    page.get_by_role("link", name="Δεν ανοίγει το πρωτόκολλο").click()
    expect(page.get_by_text("Ο αποστολέας δεν είναι στο μητρώο.")).to_be_visible()
    check_page(page)
    look(page, "mail-show")
    page.get_by_role("link", name="Να γίνει αίτημα").click()
    page.get_by_label("Ή προσθήκη στο αίτημα").fill("FLO-2026-9999")
    page.get_by_role("button", name="Καταχώριση").click()
    expect(page.get_by_label("Ή προσθήκη στο αίτημα")).to_have_value("FLO-2026-9999")
    check_page(page)
    look(page, "mail-release")
    page.get_by_label("Ή προσθήκη στο αίτημα").fill("")
    page.get_by_label("Άνοιγμα αιτήματος για").fill("anthi@example.gr")
    page.get_by_role("button", name="Καταχώριση").click()
    expect(page).to_have_title(re.compile("FLO-20"))
    assert "δεν μπορώ να ανοίξω τα έγγραφα" in page.locator("main").inner_text()


def test_the_desk_at_the_seat_says_whose_an_unknown_address_is(page_as, ioanna, anthi):
    set_options(viewer=HOUSE, values={"mail.own_domains": "apdhp.example"})
    came(letter("Ανθή Γκόγκου <a.gkogkou@florina.apdhp.example>", STORY))
    page = page_as(ioanna)
    page.goto("/mail/")
    check_page(page)
    look(page, "unassigned-list")
    page.get_by_role("link", name="Δεν ανοίγει το πρωτόκολλο").click()
    check_page(page)
    look(page, "unassigned-show")
    page.get_by_role("link", name="Να γίνει αίτημα").click()
    check_page(page)
    look(page, "unassigned-release")
    page.go_back()
    page.get_by_role("textbox", name="Είναι του/της").fill("anthi@example.gr")
    page.get_by_role("button", name="Σύνδεση με το πρόσωπο").click()
    expect(page.get_by_text("γράφει και από τη διεύθυνση")).to_be_visible()
    check_page(page)
    look(page, "unassigned-tied")


def test_an_administrator_adds_a_mailbox_and_hears_why_it_does_not_open(page_as, admin):
    page = page_as(admin, width=390)
    page.goto("/mailboxes/")
    check_page(page)
    page.get_by_role("link", name="Προσθήκη θυρίδας").click()
    page.get_by_role("textbox", name="Διεύθυνση").fill("support.kozani@apdhp.example")
    page.get_by_label("Μονάδα").select_option("TP-KOZ")
    page.get_by_role("textbox", name="Διακομιστής").fill("127.0.0.1")
    page.get_by_role("spinbutton", name="Θύρα").fill("9")
    page.get_by_role("textbox", name="Όνομα χρήστη").fill("kozani")
    check_page(page)
    look(page, "mailbox-add")
    page.get_by_role("button", name="Αποθήκευση").click()
    page.get_by_role("button", name="Δοκιμή αν ανοίγει").click()
    expect(page.get_by_text("Δεν ανοίγει. Ο λόγος:")).to_be_visible()
    check_page(page, allow=frozenset({"Errno", "Connection", "refused"}))  # the system's own words
    page.goto("/mail/senders/")
    page.get_by_label("Διεύθυνση ή ολόκληρος τομέας").fill("λάθος")
    page.get_by_role("button", name="Αποκλεισμός", exact=True).click()
    expect(page.get_by_text("Γράψτε μια διεύθυνση e-mail")).to_be_visible()
    check_page(page)
    look(page, "senders")


def test_the_tabs_of_all_fates_stand_on_one_line(page_as, admin, dafni):
    box = mailbox(admin)
    for fate in (
        "opened",
        "added",
        "failure",
        "ignored",
        "unassigned",
        "quarantined",
        "too-large",
    ):
        row = came(letter("ilias@outside.example", STORY), mailbox=box)
        Arrival.objects.filter(pk=row.pk).update(fate=fate)
    page = page_as(dafni)
    page.goto("/mail/")
    tabs = page.get_by_role("navigation", name="Προβολές").get_by_role("link")
    assert len({tab.bounding_box()["y"] for tab in tabs.all()}) == 1 and tabs.count() == 8
    phone = page_as(dafni, width=390)
    phone.goto("/mail/")
    check_page(phone)
    look(phone, "mail-list-phone")


def test_a_card_of_a_mailbox_on_a_phone_says_what_each_value_is(page_as, admin):
    mailbox(admin)
    page = page_as(admin, width=390)
    page.goto("/mailboxes/")
    for cell in page.locator("td[data-label]").all():
        shown = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert shown == f'"{cell.get_attribute("data-label")}"'
    check_page(page)
    look(page, "mailbox-list-phone")
