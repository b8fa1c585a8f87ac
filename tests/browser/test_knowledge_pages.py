"""Instructions as whoever needs help, a technician and a reader of the desk see them."""

import os

from playwright.sync_api import expect
from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.knowledge.conftest import png
from tests.servicedesk.desk import ANSWER, act, opened

from pindos.kernel.access import HOUSE
from pindos.knowledge.commands import (
    attach_to_instruction,
    draft_instruction,
    edit_instruction,
    load_instructions,
    publish_instruction,
)
from pindos.servicedesk.commands import load_catalogue

TITLE = "Ξέχασα τον κωδικό της σάρωσης"
TEXT = "Για το πολυμηχάνημα:\n\n1. Πατήστε **Σύνδεση**.\n2. Γράψτε τον αριθμό μητρώου.\n"


def seen(page, name):
    """A picture for whoever looks, where PINDOS_PICTURES says."""
    if folder := os.environ.get("PINDOS_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_pages_of_instructions_keep_the_rules(page_as, dafni, anthi):
    load_catalogue(viewer=HOUSE)
    viewer = viewer_of(dafni)
    load_instructions(viewer=viewer, is_published=True)
    row = draft_instruction(viewer=viewer, title=TITLE, text=TEXT)
    attach_to_instruction(viewer=viewer, instruction_id=row.pk, files=[png()])
    text = f"{TEXT}\n![Το πλήκτρο της σύνδεσης](οθόνη.png)"
    edit_instruction(viewer=viewer, instruction_id=row.pk, text=text)
    publish_instruction(viewer=viewer, instruction_id=row.pk)
    edit_instruction(viewer=viewer, instruction_id=row.pk, text=f"{text}\n3. Τέλος.")
    publish_instruction(viewer=viewer, instruction_id=row.pk, note="Ένα βήμα ακόμη")
    solved = opened(anthi, title="Ο εκτυπωτής δεν τυπώνει")
    act("resolve_ticket", dafni, solved, answer=ANSWER)
    page = page_as(dafni)
    one = f"/instructions/{row.pk}/"
    places = ("/instructions/", "/instructions/draft/", "/instructions/ailing/", one)
    for n, place in enumerate((*places, f"{one}edit/", f"{one}publish/", f"{one}versions/2/")):
        page.goto(place)
        check_page(page)
        seen(page, f"desk-{n}")
    page.goto(f"/tickets/{solved.number}/instructions/")
    check_page(page)
    seen(page, "ticket")
    page.get_by_role("button", name="Να γίνει οδηγία").click()
    page.get_by_role("heading", name="Αλλαγή της οδηγίας").wait_for()
    reader = page_as(anthi)
    for n, place in enumerate(("/instructions/", one, f"{one}print/")):
        reader.goto(place)
        check_page(reader)
        seen(reader, f"reader-{n}")


def test_while_somebody_types_an_instruction_appears_and_helps(page_as, dafni, anthi):
    load_instructions(viewer=viewer_of(dafni), is_published=True)
    page = page_as(anthi)
    page.goto("/report/")
    page.get_by_label("Τι δεν δουλεύει;", exact=False).press_sequentially(
        "ο εκτυπωτής δεν τυπώνει"
    )
    page.get_by_role("link", name="Ο εκτυπωτής δεν τυπώνει", exact=False).wait_for()
    check_page(page)
    seen(page, "report")
    page.get_by_role("button", name="Με βοήθησε").first.click()
    page.get_by_text("Δεν άνοιξε αίτημα", exact=False).wait_for()


def test_whoever_only_reports_reaches_search_and_instructions_from_their_pages(page_as, anthi):
    page = page_as(anthi)
    for place in ("/report/", "/tickets/mine/"):
        for name, title in (("Αναζήτηση", "Αναζήτηση"), ("Οδηγίες", "Οδηγίες")):
            page.goto(place)
            page.set_viewport_size({"width": 390, "height": 800})
            page.locator("header").get_by_role("link", name=name, exact=True).press("Enter")
            expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        page.goto(place)
        check_page(page)
