"""Tables in a real browser: cells, rows, pasted blocks, undo, links, keys and a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculators import links, presets
from calculators.core import codec, paths
from calculators.fixed.hardware_inputs import Asset
from calculators.scenario import MODEL_VERSION
from tests.browser.in_app import address, drawn, on, opened_plan, shows
from tests.browser.server import running

APP = Path(__file__).parent / "tables_app.py"
TABLE = "hardware.assets"
FIRST = presets.PRESETS["support"].scenario
ROWS = (
    Asset(name="Laptops", units=6.0, unit_price=1600.0, purchase_month=-3.0),
    Asset(name="GPU server", units=1.0, unit_price=240_000.0, purchase_month=2.0),
    Asset(name="Desks", units=8.0, unit_price=600.0, purchase_month=-10.0, life_months=120.0),
)
PLAN = paths.with_values(FIRST, {TABLE: ROWS})
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot) at = at.shadowRoot.activeElement;
  return at.dataset.path || at.dataset.verb || at.textContent || at.tagName;
}"""
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
  .flatMap((host) => [...host.shadowRoot.querySelectorAll('.grid th, .action, h3, .hint')])
  .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""


@pytest.fixture(scope="module")
def app_server():
    with running(APP) as started:
        yield started


@pytest.fixture
def app(browser, app_server):
    yield from opened(browser, app_server, PLAN)


def opened(browser, server, plan, **settings):
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | settings))
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page = context.new_page()
    reported = []
    page.on("pageerror", lambda error: reported.append(str(error)))
    page.goto(f"{server.url}/?{links.link_query(plan, 'support')}")
    page.get_by_role("button", name="Add an asset").wait_for(timeout=30_000)
    drawn(page)
    yield page
    assert reported == []
    context.close()


def cell(page, place, field, table=TABLE):
    return page.locator(f'td[data-path="{table}.{place}.{field}"]')


def alerts(page):
    return page.locator(".errors p")


def names(page):
    return [row.name for row in opened_plan(page).hardware.assets]


def becomes(page, plan):
    """The address holds a plan, and so does the session that writes it."""
    for _ in range(60):
        found = links.open_link(page.evaluate("location.href"))
        if codec.flat(found.scenario) == codec.flat(plan):
            return
        page.wait_for_timeout(100)
    assert found.messages == []
    assert codec.flat(found.scenario) == codec.flat(plan)


def with_cells(plan, values):
    return paths.with_values(plan, {f"{TABLE}.{place}": value for place, value in values.items()})


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def undo(page):
    page.get_by_role("button", name="Undo").click()


def focused(page, place):
    assert page.evaluate(FOCUSED) == place


def test_a_cell_is_edited_by_a_click(app):
    cell(app, 1, "unit_price").click()
    app.keyboard.type("1.2M")
    app.keyboard.press("Enter")
    expect(cell(app, 1, "unit_price")).to_have_text("$1.2M")
    becomes(app, with_cells(PLAN, {"1.unit_price": 1.2e6}))
    expect(app.locator("pre.steps")).to_have_text("1")
    undo(app)
    expect(cell(app, 1, "unit_price")).to_have_text("$240k")
    becomes(app, PLAN)


def test_keys_move_edit_commit_and_cancel(app):
    cell(app, 0, "units").focus()
    app.keyboard.press("ArrowRight")
    focused(app, f"{TABLE}.0.unit_price")
    app.keyboard.press("ArrowDown")
    app.keyboard.type("25k")  # typing replaces
    app.keyboard.press("Tab")
    focused(app, f"{TABLE}.1.purchase_month")
    app.keyboard.press("Shift+Tab")
    app.keyboard.press("F2")  # edits what is there
    app.keyboard.press("End")
    app.keyboard.press("Backspace")
    app.keyboard.press("Enter")
    focused(app, f"{TABLE}.2.unit_price")
    app.keyboard.type("99")
    app.keyboard.press("Escape")
    focused(app, f"{TABLE}.2.unit_price")
    becomes(app, with_cells(PLAN, {"1.unit_price": 2500.0}))
    app.keyboard.press("Home")
    focused(app, f"{TABLE}.2.name")
    app.keyboard.press("Control+Home")
    focused(app, f"{TABLE}.0.name")
    app.keyboard.press("Escape")
    focused(app, "Add an asset")
    app.keyboard.press("Shift+Tab")
    focused(app, f"{TABLE}.0.name")  # one stop for Tab: the cell that was visited last


