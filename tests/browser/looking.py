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
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_A_PHONE = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
    "label-content-name-mismatch",
]
LOOKED_FOR = {  # what axe looks for at a width
    1280: {"type": "tag", "values": RULES},
    390: {"type": "rule", "values": OF_A_PHONE},
    320: None,
}
QUIET = "Failed to load resource"  # told of a page that rightly answers 404, 409 or 422
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""
# What is wrong at one width, in one question: how far the page can be scrolled sideways and what
# is too wide; boxes whose own words stand partly outside them, over what comes next; what axe
# finds. From the top: what lies under the head of the page is not hidden.
LOOK = r"""async ({width, rules}) => {
  window.scrollTo(0, 0);
  const all = [...document.querySelectorAll("body *")];
  const begins = (each, length) => each.outerHTML.slice(0, length);
  const scroll = document.documentElement.scrollWidth;
  const wide = scroll <= width ? [] : all
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .slice(0, 4).map((each) => begins(each, 120));
  const leaving = all.filter((each) => {
    if (each.clientWidth < 2 || each.scrollWidth <= each.clientWidth + 2) return false;
    if (each.closest("svg, select, .pi-hide")) return false;
    const style = getComputedStyle(each);
    return style.display !== "inline" && style.overflowX === "visible"
      && style.visibility === "visible"
      && [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  }).slice(0, 4).map((each) => begins(each, 160));
  if (!rules) return {scroll, wide, leaving, broken: []};
  if (!window.axe) readAxe();
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  const place = (one) => `${one.html.slice(0, 150)} (${one.failureSummary.slice(0, 300)})`;
  const broken = violations.map(({id, help, nodes}) =>
    `${id}: ${help}\n    ${nodes.slice(0, 5).map(place).join("\n    ")}`);
  return {scroll, wide, leaving, broken};
}"""
# What the page says of itself, and every word seen or heard on it: text, names for the ear, hints,
# the title, a phone's labels; what is in no language; what it marks as a key for people to type
SAID = r"""() => {
  const kinds = ["aria-label", "placeholder", "title", "alt", "data-label"];
  const all = (asked) => [...document.querySelectorAll(asked)];
  const heard = all(kinds.map((name) => `[${name}]`).join())
    .flatMap((one) => kinds.map((kind) => one.getAttribute(kind))).filter(Boolean);
  return {
    refused: window.refused,
    length: performance.getEntriesByType("navigation")[0].decodedBodySize,
    lang: document.documentElement.lang,
    seen: [document.title, document.body.innerText, ...heard],
    unspoken: all('[lang="zxx"]').map((one) => one.textContent),
    keys: all(".pi-id, code").map((one) => one.textContent),
  };
}"""


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
    page.wait_for_load_state("load")  # a link may just have been followed: half a page is unsound
    wrong = list(page.troubles.found)  # type: ignore[attr-defined]
    before = page.viewport_size or {"width": 1280, "height": 800}
    for width in WIDTHS:
        wrong += _at(page, width)
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")
    said = page.evaluate(SAID)
    wrong += [f"policy: {each}" for each in said["refused"]]
    if said["length"] >= MOST:
        wrong.append(f"the HTML has {said['length']} bytes, at most {MOST} are allowed")
    if said["lang"] == "el":
        text = "\n".join(said["seen"])
        for unspoken in said["unspoken"]:  # in no language
            text = text.replace(unspoken.strip(), " ")
        keys = frozenset(word for text in said["keys"] for word in text.split())
        wrong += [f"English: {word}" for word in english_in(text, allow | keys)]
    assert not wrong, f"{page.url}\n" + "\n".join(wrong)


def _at(page: Page, width: int) -> list[str]:
    size = page.viewport_size
    if not size or (size["width"], size["height"]) != (width, 800):
        page.set_viewport_size({"width": width, "height": 800})
    if width == 390:
        page.emulate_media(color_scheme="dark")
    _picture(page, width)
    found = page.evaluate(LOOK, {"width": width, "rules": LOOKED_FOR[width]})
    wrong = []
    if found["scroll"] > width:
        wrong.append(f"at {width} px the page is {found['scroll']} px wide: {found['wide']}")
    wrong += [f"at {width} px words leave their box: {each}" for each in found["leaving"]]
    return wrong + [f"axe at {width} px: {each}" for each in found["broken"]]


def _picture(page: Page, width: int) -> None:
    folder = os.environ.get("PINDOS_SCREENSHOTS")
    if not folder or width == 320 or page.evaluate("document.documentElement.lang") != "el":
        return
    page.emulate_media(color_scheme="light")
    name = re.sub(r"[^\w-]+", "-", page.url.split("/", 3)[3]).strip("-") or "first"
    Path(folder).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    if width == 390:
        page.emulate_media(color_scheme="dark")


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
