"""Fixtures for tests in a real browser; each test in this folder carries the marker `browser`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import QUIET_FLAGS, Server, browser_path, running

HERE = Path(__file__).resolve().parent
WIDE = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chrome or Chromium for all tests; each test opens contexts of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium
        opened = chromium.launch(executable_path=browser_path(), args=list(QUIET_FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page at 1,440 pixels, with cookies and storage of its own."""
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server of the application for all tests that do not need it fresh."""
    with running() as started:
        yield started


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A server that nobody has visited: its first request is the test's."""
    with running() as started:
        yield started
