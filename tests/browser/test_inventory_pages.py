"""Equipment as a technician sees it: the list, one piece, putting it right, a file of them."""

from playwright.sync_api import FilePayload
from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.inventory.commands import add_asset

LINES = "Αριθμός μητρώου;Είδος;Κτίριο\nΦΛΩ-1;laptop;FLO-DIOIK\nΦΛΩ-2;ψυγείο;FLO-DIOIK\n"


def test_the_pages_of_equipment_keep_the_rules(page_as, dafni, anthi):
    printer = add_asset(
        viewer=viewer_of(dafni),
        tag="ΦΛΩ-0417",
        kind="printer",
        site="FLO-DIOIK",
        person=anthi.person_id,
    )
    ticket = opened(anthi)
    act("equip_ticket", dafni, ticket, asset="ΦΛΩ-0417")
    page = page_as(dafni)
    places = ["", f"{printer.pk}/", f"{printer.pk}/edit/"]
    for place in [*(f"/equipment/{each}" for each in places), f"/tickets/{ticket.number}/equip/"]:
        page.goto(place)
        check_page(page)
    page.goto("/equipment/import/")
    file = FilePayload(name="λίστα.csv", mimeType="text/csv", buffer=LINES.encode())
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Προεπισκόπηση").click()
    page.get_by_text("ΦΛΩ-2").wait_for()
    check_page(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Εισαγωγή 1 γραμμής").click()
    page.get_by_text("Εισήχθη 1 γραμμή.").wait_for()
