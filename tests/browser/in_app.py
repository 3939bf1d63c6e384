"""Steps that the tests of the application share: open a page, read it, press."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from calculators import links
from calculators.answers.headline import headline
from calculators.core import paths
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from ui import shell

FOLDED_INPUTS = "Change the plan here"  # of a page that unfolds its inputs on demand
FIRST = "overview"  # the page without an address of its own
ADDRESSES = {address.replace("-", "_") or FIRST: address for *_, address in shell.PAGES}
MENU = {address.replace("-", "_") or FIRST: name for _, _, name, address in shell.PAGES}
DRAWN = """() => {
  const app = document.querySelector("[data-test-script-state]");
  return document.querySelector("[data-be-generation]") && app &&
    app.getAttribute("data-test-script-state") === "notRunning";
}"""


def address(server: Any, name: str, query: str = "") -> str:
    return f"{server.url}/{ADDRESSES[name]}" + (f"?{query}" if query else "")


def drawn(page: Page) -> Page:
    """Wait until the page stands and nothing runs."""
    page.wait_for_function(DRAWN, timeout=30_000)
    return page


def row(page: Page, path: str) -> Locator:
    return page.locator(f'[data-path="{path}"]')


def entry(page: Page, path: str) -> Locator:
    return row(page, path).locator(".line .entry")


def slider(page: Page, path: str) -> Locator:
    return row(page, path).locator("input[type=range]")


def typed(page: Page, path: str, text: str) -> None:
    entry(page, path).fill(text)
    entry(page, path).press("Enter")


def opened_plan(page: Page) -> Scenario:
    """Return the plan of the address that the browser shows."""
    found = links.open_link(page.evaluate("location.href"))
    assert found.messages == []
    return found.scenario


def has(page: Page, path: str, value: object) -> None:
    """The address, and so the plan, holds a value."""
    for _ in range(50):
        if paths.value_at(opened_plan(page), path) == value:
            return
        page.wait_for_timeout(100)
    assert paths.value_at(opened_plan(page), path) == value


def tool(page: Page, name: str) -> Locator:
    """A button of the sidebar."""
    return page.get_by_test_id("stSidebar").get_by_role("button", name=name)


def shows(page: Page, scenario: Scenario) -> None:
    """The sidebar says what the plan evaluates to."""
    line = headline(evaluate(scenario))
    block = page.locator(".be-runway")
    expect(block.locator(".value")).to_have_text(line.runway_value + line.runway_unit)
    expect(block.locator(".name")).to_have_text(line.name)
    expect(block).to_contain_text(re.sub(r"\s+", " ", f"{line.cash_out_label} {line.cash_out}"))


def go(page: Page, name: str) -> None:
    """Click on the menu."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{MENU[name]}$")).click()
    on(page, name)


def on(page: Page, name: str) -> None:
    """The page has been drawn."""
    expect(page.locator(".be-title h1")).to_contain_text(MENU[name], timeout=20_000)
    drawn(page)
