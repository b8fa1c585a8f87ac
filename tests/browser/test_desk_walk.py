"""Stories 3 to 5 of the spine, walked by keyboard: report, work, refer, come back, confirm."""

import re

from tests.browser.keys import choose, press, reach, tick, write
from tests.browser.looking import check_page

WHAT = "Το πρωτόκολλο αργεί ή διακόπτεται. Από το πρωί κάνει πάνω από ένα λεπτό «να ανοίξει»."
TITLE = "Το πρωτόκολλο αργεί ή διακόπτεται"
NUMBER = re.compile(r"FLO-\d{4}-\d{4}")


def open_from(page, path):
    page.goto(path)
    press(page, "link", TITLE)


def reports_on_a_phone(page):
    page.goto("/")
    check_page(page)
    write(page, "Τι δεν δουλεύει;", WHAT)
    choose(page, "urgency", "high")
    press(page, "button", "Αποστολή")
    check_page(page)
    assert "Διοικητήριο" not in page.locator(".pi-receipt").inner_text()
    return NUMBER.search(page.locator(".no").inner_text())[0]


def takes_and_asks(page):
    page.goto("/")
    assert "1 δεν το έχει αναλάβει κανείς." in page.locator(".say").inner_text()
    press(page, "link", "Άνοιγμα του πρώτου")
    press(page, "button", "Ανάληψη")
    assert "Το αναλάβατε." in page.get_by_role("status").first.inner_text()
    write(page, "Κείμενο", "Ανοίγουν οι υπόλοιπες σελίδες κανονικά;")
    tick(page, "Ρωτώ και περιμένω απάντηση")
    press(page, "button", "Αποστολή προς: Ανθή Καλογήρου")
    assert "Περιμένει απάντηση" in page.locator(".say").inner_text()


def answers(page):
    page.goto("/tickets/mine/")
    press(page, "link", TITLE)
    assert "Σας ρώτησαν κάτι." in page.locator(".say").inner_text()
    write(page, "Κείμενο", "Ανοίγουν, αλλά αργά.")
    press(page, "button", "Αποστολή")
    check_page(page)


def notes_and_sets_the_priority(page):
    open_from(page, "/tickets/")
    write(page, "Κείμενο", "Απώλεια 7 % των πακέτων, και από δεύτερο υπολογιστή.")
    press(page, "button", "Μόνο για το τμήμα και τη Διεύθυνση")
    assert page.locator(".entry.inside").count() == 1
    press(page, "link", "Αλλαγή προτεραιότητας")
    choose(page, "impact", "prefecture")
    press(page, "button", "Ορισμός προτεραιότητας")
    assert page.locator(".pi-facts .pi-prio").first.inner_text() == "Κρίσιμη"


def refers(page, ask):
    open_from(page, "/tickets/")
    press(page, "link", "Παραπομπή στη Διεύθυνση")
    press(page, "button", "Παραπομπή στη Διεύθυνση")
    assert page.title().startswith("Σφάλμα")
    check_page(page)
    write(page, "Τι διαπιστώσατε;", "Η βλάβη είναι από τον πάροχο και μετά.")
    write(page, "Τι ζητάτε;", ask)
    press(page, "button", "Παραπομπή στη Διεύθυνση")
    assert "Στη" not in page.title() and page.locator(".pi-legs .live").count() == 1


def accepts_and_asks_back(page):
    page.goto("/")
    open_from(page, "/referrals/?show=new")
    press(page, "button", "Αποδοχή")
    press(page, "link", "Επιστροφή με ερώτηση")
    write(page, "Τι πρέπει να μάθετε;", "Ποιος είναι ο αριθμός του κυκλώματος;")
    press(page, "button", "Επιστροφή με ερώτηση")


def accepts_and_hands_back(page):
    open_from(page, "/referrals/?show=in")
    press(page, "button", "Αποδοχή")
    press(page, "link", "Επιστροφή με απάντηση")
    write(page, "Ποια είναι η απάντηση;", "Ο πάροχος επισκεύασε τη γραμμή.")
    press(page, "button", "Επιστροφή με απάντηση")


def resolves(page):
    open_from(page, "/tickets/")
    press(page, "link", "Λύθηκε")
    write(page, "Πώς λύθηκε;", "Η γραμμή αποκαταστάθηκε.")
    press(page, "button", "Λύθηκε")


def test_a_report_goes_to_the_directorate_and_back_by_keyboard(page_as, anthi, dafni, iason):
    phone, desk, seat = page_as(anthi, width=390), page_as(dafni), page_as(iason)
    number = reports_on_a_phone(phone)
    takes_and_asks(desk)
    answers(phone)
    notes_and_sets_the_priority(desk)
    refers(desk, "Αποκατάσταση της γραμμής.")
    accepts_and_asks_back(seat)
    desk.goto(f"/tickets/{number}/")
    assert "με ερώτηση" in desk.locator(".say").inner_text()
    refers(desk, "Είναι το κύκλωμα 4471.")
    accepts_and_hands_back(seat)
    check_page(seat)
    resolves(desk)
    phone.goto(f"/tickets/{number}/")
    assert phone.locator(".entry.inside").count() == 0
    press(phone, "button", "Δεν λύθηκε, άνοιγμα ξανά")
    resolves(desk)
    check_page(desk)
    phone.goto(f"/tickets/{number}/")
    press(phone, "button", "Λύθηκε")
    assert "Έκλεισε." in phone.locator(".say").inner_text()


def test_a_number_in_the_search_box_opens_its_ticket(page_as, anthi, dafni):
    phone, desk = page_as(anthi, width=390), page_as(dafni)
    number = reports_on_a_phone(phone)
    desk.goto("/")
    desk.keyboard.press("/")
    reach(desk, desk.get_by_role("searchbox").first)
    desk.keyboard.insert_text("φλω 1")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert number in desk.url