def test_a_choice_is_picked_in_its_cell(app):
    cell(app, 0, "renew").focus()
    app.keyboard.press("Enter")
    app.keyboard.press("ArrowDown")
    app.keyboard.press("ArrowUp")
    app.keyboard.press("Escape")
    becomes(app, PLAN)
    cell(app, 0, "renew").click()
    cell(app, 0, "renew").locator("select").select_option("no")
    expect(cell(app, 0, "renew")).to_have_text("no")
    becomes(
        app,
        with_cells(PLAN, {"0.renew": paths.declaration(PLAN, f"{TABLE}.0.renew").options("no")}),
    )


def test_a_value_out_of_bounds_names_column_row_value_and_range_and_the_rest_stays(app):
    cell(app, 1, "resale_share").click()
    app.keyboard.type("140")
    app.keyboard.press("Enter")
    expect(alerts(app)).to_have_text(["Resale value, GPU server: 140 is not in 0 to 100 %"])
    expect(cell(app, 1, "resale_share")).to_have_text("140")
    expect(cell(app, 1, "resale_share")).to_have_attribute("aria-invalid", "true")
    cell(app, 0, "units").click()
    app.keyboard.type("9")
    app.keyboard.press("Enter")
    becomes(app, with_cells(PLAN, {"0.units": 9.0}))
    expect(cell(app, 1, "resale_share")).to_have_text("140")  # stays until it is corrected
    cell(app, 1, "resale_share").click()
    app.keyboard.type("14%")
    app.keyboard.press("Enter")
    expect(alerts(app)).to_have_count(0)
    becomes(app, with_cells(PLAN, {"0.units": 9.0, "1.resale_share": 0.14}))


def test_what_contradicts_another_cell_is_refused_by_the_server(app):
    for field, share in (("serving_share", "70"), ("building_share", "40")):
        cell(app, 0, field).click()
        app.keyboard.type(share)
        app.keyboard.press("Enter")
        drawn(app)
    expect(app.locator(".be-alert")).to_contain_text("Laptops: For serving and for building")
    expect(cell(app, 0, "building_share")).to_have_text("0")
    becomes(app, paths.with_values(PLAN, {f"{TABLE}.0.serving_share": 0.7}))


def test_rows_are_added_copied_removed_and_come_back(app):
    app.get_by_role("button", name="Add an asset").click()
    focused(app, f"{TABLE}.3.name")
    app.keyboard.type("Camera")
    app.keyboard.press("Tab")
    app.keyboard.type("3")
    app.keyboard.press("Enter")
    app.get_by_role("button", name="Copy GPU server").click()
    expect(cell(app, 2, "name")).to_have_text("GPU server")
    app.get_by_role("button", name="Remove Laptops").click()
    rows = (ROWS[1], ROWS[1], ROWS[2], Asset(name="Camera", units=3.0))
    becomes(app, paths.with_values(FIRST, {TABLE: rows}))
    for _ in range(5):
        drawn(app)
        undo(app)
        app.wait_for_timeout(150)
    becomes(app, PLAN)
    expect(app.locator("tr[data-row]")).to_have_count(3)


def test_quick_edits_reach_their_rows_while_rows_move(app):
    """No pause for the server: an index always means the row that was in sight."""
    app.get_by_role("button", name="Remove Laptops").click()
    cell(app, 0, "units").click()
    app.keyboard.type("4")
    app.keyboard.press("Enter")
    app.get_by_role("button", name="Copy GPU server").click()
    cell(app, 1, "name").click()
    app.keyboard.type("Second")
    app.keyboard.press("Enter")
    server = Asset(name="GPU server", units=4.0, unit_price=240_000.0, purchase_month=2.0)
    second = Asset(name="Second", units=4.0, unit_price=240_000.0, purchase_month=2.0)
    becomes(app, paths.with_values(FIRST, {TABLE: (server, second, ROWS[2])}))


