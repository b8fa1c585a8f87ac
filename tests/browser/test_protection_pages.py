"""The data of people: one's own copy, and what an administrator does for others."""

from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.kernel.sealing import seal
from pindos.lists.commands import export_list
from pindos.operations.commands import make_person_exports
from pindos.organisation.commands import add_person

NAMES = frozenset({"ZIP", "JSON", "OpenID"})
WEB = frozenset("www dpa gr synigoros EN WCAG AA axe core PDF Chromium".split())  # noqa: SIM905


def test_the_pages_of_copies_keep_the_rules(page_as, admin, anthi):
    opened(anthi)
    page = page_as(anthi)
    page.goto("/me/data/")
    check_page(page, allow=NAMES)
    page.get_by_role("button", name="Αντίγραφο των δεδομένων μου").click()
    page.get_by_text("Το αντίγραφό σας ετοιμάζεται").wait_for()
    make_person_exports()
    page.reload()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Λήψη του αντιγράφου").click()
    assert fetched.value.suggested_filename.endswith(".zip")
    page = page_as(admin)
    page.goto("/protection/copies/")
    page.get_by_label("Πρόσωπο").fill("anthi@example.gr")
    page.get_by_role("button", name="Δημιουργία αντιγράφου").click()
    page.get_by_text("Ετοιμάζεται", exact=True).wait_for()
    make_person_exports()
    page.reload()
    check_page(page, allow=NAMES)


def test_the_pages_of_pseudonyms_and_downloads_keep_the_rules(page_as, admin, dafni):
    gone = add_person(
        viewer=HOUSE, key="left", given_name="Φωτεινή", family_name="Φευγάτου", site="FLO-DIOIK"
    )
    export_list(viewer=viewer_of(dafni), list_key="tickets")
    while seal():
        pass
    page = page_as(admin)
    page.goto("/protection/pseudonyms/")
    check_page(page, allow=NAMES)
    page.get_by_role("textbox", name="Πρόσωπο").fill("left")
    page.get_by_role("button", name="Δείτε τι θα αλλάξει").click()
    page.get_by_role("heading", name="Φωτεινή Φευγάτου").wait_for()
    check_page(page, allow=NAMES)
    page.get_by_label("Πλήρες όνομα").fill(gone.name)
    page.get_by_role("button", name="Οριστική ψευδωνυμοποίηση").click()
    page.get_by_role("rowheader", name="Πρόσωπο").wait_for()
    page.goto("/protection/takings/")
    check_page(page, allow=NAMES | {"tickets"})
    for path in ("/privacy/", "/accessibility/"):
        page.goto(path)
        check_page(page, allow=NAMES | WEB)
