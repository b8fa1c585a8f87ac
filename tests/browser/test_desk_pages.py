"""Every page of the desk in a real browser: axe, widths, words, size."""

import pytest
from tests.browser.looking import check_page
from tests.cast import engaged, viewer_of
from tests.changes.plans import planned
from tests.servicedesk.busy import busy
from tests.servicedesk.desk import act


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason, admin):
    return busy(anthi, dafni, giorgos, iason)


def see(page, *paths):
    for path in paths:
        page.goto(path)
        check_page(page)


def test_the_pages_of_a_civil_servant_are_sound(page_as, anthi, tickets):
    page = page_as(anthi)
    see(page, "/", "/report/", "/tickets/mine/", "/search/", "/search/?q=εκτυπωτης")
    for name in ("printer", "scanner", "newcomer"):
        see(page, f"/tickets/{tickets[name].number}/", f"/report/sent/{tickets[name].number}/")


def test_the_lists_of_a_technician_are_sound(page_as, dafni, tickets):
    page = page_as(dafni)
    see(page, "/", "/report/", "/tickets/", "/tickets/?state=closed", "/referrals/")
    see(page, "/referrals/?show=back", "/search/?q=υπογραφη", "/search/?q=τίποτε")


def test_long_names_of_people_and_units_push_nothing_aside(page_as, dafni, ioanna, tickets):
    colleague = engaged(
        "ourania", "Ουρανία-Χρυσοβαλάντω", "Ομιχλοβραχιώτου", role="technician", unit="TP-FLO"
    )
    chosen = viewer_of(colleague).person_id
    act("assign_ticket", dafni, tickets["card"], person_id=chosen)
    planned(ioanna, units=["TP-FLO"])
    see(page_as(dafni), "/tickets/", "/changes/")
    page = page_as(colleague)
    page.goto("/me/")
    check_page(page, allow=frozenset({colleague.username}))


def test_the_ticket_of_a_technician_is_sound_in_every_state(page_as, dafni, tickets):
    page = page_as(dafni)
    for ticket in tickets.values():
        see(page, f"/tickets/{ticket.number}/")


def test_the_small_pages_of_acts_are_sound(page_as, dafni, iason, tickets):
    page = page_as(dafni)
    number = tickets["printer"].number
    for verb in ("refer", "resolve", "priority", "move", "assign"):
        see(page, f"/tickets/{number}/{verb}/")
    see(page, f"/tickets/{tickets['maps'].number}/recall/")
    page = page_as(iason)
    for verb in ("return", "hand-back"):
        see(page, f"/tickets/{tickets['maps'].number}/{verb}/")
    see(page, "/", "/referrals/", f"/tickets/{tickets['maps'].number}/")


def test_the_pages_of_an_administrator_are_sound(page_as, admin, tickets):
    page = page_as(admin)
    see(page, "/", "/tickets/", "/levels/", "/levels/new/", "/levels/3-0-0/")
    see(page, "/office-hours/", "/office-hours/new/", "/office-hours/office/")


def test_the_empty_pages_are_sound(page_as, kosmas, thaleia, elegktis):
    see(page_as(kosmas), "/", "/tickets/", "/tickets/mine/", "/referrals/", "/search/")
    see(page_as(thaleia), "/", "/tickets/")
    see(page_as(elegktis), "/tickets/")
