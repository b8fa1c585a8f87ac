"""The figures, by keyboard, in a real browser."""

import pytest
from tests.browser.looking import check_page
from tests.cast import engaged
from tests.servicedesk.busy import busy
from tests.servicedesk.desk import ANSWER, act, opened


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    engaged("foteini", "Φωτεινή", "Ξάνθου", role="technician", unit="TP-FLO")
    for number in range(4):
        act("resolve_ticket", dafni, opened(anthi, title=f"Αίτημα {number}"), answer=ANSWER)
    return busy(anthi, dafni, giorgos, iason)


def test_figures_are_asked_for_and_lead_to_their_tickets_by_keyboard(page_as, thaleia, tickets):
    page = page_as(thaleia)
    page.goto("/figures/")
    check_page(page)
    page.get_by_label("Μία γραμμή ανά").select_option("month")
    page.get_by_label("Περίοδος").select_option("last-30-days")
    page.get_by_role("button", name="Εμφάνιση", exact=True).press("Enter")
    page.wait_for_url("**by=month**")
    check_page(page)
    page.get_by_role("row", name="Σύνολο").first.get_by_role("link").first.press("Enter")
    page.wait_for_url("**/tickets/**")
    page.goto("/figures/?first=abc")
    check_page(page, allow=frozenset({"abc"}))
    page.goto("/figures/what-counts/")
    check_page(page)
