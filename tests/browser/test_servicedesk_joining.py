"""Watching, approval and merging, walked by keyboard; every page looked at."""

from tests.browser.keys import press, reach, tick, write
from tests.browser.looking import check_page
from tests.servicedesk.desk import act, opened

from pindos.servicedesk.models import Approval


def opens(page, words):
    """Open a part of the page by keyboard."""
    page.locator("summary", has_text=words).first.focus()
    page.keyboard.press("Enter")


def test_somebody_is_let_watch_and_the_head_approves(page_as, anthi, dafni, giorgos, thaleia):
    ticket = opened(anthi, title="Οθόνη για τη γραμματεία του Τμήματος Αδειών Διαμονής")
    at = f"/tickets/{ticket.number}/"
    page = page_as(dafni)
    page.goto(at)
    press(page, "button", "Να το παρακολουθώ")
    opens(page, "Να το παρακολουθεί και κάποιος άλλος")
    write(page, "Ποιος άλλος να το παρακολουθεί;", "giorgos@example.gr")
    press(page, "button", "Προσθήκη παρατηρητή")
    opens(page, "Απευθυνθείτε σε κάποιον με @")
    check_page(page)
    page.goto(f"{at}add-watcher/")
    check_page(page)
    page.goto(f"{at}ask-approval/")
    check_page(page)
    write(page, "Τι ζητάτε να εγκριθεί;", "Να αγοραστεί οθόνη 27 ιντσών;")
    press(page, "button", "Ερώτηση στον προϊστάμενο")
    check_page(page)
    head = page_as(giorgos)
    head.goto("/")
    check_page(head)
    head.goto("/approvals/")
    check_page(head)
    head.goto(f"/approvals/{Approval.objects.get().pk}/")
    check_page(head)
    press(head, "button", "Έγκριση")
    check_page(head)
    assert Approval.objects.get().decision == "approved"


def test_two_reports_are_merged_and_a_part_is_split_off(page_as, anthi, dafni, giorgos):
    joint = opened(giorgos, title="Έπεσε το δίκτυο στο Διοικητήριο Φλώρινας")
    ticket = opened(anthi, title="Δεν έχω δίκτυο ούτε τηλέφωνο")
    page, at = page_as(dafni), f"/tickets/{ticket.number}/"
    page.goto(f"{at}split/")
    check_page(page)
    write(page, "Τι αφορά το νέο αίτημα;", "Τηλέφωνο")
    tick(page, "Από το πρωί")
    press(page, "button", "Δημιουργία αιτήματος")
    check_page(page)
    page.goto(f"{at}merge/")
    check_page(page)
    write(page, "Σε ποιο αίτημα;", joint.number)
    press(page, "button", "Δείτε τι θα γίνει")
    check_page(page)
    press(page, "button", "Συγχώνευση")
    check_page(page)
    act("reply_to_ticket", dafni, joint, text="Ο πάροχος το διορθώνει.")
    page.goto(f"/tickets/{joint.number}/")
    check_page(page)
    own = page_as(anthi, width=390)
    own.goto(at)
    check_page(own)
    page.goto(at)
    reach(page, page.get_by_role("button", name="Αναίρεση της συγχώνευσης"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Αντιμετωπίζεται πάλι μόνο του" in page.inner_text("main")
