"""The board and the calendar by keyboard, in a real browser."""

import pytest
from tests.browser.looking import check_page
from tests.servicedesk.busy import busy
from tests.servicedesk.desk import opened


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    return busy(anthi, dafni, giorgos, iason)


def test_a_card_is_moved_by_keyboard(page_as, dafni, anthi, tickets):
    ticket = opened(anthi, title="Ο σαρωτής δεν διαβάζει σελίδες")
    page = page_as(dafni)
    page.goto("/tickets/board/?filter=text+contains+σαρωτης")
    card = page.locator(".pi-card").filter(has_text=ticket.number)
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    with page.expect_navigation():
        card.locator('form[action$="/take/"] button').press("Enter")
    ticket.refresh_from_db()
    assert ticket.assignee_id == dafni.person_id
    page.goto("/tickets/board/?by=assignee")
    check_page(page)
    page.goto("/tickets/board/")
    check_page(page)


def test_the_calendar_is_walked_by_keyboard(page_as, dafni, tickets):
    page = page_as(dafni)
    page.goto("/calendar/?unit=TP-FLO")
    check_page(page)
    page.get_by_role("link", name="Εβδομάδα", exact=True).press("Enter")
    page.wait_for_url("**view=week**")
    page.get_by_role("link", name="Επόμενη εβδομάδα").press("Enter")
    page.wait_for_url("**day=**")
    check_page(page)


def test_on_a_phone_the_calendar_shows_the_days_on_which_something_stands(page_as, dafni, tickets):
    page = page_as(dafni, width=390)
    page.goto("/calendar/?unit=TP-FLO")
    days = page.locator(".pi-days td")
    today = page.locator(".pi-days .today")
    weekday = today.locator("time").inner_text().rpartition(", ")[2]
    assert weekday in ["Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"]
    assert 1 < page.locator(".pi-days td:visible").count() < days.count()
    assert page.locator(".pi-days td:visible:not(.today):not(.off):not(:has(a))").count() == 0
    assert (
        page.locator(".pi-days td:has(a)").count()
        == page.locator(".pi-days td:visible:has(a)").count()
    )
    check_page(page)
