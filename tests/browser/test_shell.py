"""The shell's own pages in a real browser."""

import pytest
from playwright.sync_api import expect
from tests.browser.looking import check_page

PAGES = ["/help/", "/accessibility/", "/privacy/", "/nowhere/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_shells_pages_are_sound(page_as, path):
    page = page_as()
    page.goto(path)
    check_page(page)


def test_a_visitor_reads_the_pages_in_english(page_as):
    page = page_as()
    page.goto("/help/")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_title("Help · Pindos")
    check_page(page)


def test_the_first_tab_leads_past_the_header(page_as):
    page = page_as()
    page.goto("/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pi-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_question_mark_opens_the_shortcuts_on_a_greek_keyboard_too(page_as):
    page = page_as()
    page.goto("/privacy/")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: ';', code: 'Slash', shiftKey: true, bubbles: true}))"
    )
    dialog = page.get_by_role("dialog", name="Συντομεύσεις")
    dialog.wait_for()
    assert dialog.get_by_text("Επόμενη και προηγούμενη γραμμή").is_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()


def test_help_is_a_page_for_whoever_has_no_script(page_as):
    page = page_as(java_script_enabled=False)
    page.goto("/privacy/")
    page.get_by_role("link", name="Βοήθεια και συντομεύσεις").click()
    expect(page.get_by_role("heading", name="Συντομεύσεις")).to_be_visible()


def test_on_a_phone_the_button_of_a_form_is_as_wide_as_a_link(page_as, admin):
    """They share each line of acts between them; a button in a form kept to its word."""
    page = page_as(admin, width=390)
    page.goto("/me/")
    page.locator(".pi-glance .pi-acts").evaluate(
        "acts => acts.innerHTML = `<a class='btn' href='#'>Επεξεργασία των στοιχείων</a>"
        "<form><button class='btn'>Ανάληψη του αιτήματος τώρα</button></form>`"
    )
    link, button = page.locator(".pi-glance .pi-acts .btn").all()
    room = page.locator(".pi-glance .pi-acts").bounding_box()["width"]
    assert link.bounding_box()["width"] == button.bounding_box()["width"] == room
    assert link.bounding_box()["height"] == button.bounding_box()["height"]
