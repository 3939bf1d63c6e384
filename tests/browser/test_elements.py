"""The panel and the address in a real browser: every edit counts and the address follows."""

from __future__ import annotations

import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.browser.server import ROOT, free_port, running, streamlit_command

WIDE = {"width": 1440, "height": 1000}
APP = Path(__file__).parent / "elements_app.py"


@pytest.fixture(scope="module")
def server():
    with running(APP) as started:
        yield started.url


@contextmanager
def serving(port):
    process = subprocess.Popen(
        streamlit_command(APP, port),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def opened(browser, address, **settings):
    context = browser.new_context(**({"viewport": WIDE} | settings))
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector('[data-path="peak"] input[type=range]', timeout=30_000)
    page.wait_for_selector("pre.last", state="attached")
    return page


@pytest.fixture
def page(browser, server):
    page = opened(browser, server)
    yield page
    page.context.close()


def row(page, path):
    return page.locator(f'[data-path="{path}"]')


def slider(page, path):
    return row(page, path).locator("input[type=range]")


def entry(page, path):
    return row(page, path).locator(".line .entry")


def shown(page, name):
    return page.locator(f"pre.{name}")


def last(page, text):
    expect(shown(page, "last")).to_contain_text(text)


def pushes_counted(page):
    page.evaluate(
        "() => { window.pushes = 0; const push = history.pushState.bind(history);"
        " history.pushState = (...a) => { window.pushes += 1; push(...a); }; }"
    )


def test_one_press_is_one_change(page):
    slider(page, "replicas").press("ArrowRight")
    expect(shown(page, "replicas")).to_have_text("41.0")
    expect(shown(page, "log")).to_have_text("1 1")
    expect(entry(page, "replicas")).to_have_value("41")


def test_sixty_fast_presses_all_count(page):
    slider(page, "replicas").focus()
    for _ in range(60):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(20)
    expect(entry(page, "replicas")).to_have_value("100")
    expect(shown(page, "replicas")).to_have_text("100.0")
    page.wait_for_timeout(500)
    expect(entry(page, "replicas")).to_have_value("100")


def test_what_is_left_out_while_a_slider_moves_is_asked_for_when_it_rests(page):
    slider(page, "replicas").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(40)
    expect(shown(page, "replicas")).to_have_text("45.0")
    expect(shown(page, "left_out")).to_have_text(re.compile(r"^False( True)+ False$"))
    page.wait_for_timeout(400)
    expect(shown(page, "left_out")).to_have_text(re.compile(r"^False( True)+ False$"))


def test_after_an_exact_entry_what_is_left_out_is_asked_for_at_once_and_alone(page):
    entry(page, "queries").fill("1.2M")
    entry(page, "queries").press("Enter")
    expect(shown(page, "queries")).to_have_text("1200000.0")
    expect(shown(page, "left_out")).to_have_text("False True False")
    page.wait_for_timeout(400)
    expect(shown(page, "left_out")).to_have_text("False True False")
    expect(shown(page, "runs")).to_have_text("2")  # of the whole page: opened, edited


def test_a_slow_page_neither_loses_presses_nor_echoes_old_values(browser, server):
    page = opened(browser, f"{server}?slow=0.4")
    seen = page.evaluate(
        """async () => {
          const host = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
            .map(e => e.shadowRoot).find(r => r.querySelector('[data-path=replicas]'));
          const range = host.querySelector('[data-path=replicas] input[type=range]'), seen = [];
          for (let i = 0; i < 60; i++) {
            range.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
            await new Promise(r => setTimeout(r, 20)); seen.push(Number(range.value));
          }
          for (let i = 0; i < 60; i++) {
            await new Promise(r => setTimeout(r, 30)); seen.push(Number(range.value));
          }
          return seen;
        }"""
    )
    assert seen == sorted(seen)  # an old echo would take the thumb back
    assert seen[-1] == 100
    expect(shown(page, "replicas")).to_have_text("100.0")
    page.context.close()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.2M", 1.2e6), ("350k", 350e3), ("1e6", 1e6), ("1,200", 1200.0), ("2 000 000", 2e6)],
)
def test_exact_entry_reads_short_forms(page, typed, value):
    entry(page, "queries").fill(typed)
    entry(page, "queries").press("Enter")
    expect(shown(page, "queries")).to_have_text(str(value))


