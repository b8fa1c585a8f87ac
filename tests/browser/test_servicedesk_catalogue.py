"""The catalogue by keyboard: somebody chooses from it and reports; an administrator tends it."""

import pytest
from tests.browser.keys import press, reach, write
from tests.browser.looking import check_page
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.servicedesk.commands import load_catalogue
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import category_shown


@pytest.fixture
def catalogue(chart):
    return load_catalogue(viewer=HOUSE)


def test_a_category_is_found_by_typing_chosen_and_sent_without_a_mouse(page_as, anthi, catalogue):
    page = page_as(anthi)
    page.goto("/report/")
    write(page, "Τι δεν δουλεύει;", "Βγαίνουν θολές οι σελίδες")
    page.keyboard.press("Shift+Tab")
    reach(page, page.get_by_role("link", name="Επιλογή από τον κατάλογο"))
    page.keyboard.press("Enter")
    search = page.get_by_label("Αναζήτηση στον κατάλογο")
    search.wait_for()
    assert search.evaluate("each => each === document.activeElement")
    page.keyboard.insert_text("τονερ")
    link = page.get_by_role("link", name="Τόνερ και αναλώσιμα")
    page.get_by_role("link", name="Το τηλέφωνο δεν λειτουργεί").wait_for(state="detached")
    check_page(page)
    reach(page, link)
    page.keyboard.press("Enter")
    page.get_by_text("Κουνήστε απαλά").wait_for()
    assert page.get_by_label("Τι δεν δουλεύει;").input_value() == "Βγαίνουν θολές οι σελίδες"
    assert page.locator("input[name=urgency]:checked").get_attribute("value") == "low"
    check_page(page)
    write(page, "Ποιος εκτυπωτής;", "HP του δευτέρου ορόφου")
    press(page, "button", "Αποστολή")
    page.get_by_role("heading", level=1).wait_for()
    assert Ticket.objects.get().category.key == "toner"
    page.goto(f"/tickets/{Ticket.objects.get().number}/")
    check_page(page)
    page.goto("/report/catalogue/")
    check_page(page)


def test_a_technician_sees_and_corrects_the_category(page_as, anthi, dafni, catalogue):
    ticket = opened(anthi, category="toner", answers={"printer": "HP"})
    page = page_as(dafni)
    page.goto(f"/tickets/{ticket.number}/")
    check_page(page)
    press(page, "link", "Διόρθωση της κατηγορίας")
    check_page(page)
    press(page, "link", "Ο εκτυπωτής δεν τυπώνει")
    check_page(page)
    press(page, "button", "Αποθήκευση κατηγορίας")
    page.get_by_text("Η κατηγορία διορθώθηκε.").wait_for()
    assert Ticket.objects.get().category.key == "printer-not-printing"


def test_an_administrator_changes_a_category_and_looks_before_it_counts(page_as, admin, catalogue):
    page = page_as(admin)
    page.goto("/catalogue/")
    check_page(page)
    page.goto("/catalogue/category/toner/")
    press(page, "link", "Αλλαγή")
    check_page(page, allow=english())
    write(page, "Όνομα στα ελληνικά", " και μελάνια")
    press(page, "button", "Προσθήκη ερώτησης")
    page.get_by_label("Ερώτηση στα ελληνικά").last.fill("Από ποιον όροφο;")
    press(page, "button", "Προεπισκόπηση")
    check_page(page, allow=english())
    press(page, "button", "Δημοσίευση")
    page.get_by_text("Η νέα έκδοση ισχύει από τώρα.").wait_for()
    check_page(page, allow=english())
    assert [each.el for each in category_shown("toner").content.fields][-1] == "Από ποιον όροφο;"
    page.goto("/catalogue/add/")
    check_page(page)


def english():
    """The words of the category itself, which stand in both languages."""
    return frozenset(str(category_shown("toner").content).replace("'", " ").split())
