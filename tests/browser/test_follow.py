"""Decisions follow an edit in a run of their own, whatever comes between."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from tests.browser.in_app import FOLDED_INPUTS, address, drawn, entry, has, on, slider, tool, typed

QUERIES = "demand.queries_per_month"
PAUSES_MS = (0, 10, 40, 90, 160, 220)  # around what a run takes, and the rest of a hand
TURNS, SEED = 24, 7
SAID = """() => [...document.querySelectorAll(
  ".be-sentence, .be-decides, .be-figures, .be-monday, .be-panel, .be-levers, .be-runway")]
  .map((part) => part.textContent.replace(/\\s+/g, " "))"""


@pytest.fixture
def opened(page, server):
    """Return a page with its inputs in sight; a part that fails would show an exception."""

    def there(name):
        page.goto(address(server, name))
        on(page, name)
        if page.get_by_text(FOLDED_INPUTS).count():
            page.get_by_text(FOLDED_INPUTS).click()
        expect(entry(page, QUERIES)).to_be_visible()
        return drawn(page)

    yield there
    expect(page.get_by_test_id("stException")).to_have_count(0)


def followed(page):
    """Wait until the decisions are those of the plan."""
    page.wait_for_timeout(2 * max(PAUSES_MS))
    expect(page.locator(".be-decided")).to_have_count(1)
    expect(page.locator(".be-decided.waits, .be-decides .waits")).to_have_count(0)
    return drawn(page).evaluate(SAID)


@pytest.mark.parametrize("name", ["overview", "compute"])
def test_decisions_follow_a_typed_value_and_are_those_of_the_page_opened_anew(opened, name):
    page = opened(name)
    before = followed(page)
    typed(page, QUERIES, "9M")
    has(page, QUERIES, 9e6)
    after = followed(page)
    assert after != before
    page.reload()
    on(page, name)
    assert followed(page) == after


@pytest.mark.parametrize("name", ["overview", "compute"])
def test_presses_undo_and_entries_in_any_order_leave_the_decisions_of_the_plan(opened, name):
    page, chance = opened(name), random.Random(SEED)
    for _ in range(TURNS):
        turn = chance.choice(("press", "press", "press", "undo", "type"))
        if turn == "press":
            slider(page, QUERIES).press(chance.choice(("ArrowRight", "ArrowLeft")))
        elif turn == "type":
            typed(page, QUERIES, f"{chance.randint(2, 30)}00000")
        else:  # at once, for an answer that is on its way may disable it
            tool(page, "Undo").evaluate("button => button.disabled || button.click()")
        page.wait_for_timeout(chance.choice(PAUSES_MS))
    after = followed(page)
    page.reload()
    on(page, name)
    assert followed(page) == after