def test_exact_entry_reads_percent_and_shows_three_figures_at_rest(page):
    field = entry(page, "cached")
    field.fill("12.3456%")
    field.press("Tab")
    last(page, "0.123456")
    expect(field).to_have_value("12.3")
    field.focus()
    expect(field).to_have_value("12.3456")
    expect(slider(page, "cached")).to_have_attribute("aria-valuetext", re.compile("12.3.%"))


def test_thirty_steps_in_the_exact_entry_all_count(page):
    entry(page, "replicas").focus()
    for _ in range(30):
        page.keyboard.press("ArrowUp")
    expect(shown(page, "replicas")).to_have_text("70.0")
    expect(entry(page, "replicas")).to_have_value("70")


@pytest.mark.parametrize("typed", ["140", "many", "-1", "1,2", ""])
def test_a_value_that_does_not_fit_is_named_and_stays_until_corrected(page, typed):
    field = entry(page, "cached")
    field.fill(typed)
    field.press("Tab")
    alert = row(page, "cached").get_by_role("alert")
    expect(alert).to_have_text(f"Answered from a cache: {typed or 'nothing'} is not in 0 to 100 %")
    expect(field).to_have_value(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(shown(page, "log")).to_have_text("0 0")
    slider(page, "peak").press("ArrowRight")
    expect(shown(page, "log")).to_have_text("1 1")
    expect(field).to_have_value(typed)
    field.fill("40")
    field.press("Enter")
    expect(alert).to_have_count(0)
    last(page, "0.4")


def test_escape_gives_the_old_value_back(page):
    field = entry(page, "cached")
    field.fill("140")
    field.press("Enter")
    field.press("Escape")
    expect(field).to_have_value("18")
    expect(row(page, "cached").get_by_role("alert")).to_have_count(0)


def test_a_value_beyond_the_slider_widens_it_to_a_round_number_and_keeps_the_focus(page):
    entry(page, "replicas").fill("230")
    entry(page, "replicas").press("Enter")
    expect(slider(page, "replicas")).to_have_attribute("max", "500")
    slider(page, "replicas").press("ArrowRight")
    expect(shown(page, "replicas")).to_have_text("231.0")
    expect(slider(page, "replicas")).to_be_focused()
    expect(slider(page, "replicas")).to_have_attribute("max", "500")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Home", "1.0"),
        ("End", "200.0"),
        ("PageUp", "50.0"),
        ("PageDown", "30.0"),
        ("ArrowDown", "39.0"),
    ],
)
def test_every_slider_key_works(page, key, value):
    slider(page, "replicas").press(key)
    expect(shown(page, "replicas")).to_have_text(value)


def test_a_logarithmic_slider_moves_by_equal_ratios_and_comes_back(page):
    knob = slider(page, "queries")
    knob.press("ArrowRight")
    last(page, "4300000.0")  # 4.2e6 * 100 ** (1 / 200) = 4.298e6, three figures
    knob.press("ArrowLeft")
    last(page, "4200000.0")
    knob.press("End")
    expect(shown(page, "queries")).to_have_text("50000000.0")


def test_the_dot_resets(page):
    dot = row(page, "replicas").get_by_role("button", name="Reset Replicas to 40")
    expect(dot).to_have_count(0)
    slider(page, "replicas").press("End")
    dot.click()
    expect(shown(page, "replicas")).to_have_text("40")
    expect(entry(page, "replicas")).to_have_value("40")
    expect(dot).to_have_count(0)


def test_an_unknown_value_is_set_by_typing_and_cleared_again(page):
    field = entry(page, "retries")
    expect(field).to_have_attribute("placeholder", "not measured")
    expect(slider(page, "retries")).to_have_attribute("aria-valuetext", "not measured")
    row(page, "retries").get_by_role("button", name="Enter Measured retries").click()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    last(page, "0.03")
    row(page, "retries").get_by_role("button", name="Clear Measured retries").click()
    last(page, "'value': None")
    expect(field).to_have_value("")


