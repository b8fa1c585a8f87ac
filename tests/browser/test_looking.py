"""What ``check_page`` refuses: each fault that it looks for is found and named."""

import pytest
from tests.browser.looking import check_page

SOUND = "<main><h1>Δελτία</h1><p>Κανένα δελτίο.</p></main>"
FAULTS = {
    "button-name": "<button></button>",
    "axe at 1280 px: color-contrast": "<p style='color: #bbb; background: #fff'>Αχνά</p>",
    "axe at 390 px: color-contrast": (
        "<style>@media (prefers-color-scheme: dark) { b { color: #333; background: #222 } }"
        "</style><b>Σκοτεινά</b>"
    ),
    "axe at 390 px: target-size": (
        "<style>@media (max-width: 400px) { a { display: inline-block; width: 9px } }</style>"
        "<p><a href='/α/'>α</a><a href='/β/'>β</a></p>"
    ),
    "at 1280 px words leave their box": "<p style='width: 9em; white-space: nowrap'>"
    + "Πολλά λόγια " * 9,
    "at 390 px the page is": "<div style='width: 600px'>Πλατύ</div>",
    "at 320 px the page is": "<div style='width: 360px'>Πλατύ</div>",
    "English: Settings": "<p>Οι Settings της εφαρμογής</p>",
    "English: Nothing": "<p title='Nothing'>Τίποτε</p>",
    "policy: img-src": "<img alt='' src='https://example.invalid/x.png'>",
    "the HTML has": "<!--" + "Πολλά. " * 5000 + "-->",
    "404 for": "<img alt='' src='/static/lost.png'>",
    "script: Χάλασε": "<script>throw new Error('Χάλασε')</script>",
}


def drawn(page, body):
    """The page with this body, under a policy that allows what is written into it here."""
    policy = "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    html = f"<!doctype html><html lang=el><title>Δελτία</title>{body}"
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
    page.unroute("**/drawn/")
    page.route("**/drawn/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/drawn/")
    page.wait_for_load_state("networkidle")
    return page


def test_a_sound_page_passes_and_is_left_as_it_was(page_as):
    page = drawn(page_as(None), SOUND)
    check_page(page)
    assert page.viewport_size == {"width": 1280, "height": 800}
    assert not page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_each_fault_is_found(page_as):
    page, passed = page_as(None), []
    for said, fault in FAULTS.items():
        drawn(page, SOUND.replace("</main>", f"{fault}</main>"))
        with pytest.raises(AssertionError) as refused:
            check_page(page)
        page.troubles.found.clear()
        if said not in str(refused.value):
            passed.append(f"{said} not in {refused.value}")
    assert not passed, "\n\n".join(passed)
