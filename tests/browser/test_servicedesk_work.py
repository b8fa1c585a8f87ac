"""Tasks, a checklist and the time spent, walked by keyboard; every page looked at."""

from tests.browser.keys import press, reach, tick, write
from tests.browser.looking import check_page
from tests.servicedesk.desk import opened

from pindos.servicedesk.models import Effort, Task


def opens(page, words):
    """Open a part of the page by keyboard."""
    page.locator("summary", has_text=words).first.focus()
    page.keyboard.press("Enter")


def puts_a_checklist_on_it(page):
    opens(page, "Προσθήκη εργασιών")
    check_page(page)
    page.get_by_label("Ή ένας έτοιμος κατάλογος ελέγχου").select_option("new-employee")
    page.get_by_label("Ποιος την κάνει;").select_option(label="Γιώργος Πετρίδης")
    page.get_by_label("Έως ποια ημέρα;").fill("2026-11-20")
    press(page, "button", "Προσθήκη")
    assert "9 ανοιχτές από 9" in page.inner_text("main")


def ticks_the_first(page):
    reach(page, page.locator("button", has_text="Έγινε: Λογαριασμός χρήστη"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "8 ανοιχτές από 9" in page.inner_text("main")


def writes_down_the_time(page):
    opens(page, "Καταχώριση χρόνου")
    write(page, "Πόση ώρα;", "1 ώ 30")
    write(page, "Σε τι;", "Λογαριασμός και δικαιώματα")
    press(page, "button", "Καταχώριση")
    check_page(page)
    assert "Δάφνη Λιβαδά" in page.locator("section[aria-labelledby=time]").inner_text()


def solves_although_tasks_are_open(page, at):
    page.goto(f"{at}resolve/")
    write(page, "Πώς λύθηκε;", "Η συνάδελφος εργάζεται.")
    press(page, "button", "Λύθηκε")
    check_page(page)
    tick(page, "Λύθηκε, αν και μένουν ανοιχτές εργασίες")
    press(page, "button", "Λύθηκε")


def test_a_checklist_is_worked_off_and_its_time_written_down(page_as, anthi, dafni, giorgos):
    ticket = opened(anthi, title="Νέα συνάδελφος στο Τμήμα Αδειών: Αικατερίνη Ξανθοπούλου")
    page, at = page_as(dafni), f"/tickets/{ticket.number}/"
    page.goto(at)
    puts_a_checklist_on_it(page)
    ticks_the_first(page)
    writes_down_the_time(page)
    task, effort = Task.objects.last().pk, Effort.objects.last().pk
    for path in ("tasks/", f"tasks/{task}/", "time/", f"time/{effort}/"):
        page.goto(at + path)
        check_page(page)
    solves_although_tasks_are_open(page, at)
    phone = page_as(giorgos, width=390)
    for path in ("/", at):
        phone.goto(path)
        check_page(phone)


def test_the_pages_of_checklists_are_sound(page_as, admin, dafni):
    page = page_as(admin)
    for path in ("/checklists/", "/checklists/new/", "/checklists/departure/"):
        page.goto(path)
        check_page(page)