def test_a_pasted_block_takes_what_fits_and_names_each_cell_that_does_not(app):
    cell(app, 1, "name").focus()
    paste(app, 'A\t2\t"$1,200"\t5\nB\tmany\t800\t99\r\nC\t7\t-3\t6\tx\n')
    expect(alerts(app)).to_have_text(
        [
            "Units, B: many is not in 0 to 1M units",
            "Bought in month, B: 99 is not in -240 to 60 month",
            "Price each, C: -3 is not in $0 to $1B",
            "Life, C: x is not in 1 to 600 months",
        ]
    )
    made = (
        ROWS[0],
        Asset(name="A", units=2.0, unit_price=1200.0, purchase_month=5.0),
        Asset(name="B", units=8.0, unit_price=800.0, purchase_month=-10.0, life_months=120.0),
        Asset(name="C", units=7.0, purchase_month=6.0),
    )
    becomes(app, paths.with_values(FIRST, {TABLE: made}))
    expect(app.locator("pre.steps")).to_have_text("1")
    undo(app)
    becomes(app, PLAN)
    expect(alerts(app)).to_have_count(0)


def test_a_block_with_names_of_columns_goes_to_those_columns(app):
    cell(app, 0, "name").focus()
    paste(app, "Life\tAsset\tBought again\n48\tOne\tno\n24\tTwo\tyes")
    expect(cell(app, 1, "name")).to_have_text("Two")
    no = paths.declaration(PLAN, f"{TABLE}.0.renew").options("no")
    values = {"0.life_months": 48.0, "0.name": "One", "0.renew": no}
    becomes(app, with_cells(PLAN, values | {"1.life_months": 24.0, "1.name": "Two"}))


def block(count):
    lines = (
        f"Asset {i}\t{1 + i % 9}\t{100 + 7 * i}\t{i % 60 + 1}\t{24 + i % 36}" for i in range(count)
    )
    return "\n".join(lines)


def assets(count):
    return tuple(
        Asset(
            name=f"Asset {i}", units=1.0 + i % 9, unit_price=100.0 + 7 * i,
            purchase_month=i % 60 + 1.0, life_months=24.0 + i % 36,
        )
        for i in range(count)
    )  # fmt: skip


def test_200_rows_are_pasted_edited_shared_and_undone(browser, app_server):
    for app in opened(browser, app_server, paths.with_values(FIRST, {TABLE: ()})):
        app.get_by_role("button", name="Add an asset").click()
        paste(app, block(200))
        long = paths.with_values(FIRST, {TABLE: assets(200)})
        becomes(app, long)
        expect(app.locator(".actions .note")).to_have_text("200 of at most 500")
        assert app.locator("tr[data-row]").count() < 60  # only what is in sight
        app.keyboard.press("Control+End")
        app.keyboard.press("Home")
        focused(app, f"{TABLE}.199.name")
        app.keyboard.type("The last one")
        app.keyboard.press("Enter")
        changed = with_cells(long, {"199.name": "The last one"})
        becomes(app, changed)
        app.keyboard.press("PageUp")
        focused(app, f"{TABLE}.189.name")

        app.reload()
        cell(app, 0, "name").wait_for()
        becomes(app, changed)
        expect(app.locator(".actions .note")).to_have_text("200 of at most 500")
        cell(app, 0, "units").click()
        app.keyboard.type("5")
        app.keyboard.press("Enter")
        becomes(app, with_cells(changed, {"0.units": 5.0}))
        undo(app)
        becomes(app, changed)


def test_more_rows_than_are_read_at_once_are_said(app):
    cell(app, 0, "name").focus()
    paste(app, block(520))
    expect(alerts(app)).to_have_text(["520 rows were pasted: the first 500 are read"])
    expect(app.locator(".actions .note")).to_have_text("500 of at most 500")
    expect(app.get_by_role("button", name="Add an asset")).to_have_attribute(
        "aria-disabled", "true"
    )


def test_a_plan_too_long_for_a_link_says_so_and_keeps_the_rows(app):
    cell(app, 0, "name").focus()
    paste(
        app,
        "\n".join(f"A name of its own {i} {'x' * 15}\t{i}\t{i * 1.2345678}" for i in range(1, 500)),
    )
    expect(app.locator(".be-alert")).to_contain_text("too long for a link")
    app.wait_for_function("location.search.includes('left_out=')")
    expect(app.locator(".actions .note")).to_have_text("499 of at most 500")
    undo(app)
    becomes(app, PLAN)
    expect(app.locator(".be-alert")).to_have_count(0)