def test_an_uncertain_value_has_two_ends(page):
    toggle = row(page, "price").get_by_role("button", name="Price an hour is uncertain")
    toggle.click()
    last(page, "'low': 2.09, 'high': 4.78")  # 2.99 * 0.7 = 2.093; 2.99 * 1.6 = 4.784
    row(page, "price").get_by_label("Price an hour, at most").fill("$6")
    page.keyboard.press("Enter")
    last(page, "'low': 2.09, 'high': 6.0")
    toggle.click()
    last(page, "'low': None, 'high': None")


def test_nobody_says_how_uncertain_an_unknown_value_is(page):
    toggle = row(page, "retries").get_by_role("button", name="Measured retries is uncertain")
    expect(entry(page, "retries")).to_have_value("")
    expect(toggle).to_have_count(0)
    entry(page, "retries").fill("10")
    page.keyboard.press("Enter")
    toggle.click()
    last(page, "'low': 0.08, 'high': 0.125")
    toggle.click()
    last(page, "'low': None, 'high': None")
    row(page, "retries").get_by_role("button", name="Clear Measured retries").click()
    expect(toggle).to_have_count(0)


def test_the_other_kinds_of_input_and_the_actions(page):
    row(page, "model").locator("select").select_option("api")
    last(page, "'api'")
    page.locator("summary:visible", has_text="More").click()
    row(page, "owned").get_by_role("switch").check()
    last(page, "'owned', 'action': 'set', 'value': True")
    row(page, "name").locator("input").fill("Ours")
    page.keyboard.press("Enter")
    last(page, "'Ours'")
    month = row(page, "start").locator(".entry")
    expect(month).to_have_value("Dec\u00a02026")
    month.fill("2027-13")
    month.press("Enter")
    expect(row(page, "start").get_by_role("alert")).to_contain_text("is not a month")
    month.fill("2027-03")
    month.press("Enter")
    last(page, "'2027-03'")
    day = row(page, "day").locator("textarea")
    day.fill("1 2 3")
    day.blur()
    expect(row(page, "day").get_by_role("alert")).to_have_text(
        "Load by hour: 3 values, 24 are needed"
    )
    day.fill("\n".join(["2"] * 24))
    day.blur()
    last(page, "'day', 'action': 'set', 'value': [2.0, 2.0")
    page.get_by_role("button", name="Add a machine").click()
    page.get_by_role("button", name="Add a machine").click()
    expect(shown(page, "log")).to_have_text("7 7")  # one for each edit, two machines added
    last(page, "'path': 'add', 'action': 'act'")


def test_markup_in_labels_stays_text(page):
    expect(page.get_by_text("From the last <b>full</b> month.")).to_be_visible()
    assert page.locator('[data-path="model"] option').all_text_contents()[-1] == "An API <i>"


def test_help_is_shown_on_focus_and_hidden_by_escape(page):
    row(page, "peak").get_by_role("button", name="About Peak against mean").focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("What Peak against mean is.")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_slider_says_its_label_unit_and_value(page):
    knob = page.get_by_role("slider", name="Price an hour ($/h)")
    expect(knob).to_have_attribute("aria-valuetext", "$2.99\u202f/h")


def test_the_address_follows_without_a_new_history_entry(page):
    pushes_counted(page)
    before = page.evaluate("history.length")
    slider(page, "queries").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('queries=6.6')")
    assert page.evaluate("[window.pushes, history.length]") == [0, before]


def test_menu_links_carry_the_plan_and_back_keeps_it(page, browser):
    slider(page, "queries").press("End")
    page.wait_for_function("location.search.includes('queries=5e%2B07')")
    link = page.get_by_test_id("stSidebarNavLink").nth(1)
    assert "queries=5e%2B07" in link.get_attribute("href")
    page.locator('a[data-page="second"]').click()
    page.wait_for_selector('a[data-page="first"]')
    page.wait_for_function("location.pathname === '/second' && location.search.includes('5e%2B07')")
    page.go_back()
    page.wait_for_selector('[data-path="queries"] input[type=range]')
    expect(shown(page, "queries")).to_have_text("50000000.0")
    slider(page, "queries").press("Home")
    page.wait_for_function("location.search.includes('queries=500000')")
    page.go_forward()
    page.wait_for_selector('a[data-page="first"]')
    page.wait_for_function("location.search.includes('queries=500000')")
    other = opened(browser, page.evaluate("location.href.replace('/second', '/')"))
    expect(shown(other, "queries")).to_have_text("500000.0")
    other.context.close()


