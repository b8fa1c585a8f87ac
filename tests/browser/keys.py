"""Walking a page with the keyboard alone, as somebody does who has no mouse."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 90  # further than that nobody tabs
NEXT_KEY = """wanted => {
  const now = document.activeElement;
  if (now === wanted) return "";
  const skips = now.matches(".pi-skip") && document.querySelector("main").contains(wanted);
  return skips ? "Enter" : "Tab";
}"""


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; past the head of the page goes its own link."""
    wanted = target.element_handle()  # found once: to find it by its name at each step is slow
    for _step in range(MOST_STEPS):
        key = wanted.evaluate(NEXT_KEY)
        if not key:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} is not reached with Tab on {page.url}")


def press(page: Page, role: str, name: str, *, at: int = 0) -> None:
    """Go to a button or link and press Enter, then wait for the page that comes."""
    reach(page, page.get_by_role(role, name=name, exact=True).nth(at))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    """Go to a field and type."""
    reach(page, page.get_by_label(label, exact=False).first)
    page.keyboard.insert_text(text)


def tick(page: Page, label: str) -> None:
    """Go to a check box and press the space bar."""
    reach(page, page.get_by_label(label))
    page.keyboard.press("Space")


def choose(page: Page, name: str, value: str) -> None:
    """Go to the radio that is chosen and move with the arrows to another one."""
    reach(page, page.locator(f"input[name={name}]:checked"))
    for _step in range(10):
        if page.locator(f"input[name={name}]:checked").get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not among the choices of {name}")
