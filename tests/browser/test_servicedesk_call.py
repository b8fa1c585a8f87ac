"""A call taken by keyboard: a number, a title, and it is written down."""

from tests.browser.keys import press, reach, write
from tests.browser.looking import check_page
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.servicedesk.commands import load_catalogue
from pindos.servicedesk.models import Ticket


def test_a_call_is_taken_with_a_number_a_title_and_enter(page_as, dafni, anthi):
    load_catalogue(viewer=HOUSE)
    ticket = opened(anthi)
    page = page_as(dafni)
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.get_by_text("Ποιος τηλεφωνεί;").wait_for()
    page.keyboard.insert_text("kalogirou")  # the search has the focus
    page.get_by_role("link", name="Ανθή Καλογήρου").wait_for()
    check_page(page, allow=frozenset({"papadopoulou", "kalogirou"}))
    page.get_by_label("Τηλέφωνο, όνομα ή e-mail").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("1 ανοιχτό αίτημα").wait_for()
    check_page(page)
    page.get_by_label("Τι θέλει;").focus()
    page.keyboard.insert_text("Δεν συνδέεται στην ΙΡΙΔΑ")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Ticket.objects.exclude(pk=ticket.pk).get().title == "Δεν συνδέεται στην ΙΡΙΔΑ"


def test_somebody_unknown_is_written_down_and_solved(page_as, dafni):
    page = page_as(dafni)
    page.goto("/call/?q=6941234567")
    press(page, "link", "Άλλος, που δεν υπάρχει στο μητρώο")
    check_page(page)
    write(page, "Ποιος τηλεφωνεί;", "Σπύρος Τέλιος")
    write(page, "Τι θέλει;", "Δεν ανοίγει το έντυπο")
    write(page, "Λύθηκε στο τηλέφωνο: τι κάνατε;", "Του έδειξα πού είναι.")
    reach(page, page.get_by_role("button", name="Καταχώριση"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("λύθηκε.").first.wait_for()
    assert Ticket.objects.get().state == "solved"