def test_a_link_opens_the_fold_of_an_input_and_gives_it_the_focus(page):
    page.get_by_text("paste a day").click()
    expect(row(page, "day").locator("textarea")).to_be_focused()


def test_the_theme_is_reported_when_it_changes(browser, server):
    page = opened(browser, server, color_scheme="dark")
    expect(shown(page, "theme")).to_have_text(re.compile("^dark"))
    page.emulate_media(color_scheme="light")
    expect(shown(page, "theme")).to_have_text(re.compile("^light .*light$"))
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_charts_before_inputs_and_does_not_scroll_sideways(browser, server, scheme):
    page = opened(browser, server, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    chart, inputs = page.locator(".be-panel"), page.locator(".st-key-inputs")
    assert chart.bounding_box()["y"] < inputs.bounding_box()["y"]
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert row(page, "queries").bounding_box()["width"] > 300
    page.locator(".be-jump").click()
    expect(slider(page, "queries")).to_be_in_viewport()
    page.context.close()


def reached(page, address):
    for _ in range(60):
        try:
            return page.goto(address)
        except PlaywrightError:
            page.wait_for_timeout(250)
    return None


def left_by_its_server(browser, port):
    """Return a page with one edit, whose server has been stopped since."""
    page = browser.new_page(viewport=WIDE)
    with serving(port) as address:
        reached(page, address)
        slider(page, "queries").press("End")
        page.wait_for_function("location.search.includes('queries=5e%2B07')")
    return page


def test_the_first_edit_after_a_restart_of_the_server_counts(browser):
    port = free_port()
    page = left_by_its_server(browser, port)
    with serving(port):
        page.wait_for_timeout(1000)  # until the page notices that the old server is gone
        connected = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
        page.wait_for_selector(connected, state="attached", timeout=60_000)
        page.wait_for_timeout(500)
        slider(page, "replicas").press("ArrowRight")
        expect(shown(page, "replicas")).to_have_text("41.0", timeout=15_000)
        expect(shown(page, "queries")).to_have_text("50000000.0")
        slider(page, "replicas").press("ArrowRight")
        expect(shown(page, "replicas")).to_have_text("42.0")
    page.close()


def test_edits_made_while_the_server_is_down_count_once_when_it_is_back(browser):
    port = free_port()
    page = left_by_its_server(browser, port)
    gone = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])"
    page.wait_for_selector(gone, state="attached")
    # A notice of Streamlit lies over the page: events reach the panel all the same.
    press = "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))"
    for _ in range(20):
        slider(page, "replicas").evaluate(press)
        page.wait_for_timeout(80)  # longer than a wait for an answer, in all
    page.locator("[data-action]").first.evaluate("button => button.click()")
    expect(entry(page, "replicas")).to_have_value("60")
    with serving(port):
        expect(shown(page, "replicas")).to_have_text("60.0", timeout=60_000)
        expect(shown(page, "queries")).to_have_text("50000000.0")
        last(page, "'path': 'add', 'action': 'act'")
        expect(entry(page, "replicas")).to_have_value("60")
        edits = shown(page, "log").text_content()
        page.wait_for_timeout(2500)  # nothing is sent once more
        expect(shown(page, "log")).to_have_text(edits)
    page.wait_for_selector(gone, state="attached")
    with serving(port):
        connected = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
        page.wait_for_selector(connected, state="attached", timeout=60_000)
        page.wait_for_timeout(500)
        slider(page, "peak").evaluate(press)
        expect(shown(page, "log")).to_have_text("1 1")  # the button is not pressed again
    page.close()
