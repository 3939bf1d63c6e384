"""The application in use: by keyboard, on a phone, in the dark, and nothing from outside."""

from __future__ import annotations

import json
import re
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect

from calculators import catalog, links, presets
from calculators.core import codec, paths
from calculators.scenario import MODEL_VERSION
from tests.browser.in_app import (
    ADDRESSES,
    address,
    drawn,
    entry,
    go,
    has,
    on,
    opened_plan,
    row,
    shows,
    slider,
    tool,
    typed,
)

VERSION = str(MODEL_VERSION)
WITHOUT_INPUTS = ("decisions", "start", "assumptions")  # on their side: nothing to lead the way to
PHONE = {"width": 390, "height": 844}
PAPER = {"width": 703, "height": 1032}  # A4 within margins of 12 mm, at 96 pixels an inch
FIRST = presets.PRESETS["support"].scenario
LONGEST_NAME_PX = 80  # four lines; one letter a line is far more
PROBES = ("/_stcore/health", "/_stcore/host-config")  # a deep link asks for them below its page
CUT_OFF = """() => {
  const text = ".be-figures p, .be-runway p, .be-monday p, .be-monday h3, .be-finding, " +
    ".be-sentence, .be-decides, .be-title h1, .be-memory p, .be-panel .runway, " +
    ".be-panel .decision > *";
  const inside = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .flatMap((host) => [...host.shadowRoot.querySelectorAll(".name, .entry, h3, .action")]);
  return [...document.querySelectorAll(text), ...inside]
    .filter((e) => e.clientWidth > 0 && e.getBoundingClientRect().right > 0)  // no folded sidebar
    .filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${e.className || e.tagName}: ${e.textContent || e.value} ` +
      `(${e.scrollWidth} > ${e.clientWidth})`);
}"""
SIDEWAYS = """() => [document.querySelector('[data-testid="stMain"]'), document.documentElement]
  .some((e) => e.scrollWidth > e.clientWidth)"""


@pytest.fixture
def app(page, server):
    """The runway page; whatever a page reports or asks of another host fails the test."""
    reported = watched(page)
    page.goto(address(server, "runway"))
    on(page, "runway")
    yield page
    assert reported == []


def watched(page):
    found = []

    def console(message):
        where = (message.location or {}).get("url", "")
        if message.type == "error" and not urlparse(where).path.endswith(PROBES):
            found.append(f"{message.text} {where}")

    def request(sent):
        host = urlparse(sent.url).hostname
        if host not in (None, "", "127.0.0.1"):
            found.append(f"asked {sent.url[:200]}")

    page.on("console", console)
    page.on("request", request)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_five_inputs_by_keyboard_then_undo_and_reset(app):
    changes = {
        "business.cash": ("2.5M", 2.5e6),
        "business.revenue_per_customer": ("800", 800.0),
        "demand.customers": ("55", 55.0),
        "demand.customers_lost": ("4%", 0.04),
        "business.other_fixed_costs": ("$12k", 12_000.0),
    }
    plan = FIRST
    for path, (text, value) in changes.items():
        typed(app, path, text)
        plan = paths.with_values(plan, {path: value})
        shows(app, plan)
    for path in reversed(changes):
        tool(app, "Undo").click()
        before = {path: paths.value_at(FIRST, path)}
        plan = paths.with_values(plan, before)
        shows(app, plan)
    expect(tool(app, "Undo")).to_be_disabled()

    knob = slider(app, "business.cash")
    knob.focus()
    before = app.locator(".be-runway .value").text_content()
    for _ in range(12):
        app.keyboard.press("ArrowRight")
    expect(app.locator(".be-runway .value")).not_to_have_text(before)
    tool(app, "Reset").click()
    shows(app, FIRST)
    expect(entry(app, "business.cash")).to_have_value("$1M")


def test_a_bad_entry_is_named_and_the_old_value_stays(app):
    typed(app, "demand.customers_lost", "140")
    alert = row(app, "demand.customers_lost").get_by_role("alert")
    expect(alert).to_contain_text("Customers lost: 140 is not in 0 to 99")
    shows(app, FIRST)
    typed(app, "demand.customers", "61")
    shows(app, paths.with_values(FIRST, {"demand.customers": 61.0}))
    expect(entry(app, "demand.customers_lost")).to_have_value("140")
    assert paths.value_at(opened_plan(app), "demand.customers_lost") == FIRST.demand.customers_lost
    typed(app, "demand.customers_lost", "2")
    expect(alert).to_have_count(0)
    has(app, "demand.customers_lost", 0.02)


