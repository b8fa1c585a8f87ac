"""A real browser on the real server, both on the database of the test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from tests.browser.looking import Troubles
from tests.browser.server import Server

from pindos.config import catalogues

LAZY = "--js-flags=--no-opt --no-maglev"  # a page lives a second: no script is worth optimising
PATIENCE = 60_000  # milliseconds for a page to do what it is told, on a busy machine
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
HERE = Path(__file__).parent
OPENED = pytest.StashKey[tuple[list[BrowserContext], Server]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test below this folder walks in the browser; on PostgreSQL they are left out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(django_db_setup, tmp_path_factory) -> Iterator[Server]:
    """The server, started once (with pytest -n once per worker).

    It reads the very SQLite file that the test writes, so a test makes what it needs with
    commands, as everywhere, and commits are seen at once. ``settings.FILES`` is shared too.
    """
    if connection.vendor != "sqlite":
        pytest.skip("the browser walks on SQLite")
    subprocess.run([sys.executable, "-m", "pindos.shell.assets"], check=True)
    catalogues.compile_all()
    home = tmp_path_factory.mktemp("home")
    settings.FILES.mkdir(exist_ok=True)
    with Server(home, Path(connection.settings_dict["NAME"]), settings.FILES) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run, the one without windows: half the work beside the pages."""
    if not Path(CHROMIUM).exists():
        pytest.fail(
            f"{CHROMIUM} is not there: apt-get install chromium-headless-shell, or set CHROMIUM"
        )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in the test's thread
    options = [LAZY, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield found
        found.close()


@pytest.fixture(scope="session", autouse=True)
def read_when_whole() -> Iterator[None]:
    """Whoever presses something reads what comes of it once all of it is there.

    Playwright goes on as soon as the new page has begun: half of it was now and then counted.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "press"):
            patch.setattr(Locator, name, _then_whole(getattr(Locator, name)))
        yield


def _then_whole(act: Callable[..., None]) -> Callable[..., None]:
    @wraps(act)
    def acted(locator: Locator, *given: Any, **more: Any) -> None:
        act(locator, *given, **more)
        locator.page.wait_for_load_state("domcontentloaded")

    return acted


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """What was on the screen when a test failed, and what the server said, printed with it."""
    report = yield
    if call.when == "call" and report.failed and OPENED in item.stash:
        contexts, server = item.stash[OPENED]
        for page in [each for context in contexts for each in context.pages]:
            report.sections.append((f"the page at {page.url}", page.inner_text("body")[:3000]))
        report.sections.append(("the server's log", server.log.read_text()[-3000:]))
    return report


@pytest.fixture
def page_as(
    server: Server, browser: Browser, transactional_db, monkeypatch, request
) -> Iterator[Callable[..., Page]]:
    """``page_as(account)``: a page on which the account has signed in; ``None`` is a visitor.

    Tests in this folder make their data with commands (the fixtures of tests/cast.py do), then
    open pages by path and use them as people do::

        def test_a_technician_takes_a_ticket(page_as, dafni, ticket):
            page = page_as(dafni)
            page.goto("/tickets/FLO-2026-0001/")
            page.get_by_role("button", name="Ανάληψη").click()
            check_page(page)

    The data goes after each test (``transactional_db``). Telling and reactions wait in deliveries
    until a worker comes: a test that needs them calls ``kernel.deliveries`` itself.
    ``width=390`` opens a phone; other keywords go to Playwright's ``new_context``.
    """
    server.another_test_begins()
    contexts: list[BrowserContext] = []
    request.node.stash[OPENED] = contexts, server

    def open_page(account=None, *, width: int = 1280, **options) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 800},
            locale="el-GR",
            timezone_id="Europe/Athens",
            reduced_motion="reduce",  # axe would see colours half way from light to dark
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if account is not None:
            client = Client()
            client.force_login(account)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session, "url": server.url}])
        page = context.new_page()
        page.troubles = Troubles()
        page.troubles.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
