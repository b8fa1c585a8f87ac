"""Filtering by the keyboard alone, and the pages of views in a real browser."""

import pytest
from tests.browser.looking import check_page
from tests.servicedesk.busy import busy


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    return busy(anthi, dafni, giorgos, iason)


def test_a_filter_is_built_kept_and_followed_by_keyboard(page_as, dafni, tickets):
    page = page_as(dafni)
    page.goto("/tickets/")
    page.get_by_role("link", name="Συνθήκες και στήλες").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Στήλη της νέας συνθήκης").select_option("priority")
    page.get_by_role("button", name="Πρόσθεσε συνθήκη").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Προτεραιότητα: σύγκριση").select_option(">=")
    page.get_by_role("group", name="Προτεραιότητα").get_by_label("Υψηλή").focus()
    page.keyboard.press("Space")
    check_page(page)
    page.get_by_role("group", name="Προτεραιότητα").get_by_label("Υψηλή").press("Enter")
    page.wait_for_url("**filter=**")
    assert page.get_by_text("Προτεραιότητα από Υψηλή").first.is_visible()
    check_page(page)
    page.get_by_role("link", name="Αποθήκευση ως προβολή").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Όνομα", exact=True).fill("Επείγοντα της εβδομάδας")
    check_page(page)
    page.get_by_role("button", name="Αποθήκευση").press("Enter")
    page.wait_for_url("**/views/")
    page.get_by_label("Πόσο συχνά να ειδοποιούμαι").select_option("day")
    page.get_by_role("button", name="Ορισμός").press("Enter")
    check_page(page)
    page.get_by_role("link", name="Επείγοντα της εβδομάδας").first.press("Enter")
    page.wait_for_url("**/tickets/**")


def test_a_mistake_groups_and_chosen_columns_are_sound(page_as, dafni, tickets):
    page = page_as(dafni)
    for query in (
        "filter=state+%3D+opn",
        "build=1&filter=state+in+(new,assigned)+and+(assignee+%3D+me+or+opened+>=+-7d)",
        "columns=number,title,requester,opened,late&sort=-opened",
    ):
        page.goto(f"/tickets/?{query}")
        check_page(page, allow=frozenset({"opn", "open"}))
