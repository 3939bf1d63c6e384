"""All decisions in a browser: cold, by keyboard, on a phone; filtered, adopted, and copied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from calculators.core import codec
from tests.browser.in_app import address, drawn, on, opened_plan

PHONE = {"width": 390, "height": 844}
ROWS = ".be-panel.full > .row"


@pytest.fixture
def app(page, server):
    """The page of all decisions, opened by its own address."""
    page.goto(address(server, "decisions"))
    on(page, "decisions")
    return page


def test_a_filter_and_an_order_by_keyboard(app):
    every = app.locator(ROWS).count()
    pays = app.get_by_role("button", name="Pays", exact=True)
    pays.focus()
    app.keyboard.press("Enter")
    expect(app.locator(f"{ROWS}.never")).to_have_count(0)
    drawn(app)
    assert 0 < app.locator(ROWS).count() == app.locator(f"{ROWS}.pays").count() < every
    pays.click()
    expect(app.locator(ROWS)).to_have_count(every)
    app.get_by_role("radio", name="Topic").or_(app.get_by_role("button", name="Topic")).click()
    expect(app.locator(".be-stage summary").first).to_contain_text("Compute")


def test_what_is_folded_unfolds_by_keyboard(app):
    stage = app.locator(".be-stage").filter(has_text="Never, at any value")
    expect(stage.locator(".row").first).to_be_hidden()
    stage.locator("summary").focus()
    app.keyboard.press("Enter")
    expect(stage.locator(".row").first).to_be_visible()


def test_the_text_to_send_holds_the_link_that_opens_the_same_plan(app):
    said = app.locator('[data-testid="stCode"]').last
    expect(said).to_contain_text("Do not build yet", timeout=20_000)
    text = said.inner_text()
    link = re.search(r"The plan: (\S+)", text).group(1)
    before = codec.flat(opened_plan(app))
    app.goto(link)
    on(app, "decisions")
    assert codec.flat(opened_plan(app)) == before


def test_one_decision_is_adopted_and_undo_takes_it_back(app):
    before = app.locator(".be-runway .value").text_content()
    app.get_by_role("button", name="Adopt it in the plan").click()
    expect(app.locator(".be-runway .value")).not_to_have_text(before)
    app.get_by_test_id("stSidebar").get_by_role("button", name="Undo").click()
    expect(app.locator(".be-runway .value")).to_have_text(before)


def test_draws_are_made_when_asked(app):
    app.get_by_role("button", name="Try it in 200 draws").click()
    expect(app.locator(".be-note").last).to_contain_text("draws", timeout=30_000)


def test_a_row_leads_to_the_page_of_its_topic(app):
    link = app.locator(f'{ROWS} a[data-page="compute"]').first
    link.focus()
    app.keyboard.press("Enter")
    expect(app.locator(".be-title h1")).to_contain_text("Compute")


def test_on_a_phone_nothing_runs_off_the_side(page, server):
    page.set_viewport_size(PHONE)
    page.goto(address(server, "decisions"))
    on(page, "decisions")
    main = '[data-testid="stMain"]'
    wide = page.evaluate(f"""() => {{ const e = document.querySelector('{main}');
      return e.scrollWidth > e.clientWidth; }}""")
    assert not wide
    expect(page.locator(ROWS).first).to_be_visible()
