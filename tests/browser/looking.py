"""Looking at a page as a person would, and as the rules do."""

import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, Response
from tests.words import english_in

ROOT = Path(__file__).parents[2]
MOST = 50_000  # bytes of HTML
WIDTHS = (1280, 390, 320)  # px: a desk, a phone, and 1280 at 400 %
OF_A_PHONE = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
    "label-content-name-mismatch",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = "Failed to load resource"  # told of a page that rightly answers 404, 409 or 422
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""


@dataclass
class Troubles:
    """What went wrong behind a page: console errors, lost files, server errors."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.add_init_script(WATCH)
        page.add_init_script(f"window.readAxe = () => {{ {_axe()} }}")  # read where it is asked
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("response", self._answered)

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and QUIET not in text:
            self.found.append(f"console: {text}")

    def _answered(self, response: Response) -> None:
        kind = response.request.resource_type
        if response.status >= 500 or (response.status >= 400 and kind not in {"document", "xhr"}):
            self.found.append(f"{response.status} for {response.url}")


def check_page(page: Page, *, allow: frozenset[str] = frozenset()) -> None:
    """Fail on anything wrong with the page that is open now, and say all of it at once.

    axe-core at 1280 px in light (WCAG 2.2 AA and best practice) and at 390 px in dark (what width
    and colours can change); no sideways scroll down to 320 px; HTML under 50 kB; no console error,
    nothing refused by the policy, no file lost; on a Greek page no English word and no raw key,
    but for those in ``allow``.
    With PINDOS_SCREENSHOTS=folder it leaves a picture for 1280 and 390 px there.
    """
    wrong = list(page.troubles.found)  # type: ignore[attr-defined]
    wrong += [f"policy: {each}" for each in page.evaluate("window.refused")]
    length = page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")
    if length >= MOST:
        wrong.append(f"the HTML has {length} bytes, at most {MOST} are allowed")
    before = page.viewport_size or {"width": 1280, "height": 800}
    page.evaluate("window.scrollTo(0, 0)")  # what lies under the head of the page is not hidden
    for width in WIDTHS:
        wrong += _at(page, width)
    page.set_viewport_size(before)
    if page.evaluate("document.documentElement.lang") == "el":
        text = shown(page)
        for unspoken in page.locator('[lang="zxx"]').all_text_contents():  # in no language
            text = text.replace(unspoken.strip(), " ")
        wrong += [f"English: {word}" for word in english_in(text, allow | keys(page))]
    assert not wrong, f"{page.url}\n" + "\n".join(wrong)


def _at(page: Page, width: int) -> list[str]:
    size = page.viewport_size
    if not size or (size["width"], size["height"]) != (width, 800):
        page.set_viewport_size({"width": width, "height": 800})
    wrong = []
    scroll = page.evaluate("document.documentElement.scrollWidth")
    if scroll > width:
        wrong.append(f"at {width} px the page is {scroll} px wide: {_wide(page, width)}")
    wrong += [f"at {width} px words leave their box: {each}" for each in _leaving(page)]
    if width == 390:
        page.emulate_media(color_scheme="dark")
    if width != 320:
        _picture(page, width)
        rules = OF_A_PHONE if width == 390 else None
        wrong += [f"axe at {width} px: {each}" for each in violations(page, rules)]
    if width == 390:
        page.emulate_media(color_scheme="light")
    return wrong


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds on the page as it is now, by all rules or by those alone."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    answer = page.evaluate(
        "options => (window.axe || (readAxe(), window.axe)).run(document, options)", options
    )
    return [
        f"{found['id']}: {found['help']}\n    " + "\n    ".join(_places(found))
        for found in answer["violations"]
    ]


def shown(page: Page) -> str:
    """Every word seen or heard: text, names for the ear, hints, the title, a phone's labels."""
    return str(
        page.evaluate(
            """() => {
              const kinds = ["aria-label", "placeholder", "title", "alt", "data-label"];
              const all = document.querySelectorAll(kinds.map((name) => `[${name}]`).join());
              const said = [...all].flatMap((one) => kinds.map((kind) => one.getAttribute(kind)));
              const seen = [document.title, document.body.innerText];
              return seen.concat(said.filter(Boolean)).join("\\n");
            }"""
        )
    )


def keys(page: Page) -> frozenset[str]:
    """What the page marks as a key, for people who type it: .pi-id, code."""
    found = page.locator(".pi-id, code").all_text_contents()
    return frozenset(word for text in found for word in text.split())


def _places(found: dict) -> list[str]:
    return [f"{node['html'][:150]} ({node['failureSummary'][:300]})" for node in found["nodes"]][
        :5
    ]


def _wide(page: Page, width: int) -> list[str]:
    return page.evaluate(
        """width => [...document.querySelectorAll("body *")]
          .filter((each) => each.getBoundingClientRect().right > width + 1)
          .slice(0, 4).map((each) => each.outerHTML.slice(0, 120))""",
        width,
    )


def _leaving(page: Page) -> list[str]:
    """Boxes whose own words stand partly outside them, over what comes next."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((each) => {
            if (each.clientWidth < 2 || each.scrollWidth <= each.clientWidth + 2) return false;
            if (each.closest("svg, select, .pi-hide")) return false;
            const style = getComputedStyle(each);
            return style.display !== "inline" && style.overflowX === "visible"
              && style.visibility === "visible"
              && [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
          }).slice(0, 4).map((each) => each.outerHTML.slice(0, 160))"""
    )


def _picture(page: Page, width: int) -> None:
    folder = os.environ.get("PINDOS_SCREENSHOTS")
    if folder and page.evaluate("document.documentElement.lang") == "el":
        page.emulate_media(color_scheme="light")
        name = re.sub(r"[^\w-]+", "-", page.url.split("/", 3)[3]).strip("-") or "first"
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
