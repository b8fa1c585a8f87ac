"""Planned work as a technician, a head and a colleague of the building see it."""

from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.changes.plans import BACK_OUT, PLAN, TITLE, act, approved, planned, window
from tests.servicedesk.desk import opened

from pindos.inventory.commands import add_asset


def test_the_pages_of_planned_work_keep_the_rules(page_as, dafni, giorgos, anthi):
    add_asset(viewer=viewer_of(dafni), tag="ΦΛΩ-0417", kind="network", site="FLO-DIOIK")
    ticket = opened(anthi)
    change = planned(dafni, assets=["ΦΛΩ-0417"], units=["TP-FLO"], reason="Βγάζει σφάλματα")
    planned(dafni, title="Ενημέρωση του τηλεφωνικού κέντρου", scale="many", undo="hard")
    act("link_change", dafni, change, ticket=ticket.number)
    act("note_change", dafni, change, text="Θέλει δύο άτομα.")
    page = page_as(dafni)
    places = ["", "plan/", f"{change.pk}/", f"{change.pk}/edit/", f"{change.pk}/cancel/"]
    for place in [*(f"/changes/{each}" for each in places), f"/tickets/{ticket.number}/"]:
        page.goto(place)
        check_page(page)
    page.goto(f"/changes/{change.pk}/")
    with page.expect_navigation():
        page.get_by_role("button", name="Αίτημα έγκρισης").click()
    page.get_by_text("Έγινε. Ειδοποιήθηκε όποιος πρέπει να το ξέρει.").wait_for()


def test_it_is_planned_and_approved_by_keyboard_and_the_building_is_told(
    page_as, dafni, giorgos, anthi
):
    page = page_as(dafni)
    page.goto("/changes/plan/")
    page.get_by_label("Τι θα γίνει").fill(TITLE)
    when = window(days=1)
    page.get_by_label("Από", exact=False).first.fill(f"{when['starts_at']:%Y-%m-%dT%H:%M}")
    page.get_by_label("Έως", exact=False).first.fill(f"{when['ends_at']:%Y-%m-%dT%H:%M}")
    page.get_by_label("Διοικητήριο Φλώρινας").press("Space")
    page.get_by_label("Πώς θα γίνει, βήμα βήμα").fill(PLAN)
    page.get_by_label("Πώς αναιρείται, αν αποτύχει").fill(BACK_OUT)
    with page.expect_navigation():
        page.get_by_label("Τι θα γίνει").press("Enter")
    page.get_by_role("heading", name=TITLE).wait_for()
    check_page(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Αίτημα έγκρισης").press("Enter")
    address = page.url
    page = page_as(giorgos)
    page.goto(address)
    check_page(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Έγκριση", exact=True).press("Enter")
    page = page_as(anthi)
    page.goto("/")
    check_page(page)
    with page.expect_navigation():
        page.get_by_role("link", name=TITLE).press("Enter")
    check_page(page)


def test_the_calendar_and_the_first_page_of_a_desk_show_it(page_as, dafni, giorgos):
    approved(dafni, giorgos, **window(days=1))
    page = page_as(dafni)
    for place in ("/", "/calendar/"):
        page.goto(place)
        page.get_by_role("link", name=TITLE[:30]).first.wait_for()
        check_page(page)