def test_what_the_server_refuses_is_said_on_the_page(app):
    go(app, "compute")
    shown = app.locator('[data-path$=".parameters"]').get_attribute("data-path")
    row(app, shown).evaluate("row => { row.closest('details').open = true; }")
    typed(app, shown, "0.001")
    expect(app.locator(".be-alert")).to_contain_text("Active parameters")
    shows(app, FIRST)


def test_an_example_is_chosen_and_taken_back(app):
    for key in ("film", "recommender"):
        app.get_by_test_id("stSidebar").get_by_role("combobox").click()
        app.get_by_role("option", name=presets.PRESETS[key].name.partition(",")[0]).click()
        shows(app, presets.PRESETS[key].scenario)
        app.wait_for_function(f"location.search.includes('base={key}')")
    tool(app, "Undo").click()
    shows(app, presets.PRESETS["film"].scenario)


def test_a_model_of_the_catalog_brings_its_numbers(app):
    go(app, "compute")
    choice = app.locator('[data-path$=".model"]')
    prefix = choice.get_attribute("data-path").removesuffix("model")
    chosen = next(
        m for m in catalog.language_models()
        if m.parameters_billion and 20 < m.parameters_billion < 100 and m.kv_bytes_per_token
    )  # fmt: skip
    choice.locator("select").select_option(chosen.key)
    has(app, f"{prefix}parameters", chosen.parameters_billion)
    has(app, f"{prefix}kv_bytes_per_token", chosen.kv_bytes_per_token)
    plan = opened_plan(app)
    shows(app, plan)
    choice.get_by_role("button", name=re.compile("^Reset Model")).click()
    has(app, f"{prefix}parameters", paths.value_at(FIRST, f"{prefix}parameters"))
    shows(app, FIRST)
    assert codec.flat(drawn(app) and opened_plan(app)) == codec.flat(FIRST)


def test_a_value_of_another_page_is_named_by_the_dot_that_resets_to_it(app):
    go(app, "retraining")
    dot = '[data-path="retraining.label_price"] .dot'
    expect(app.locator(dot)).to_have_attribute(
        "aria-label", "Reset Price of a label (as on Operations)"
    )


def test_a_service_is_added_and_removed(app):
    go(app, "compute")
    count = len(FIRST.services.rows)
    app.get_by_role("button", name="Add a service").click()
    app.wait_for_function(f"location.search.includes('services.rows={count + 1}')")
    assert len(opened_plan(app).services.rows) == count + 1
    expect(row(app, "@service").locator("select")).to_have_value(str(count))
    drawn(app)
    app.get_by_role("button", name="Remove this service").click()
    shows(app, FIRST)
    app.wait_for_function("!location.search.includes('services.rows')")


def test_share_shows_the_address_and_an_export_opens_again(app, tmp_path):
    typed(app, "business.cash", "1.23M")
    app.wait_for_function("location.search.includes('business.cash=1230000')")
    plan = opened_plan(app)
    tool(app, "Share").click()
    shared = app.get_by_test_id("stCode").locator("code").text_content()
    assert shared.strip() == app.evaluate("location.href")
    app.keyboard.press("Escape")

    tool(app, "Export").click()
    with app.expect_download() as download:
        app.get_by_role("button", name="Everything, JSON").click()
    file = tmp_path / "plan.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["values"]["business.cash"] == "1230000"
    app.keyboard.press("Escape")

    tool(app, "Reset").click()
    shows(app, FIRST)
    go(app, "start")
    app.locator('input[type="file"]').set_input_files(file)
    shows(app, plan)
    assert app.locator(".be-alert").count() == 0
    broken = tmp_path / "broken.json"
    broken.write_text(file.read_text()[:500])
    app.locator('input[type="file"]').set_input_files(broken)
    expect(app.locator(".be-alert")).to_contain_text("not complete JSON")
    shows(app, plan)


