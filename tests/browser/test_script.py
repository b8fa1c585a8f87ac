"""What the one script does: shortcuts by place, files, double presses, answers to htmx."""

import re

import pytest
from playwright.sync_api import expect
from tests.servicedesk.desk import opened

TITLES = ["Δεν τυπώνει ο εκτυπωτής", "Ο σαρωτής βγάζει μαύρες σελίδες"]


def greek_key(page, code, letter):
    """A key as a Greek keyboard sends it: the place is the same, the letter is not."""
    page.evaluate(
        """([code, key]) => document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true}))""",
        [code, letter],
    )


def test_what_is_typed_is_there_in_another_browser_though_nobody_sent_it(page_as, anthi):
    page = page_as(anthi)
    page.goto("/report/")
    page.get_by_label("Τι δεν δουλεύει;").press_sequentially("Η οθόνη τρεμοπαίζει.")
    kept = page.locator("[data-draft-kept]")
    expect(kept).to_have_text(re.compile(r"Το πρόχειρο φυλάχτηκε στις ([01]\d|2[0-3]):[0-5]\d$"))
    page.context.close()
    again = page_as(anthi)
    again.goto("/report/")
    expect(again.get_by_label("Τι δεν δουλεύει;")).to_have_value("Η οθόνη τρεμοπαίζει.")
    again.get_by_text("Συνεχίζετε το πρόχειρό σας από").wait_for()


def test_keys_work_by_their_place(page_as, anthi, dafni):
    for title in TITLES:
        opened(anthi, title=title)
    page = page_as(dafni)
    page.goto("/help/")
    greek_key(page, "KeyG", "γ")
    greek_key(page, "KeyQ", ";")
    page.wait_for_url("**/tickets/")
    rows = page.locator(".table tbody tr")
    greek_key(page, "KeyJ", "ξ")
    assert "at" in rows.nth(0).get_attribute("class")
    greek_key(page, "KeyJ", "ξ")
    greek_key(page, "KeyK", "κ")
    first = rows.nth(0).get_by_role("link")
    assert first.evaluate("each => each === document.activeElement")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    greek_key(page, "KeyC", "ψ")
    assert page.url.endswith("/tickets/"), "a key in a field is a letter, no shortcut"
    page.evaluate("document.activeElement.blur()")
    greek_key(page, "KeyC", "ψ")
    page.wait_for_url("**/report/")


def test_whoever_switched_the_keys_off_has_none(page_as, dafni):
    dafni.has_shortcuts = False
    dafni.save(update_fields=["has_shortcuts"])
    page = page_as(dafni)
    page.goto("/help/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_a_file_is_shown_before_it_is_sent_and_one_that_is_too_large_is_left_out(page_as, anthi):
    page = page_as(anthi)
    page.goto("/report/")
    field = page.locator("input[type=file]").first
    field.evaluate("each => { each.multiple = true; each.dataset.most = 0.001; }")
    good = {"name": "μέτρηση.csv", "mimeType": "text/csv", "buffer": b"1;2\n"}
    large = {"name": "εικόνα.png", "mimeType": "image/png", "buffer": b"0" * 5000}
    field.set_input_files([good, large])
    shown = page.locator(".pi-chosen")
    assert "μέτρηση.csv · 1 kB" in shown.inner_text()
    assert "Το εικόνα.png είναι 5 kB" in shown.locator(".err").inner_text()
    assert field.evaluate("each => [...each.files].map((file) => file.name)") == ["μέτρηση.csv"]


def test_a_second_press_sends_nothing(page_as):
    page = page_as()
    page.goto("/help/")
    sent = []
    page.route("**/language/", lambda route: (sent.append(1), route.fulfill(status=204)))
    with page.expect_response("**/language/"):
        page.evaluate(
            """() => { const form = document.querySelector(".pi-foot form");
              for (let press = 0; press < 2; press++)
                form.requestSubmit(form.elements.language); }"""
        )
    page.evaluate("fetch('/healthz')")  # whatever was sent before it has been seen by then
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (409, "<p data-words>Το αίτημα έκλεισε στο μεταξύ.</p>", "Το αίτημα έκλεισε στο μεταξύ."),
        (500, "<!doctype html><p>Traceback</p>", "το σφάλμα είναι δικό μας"),
        (0, "", "Δεν υπάρχει σύνδεση"),
    ],
    ids=["a rule", "a fault", "no line"],
)
def test_an_answer_that_is_an_error_is_said(page_as, status, body, words):
    page = page_as()
    page.goto("/help/")

    def answer(route):
        if status:
            return route.fulfill(status=status, body=body, content_type="text/html")
        return route.abort()

    page.route("**/asked/", answer)
    page.evaluate("() => { htmx.ajax('GET', '/asked/', {target: '#main'}).catch(() => 0); }")
    alert = page.locator('[data-says="loud"]')
    alert.get_by_text(words).wait_for()
    assert page.get_by_role("heading", name="Συντομεύσεις").is_visible(), "the page stays"


def test_assets_are_kept_for_a_year_and_come_compressed(page_as):
    page = page_as()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/help/")
    page.wait_for_load_state("networkidle")
    assets = [each for each in answers if "/static/" in each.url]
    assert {each.url.rsplit(".", 1)[1] for each in assets} >= {"css", "js", "svg"}
    for each in assets:
        assert "immutable" in each.headers["cache-control"], each.url
        assert each.headers.get("content-encoding") in {"gzip", "br", None}
    css = next(each for each in assets if each.url.endswith(".css"))
    assert css.headers["content-encoding"] in {"gzip", "br"}
    assert not [each.url for each in answers if each.url.startswith("data:")]


def test_arrows_go_through_what_the_one_box_offers_and_back(page_as, anthi, dafni):
    for title in TITLES:
        opened(anthi, title=f"{title} στο ισόγειο")
    page = page_as(dafni)
    page.goto("/help/")
    page.keyboard.press("/")
    page.keyboard.type("isogeio")
    offered = page.locator("#q-found a")
    offered.nth(1).wait_for()
    box = page.locator("#q")
    for key, wanted in (
        ("ArrowDown", offered.nth(0)),
        ("ArrowDown", offered.nth(1)),
        ("ArrowDown", box),
        ("ArrowUp", offered.nth(1)),
        ("Escape", box),
        ("ArrowDown", offered.nth(0)),
    ):
        page.keyboard.press(key)
        expect(wanted).to_be_focused()
    assert box.input_value() == "isogeio"
    address = offered.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