@pytest.mark.parametrize(("typed", "shown"), [
    ("240k", "$240k"), ("10240", "$10,240"), ("1234567", "$1.23M"), ("0.5", "$0.50"),
    ("1/3", "1/3"),
])  # fmt: skip
def test_a_figure_shows_as_much_as_fits(app, typed, shown):
    cell(app, 0, "unit_price").click()
    app.keyboard.type(typed)
    app.keyboard.press("Enter")
    expect(cell(app, 0, "unit_price")).to_have_text(shown)


def test_text_from_a_link_or_a_paste_stays_text(app):
    cell(app, 0, "name").focus()
    paste(app, "<b onclick=x>=1+1</b>\t3")
    expect(cell(app, 0, "name")).to_have_text("<b onclick=x>=1+1</b>")
    assert cell(app, 0, "name").locator("b").count() == 0


def test_the_grid_says_what_it_is(app):
    grid = app.get_by_role("grid", name="Assets")
    expect(grid).to_have_attribute("aria-rowcount", "4")
    expect(grid.get_by_role("columnheader").first).to_have_text("Asset")
    cell(app, 0, "unit_price").focus()
    expect(app.locator(".hint")).to_contain_text("Price each: $0 to $1B.")
    app.keyboard.press("Enter")
    expect(cell(app, 0, "unit_price").get_by_label("Price each, Laptops")).to_have_value("1600")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_scrolls_the_table_and_not_the_page(browser, app_server, scheme):
    for app in opened(browser, app_server, PLAN, **PHONE, color_scheme=scheme):
        assert app.evaluate("document.documentElement.scrollWidth") <= 390
        assert app.evaluate(CUT_OFF) == []
        box = app.locator(".grid")
        assert box.evaluate("e => e.scrollWidth > e.clientWidth")
        cell(app, 0, "unit_price").tap()
        app.keyboard.type("77")
        app.keyboard.press("Tab")
        becomes(app, with_cells(PLAN, {"0.unit_price": 77.0}))
        cell(app, 0, "factor").scroll_into_view_if_needed()
        expect(cell(app, 0, "factor")).to_be_in_viewport()
        assert app.evaluate("document.documentElement.scrollLeft") == 0


def test_share_offers_the_file_of_a_plan_too_long_for_a_link(page, server, tmp_path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.goto(f"{server.url}/hardware?{links.link_query(PLAN, 'support')}")
    on(page, "hardware")
    cell(page, 0, "name").focus()
    lines = [f"A name of its own {i} {'x' * 15}\t{i}\t{i * 1.2345678}" for i in range(1, 500)]
    paste(page, "\n".join(lines))
    expect(page.locator(".be-alert")).to_contain_text("too long for a link")
    page.get_by_test_id("stSidebar").get_by_role("button", name="Share").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Everything, JSON").click()
    file = tmp_path / "plan.json"
    download.value.save_as(file)
    with file.open("rb") as opened_again:
        found = links.open_file(opened_again, file.stat().st_size)
    assert found.messages == []
    assert len(found.scenario.hardware.assets) == 499
    assert found.scenario.hardware.assets[498].unit_price == 616.0493322  # 499 x 1.2345678


def test_money_of_the_runway_is_edited_in_place_and_back_keeps_it(page, server):
    page.goto(address(server, "runway", f"base=support&v={MODEL_VERSION}"))
    on(page, "runway")
    changed = paths.with_values(FIRST, {"business.funding.0.amount": 2e6})
    amount = cell(page, 0, "amount", "business.funding")
    amount.click()
    page.keyboard.type("2M")
    page.keyboard.press("Enter")
    shows(page, changed)
    becomes(page, changed)
    page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile("^Overview$")).click()
    on(page, "overview")
    page.go_back()
    on(page, "runway")
    expect(amount).to_have_text("$2M")
    page.get_by_test_id("stSidebar").get_by_role("button", name="Undo").click()
    shows(page, FIRST)
    expect(amount).to_have_text("$1.5M")
