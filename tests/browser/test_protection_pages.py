"""The data of people: one's own copy, and what an administrator does for others."""

from tests.browser.looking import check_page
from tests.servicedesk.desk import opened

from pindos.operations.commands import make_person_exports

NAMES = frozenset({"ZIP", "JSON", "OpenID"})


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
