"""Problems as a technician, a stranger of another prefecture and whoever asked see them."""

from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.problems.commands import link_problem, note_problem, open_problem, publish_problem
from pindos.servicedesk.commands import load_catalogue

TITLE = "Το πρωτόκολλο πέφτει κάθε Δευτέρα πρωί"
PRINTER = "printer-not-printing"
KNOWN = {
    "cause": "Ο διακομιστής γεμίζει με αρχεία καταγραφής κάθε Σαββατοκύριακο.",
    "workaround": "Κλείστε τον φυλλομετρητή και ανοίξτε τον ξανά μετά τις 9.",
    "is_public": True,
}


def test_the_pages_of_problems_keep_the_rules(page_as, dafni, anthi, kosmas):
    load_catalogue(viewer=HOUSE)
    ticket = opened(anthi, category=PRINTER, are_answers_needed=False)
    same = opened(anthi, category=PRINTER, are_answers_needed=False, title="Πάλι το πρωτόκολλο")
    viewer = viewer_of(dafni)
    words = {"description": "Από τις 8 ως τις 9, σε όλο το Διοικητήριο.", "category": PRINTER}
    row = open_problem(viewer=viewer, title=TITLE, tickets=[ticket.number], **words)
    note_problem(viewer=viewer, problem_id=row.pk, text="Ο δίσκος ήταν στο 100%.")
    page = page_as(dafni)
    for place in ("edit/", "publish/", "cancel/"):
        page.goto(f"/problems/{row.pk}/{place}")
        check_page(page)
    publish_problem(viewer=viewer, problem_id=row.pk, **KNOWN)
    for place in ("", "open/", "known/", f"{row.pk}/", f"{row.pk}/link/", f"{row.pk}/cascade/"):
        page.goto(f"/problems/{place}")
        check_page(page)
    for number in (ticket.number, same.number):
        page.goto(f"/tickets/{number}/")
        check_page(page)
    page.get_by_role("link", name="Είναι αυτό: σύνδεση").click()
    page.get_by_role("button", name="Σύνδεση αιτημάτων").click()
    page.get_by_text("Τα αιτήματα συνδέθηκαν με το πρόβλημα.").wait_for()
    other = page_as(kosmas)
    other.goto(f"/problems/{row.pk}/")
    check_page(other)
    link_problem(viewer=viewer, problem_id=row.pk, tickets=[same.pk])
    own = page_as(anthi)
    own.goto(f"/tickets/{ticket.number}/")
    own.get_by_text("Είναι γνωστό σφάλμα").wait_for()
    check_page(own)


def test_a_problem_is_led_on_by_keyboard_alone(page_as, dafni, anthi):
    ticket = opened(anthi)
    page = page_as(dafni)
    page.goto(f"/problems/open/?ticket={ticket.pk}")
    page.get_by_label("Παράκαμψη", exact=False).first.fill(KNOWN["workaround"])
    page.get_by_role("button", name="Άνοιγμα προβλήματος").press("Enter")
    page.get_by_role("link", name="Να γίνει γνωστό σφάλμα").press("Enter")
    page.get_by_role("button", name="Να γίνει γνωστό σφάλμα").press("Enter")
    page.get_by_text("Είναι γνωστό σφάλμα: το βρίσκουν όλες οι μονάδες.").wait_for()
    page.get_by_role("link", name="Η αιτία εξαλείφθηκε").press("Enter")
    page.get_by_label("Μόνιμη λύση", exact=False).fill("Μπήκε μεγαλύτερος δίσκος.")
    page.get_by_role("button", name="Η αιτία εξαλείφθηκε").press("Enter")
    page.get_by_role("button", name="Προεπισκόπηση").press("Enter")
    page.get_by_text(ticket.number).first.wait_for()