def test_a_first_plan_from_eight_answers(app):
    go(app, "start")
    typed(app, "cash", "400k")
    expect(app.locator(".be-sentence")).to_contain_text("With these answers")
    app.get_by_role("button", name="Use this plan").click()
    has(app, "business.cash", 400_000.0)
    shows(app, opened_plan(app))


def test_a_table_of_a_chart_opens_and_the_method_is_folded(app):
    table = app.locator(".st-key-card-cash").get_by_text("Table", exact=True)
    table.click()
    expect(app.locator(".st-key-card-cash .be-table tr").nth(3)).to_be_visible()
    table.click()
    expect(app.locator(".st-key-card-cash .be-table")).to_have_count(0)
    app.get_by_text("How this is computed").click()
    expect(app.locator(".st-key-method")).to_contain_text("cash")


@pytest.mark.parametrize("key", list(presets.PRESETS))
@pytest.mark.parametrize("name", ["overview", "decisions", "compute", "team"])
def test_nothing_is_cut_off_on_a_wide_screen(page, server, name, key):
    reported = watched(page)
    page.goto(address(server, name, f"base={key}&v={VERSION}"))
    on(page, name)
    assert page.evaluate(CUT_OFF) == []
    assert not page.evaluate(SIDEWAYS)
    assert reported == []


@pytest.mark.parametrize("width", [1024, 820])
def test_nothing_is_cut_off_beside_the_menu_of_a_narrow_window(browser, server, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for name in ADDRESSES:
        page.goto(address(server, name, links.link_query(FIRST, "support")))
        on(page, name)
        page.wait_for_timeout(300)
        assert page.evaluate(CUT_OFF) == [], name
        assert not page.evaluate(SIDEWAYS), name
        jump = page.locator(".be-jump")
        assert jump.count() == 0 or jump.is_visible() == (name not in WITHOUT_INPUTS), name
        named = page.locator(".st-key-inputs .name")
        heights = named.evaluate_all("all => all.map((e) => e.getBoundingClientRect().height)")
        assert max(heights, default=0) < LONGEST_NAME_PX, name
        switch = page.get_by_text("Table", exact=True).first
        assert switch.count() == 0 or switch.evaluate("e => e.scrollWidth <= e.clientWidth"), name
    context.close()


def test_a_folded_menu_leaves_room_for_inputs_beside_charts(browser, server):
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page = context.new_page()
    page.goto(address(server, "runway"))
    on(page, "runway")
    inputs, chart = page.locator(".st-key-inputs"), page.locator(".st-key-card-cash")
    assert inputs.bounding_box()["y"] > chart.bounding_box()["y"]
    page.get_by_test_id("stSidebar").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.locator(".be-jump")).to_be_hidden()
    assert inputs.bounding_box()["x"] < chart.bounding_box()["x"]
    assert page.evaluate(CUT_OFF) == []
    context.close()


@pytest.mark.parametrize("name", ["overview", "decisions", "runway", "team"])
def test_paper_holds_no_menu_and_no_buttons_and_cuts_nothing(browser, server, name):
    context = browser.new_context(viewport=PAPER)
    page = context.new_page()
    page.goto(address(server, name))
    on(page, name)
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for pressed in (".be-jump", ".stCheckbox", ".stButtonGroup", ".about", ".action"):
        assert page.locator(f"{pressed}:visible").count() == 0, pressed
    assert page.evaluate(CUT_OFF) == []
    assert not page.evaluate(SIDEWAYS)
    wide = ".be-panel > div, .be-table table, .be-figures, .card, .grid table"
    edges = page.locator(wide).evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert max(edges) <= PAPER["width"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_does_not_scroll_sideways_and_nothing_is_cut_off(browser, server, scheme):
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    reported = watched(page)
    for name in ADDRESSES:
        page.goto(address(server, name, links.link_query(FIRST, "support")))
        on(page, name)
        page.wait_for_timeout(300)
        assert not page.evaluate(SIDEWAYS), name
        assert page.evaluate(CUT_OFF) == [], name
        assert page.locator(".be-title .be-brief").is_visible()
        jump = page.locator(".be-jump")
        assert jump.count() == 0 or jump.is_visible() == (name not in WITHOUT_INPUTS)
        if jump.count() and jump.is_visible():
            jump.click()
            expect(page.locator(".st-key-inputs").first).to_be_in_viewport()
        ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == (scheme == "dark")
    assert reported == []
    context.close()
