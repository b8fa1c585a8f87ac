"""Rules as a head writes them, tries them out and reads what they did."""

import os

from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.automation.commands import add_rule
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.servicedesk.commands import load_catalogue

RULE = {
    "name": "Εκτυπωτές: πρώτα το χαρτί",
    "when": "opened",
    "condition": "state = new and title starts Χάλασε",
    "assign_least": True,
    "tasks": "Έλεγξε το χαρτί\nΔοκιμαστική σελίδα",
    "reply": "{προσφώνηση}, το κοιτάμε.",
    "tell_heads": True,
}


def shot(page, name):
    if where := os.environ.get("SHOTS"):
        page.screenshot(path=f"{where}/{name}.png", full_page=True)


def test_the_pages_of_rules_keep_the_rules(page_as, anthi, dafni, giorgos):
    load_catalogue(viewer=HOUSE)
    for n in range(3):
        opened(anthi, title=f"Χάλασε ο εκτυπωτής του {n}ου ορόφου")
    head = viewer_of(giorgos)
    rule = add_rule(viewer=head, unit="TP-FLO", **RULE)
    page = page_as(giorgos)
    for place in ("rules/", "runs/", "rules/add/", f"rules/{rule.pk}/", f"rules/{rule.pk}/edit/"):
        page.goto(f"/automation/{place}")
        check_page(page)
        shot(page, place.replace("/", "-"))
    page.goto(f"/automation/rules/{rule.pk}/")
    page.get_by_role("button", name="Δοκιμή στον τελευταίο μήνα").click()
    page.get_by_text("Θα είχε ενεργήσει 3 φορές. Δεν άλλαξε τίποτα.").wait_for()
    check_page(page)
    shot(page, "tried")
    act_and_look(page, anthi, rule)
    phone = page_as(giorgos, width=390)
    phone.goto(f"/automation/rules/{rule.pk}/edit/")
    check_page(phone)
    shot(phone, "phone")


def act_and_look(page, anthi, rule):
    page.get_by_role("button", name="Ενεργοποίηση").press("Enter")
    page.get_by_text("Ο κανόνας είναι ενεργός.").wait_for()
    ticket = opened(anthi, title="Χάλασε ο εκτυπωτής της γραμματείας")
    while drain():
        pass
    for place in (f"automation/rules/{rule.pk}/", "automation/rules/", "automation/runs/"):
        page.goto(f"/{place}")
        check_page(page)
        shot(page, "acted-" + place.replace("/", "-"))
    page.goto(f"/tickets/{ticket.number}/")
    check_page(page)
    shot(page, "ticket")
    page.get_by_role("link", name="Κανόνας «Εκτυπωτές: πρώτα το χαρτί»").first.click()
    page.get_by_role("heading", name=RULE["name"]).wait_for()


def test_the_pages_of_recurring_work_keep_the_rules(page_as, dafni, giorgos):
    page = page_as(giorgos)
    page.goto("/automation/routines/add/")
    check_page(page)
    page.get_by_label("Όνομα", exact=True).fill("Μηνιαίος έλεγχος αντιγράφων")
    page.get_by_label("Τίτλος αιτήματος").fill("Έλεγχος αντιγράφων {μήνας:γενική}")
    page.get_by_role("combobox", name="Πόσο συχνά").select_option("last")
    shot(page, "routine-add")
    page.get_by_role("button", name="Αποθήκευση και προβολή ημερών").press("Enter")
    page.get_by_role("heading", name="Μηνιαίος έλεγχος αντιγράφων").wait_for()
    check_page(page)
    page.get_by_role("button", name="Ενεργοποίηση").press("Enter")
    page.get_by_role("button", name="Απενεργοποίηση").wait_for()
    shot(page, "routine")
    page.goto("/automation/routines/")
    check_page(page)
    shot(page, "routines")


def test_a_condition_is_added_by_keyboard(page_as, giorgos):
    page = page_as(giorgos)
    page.goto("/automation/rules/add/")
    page.get_by_label("Όνομα", exact=True).fill("Σαρωτές")
    page.get_by_label("Στήλη της νέας συνθήκης").select_option("title")
    page.get_by_role("button", name="Πρόσθεσε συνθήκη").press("Enter")
    page.get_by_label("Τίτλος: τιμή").fill("Σαρωτής")
    page.get_by_label("Εσωτερική σημείωση").fill("Δες το καλώδιο.")
    page.get_by_role("button", name="Αποθήκευση του κανόνα").last.press("Enter")
    page.get_by_text("Ο κανόνας γράφτηκε.").wait_for()
    page.get_by_text("Σαρωτής").first.wait_for()
    switch = page.get_by_role("button", name="Δοκιμή στον τελευταίο μήνα")
    switch.press("Enter")
    page.get_by_role("button", name="Ενεργοποίηση").wait_for()
