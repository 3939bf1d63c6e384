"""The charts: drawn once for a change, where they stood, and never with old numbers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.in_app import ADDRESSES, address, drawn, entry, on, typed

LIBRARY = re.compile(r"/plotly-.*\.js$")
PLOTS = ".be-plot"
TEXTS = f"""() => [...document.querySelectorAll("{PLOTS}")].map((plot) => plot.textContent)"""
MARK = f"""() => document.querySelectorAll("{PLOTS} .main-svg").forEach((e) => e.mine = true)"""
KEPT = f"""() => [...document.querySelectorAll("{PLOTS}")].every(
  (plot) => plot.querySelector(".main-svg")?.mine)"""
WITHOUT_CHARTS = ("decisions", "start", "assumptions", "prices")


@pytest.fixture
def runway(page, server):
    page.goto(address(server, "runway"))
    on(page, "runway")
    page.locator(f"{PLOTS} .main-svg").first.wait_for()
    return page


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in WITHOUT_CHARTS])
def test_every_chart_is_drawn_and_says_what_it_shows(page, server, name):
    page.goto(address(server, name))
    on(page, name)
    plots = page.locator(PLOTS)
    expect(plots.first).to_be_attached()
    for plot in plots.all():
        expect(plot.locator(".main-svg").first).to_be_attached(timeout=20_000)
        expect(plot).to_have_attribute("role", "figure")
        expect(plot).to_have_attribute("aria-label", re.compile(r"\w+ \w+"))


def test_a_change_redraws_the_chart_that_is_there(runway):
    before = runway.evaluate(TEXTS)
    runway.evaluate(MARK)
    typed(runway, "business.cash", "4M")
    expect(runway.locator(".be-runway .value")).not_to_have_text("")
    runway.wait_for_function(f"(before) => ({TEXTS})()[0] !== before[0]", arg=before)
    assert runway.evaluate(KEPT)


def test_a_chart_out_of_sight_follows_too(page, server):
    page.goto(address(server, "operations"))
    on(page, "operations")
    last = page.locator(PLOTS).last
    expect(last.locator(".main-svg").first).to_be_attached()
    assert last.bounding_box()["y"] > page.viewport_size["height"]
    before = page.evaluate(TEXTS)[-1]
    typed(page, "operations.wage_per_hour", "90")
    page.wait_for_function(f"(before) => ({TEXTS})().at(-1) !== before", arg=before)


def test_a_chart_takes_the_width_it_is_given(runway):
    plot = runway.locator(PLOTS).first
    for width in (1440, 390, 1000):
        runway.set_viewport_size({"width": width, "height": 900})
        runway.wait_for_function(
            f"""() => {{
                const plot = document.querySelector("{PLOTS}");
                const drawn = plot.querySelector(".main-svg").getBoundingClientRect().width;
                return plot.clientWidth > 0 && Math.abs(drawn - plot.clientWidth) <= 1;
            }}"""
        )
    assert plot.bounding_box()["width"] < 1000


def test_without_its_library_a_chart_says_so_and_the_rest_stands(page, server):
    page.route(LIBRARY, lambda route: route.abort())
    page.goto(address(server, "runway"))
    on(page, "runway")
    expect(page.locator(PLOTS).first).to_contain_text("could not be drawn")
    entry(page, "business.cash").fill("4M")
    entry(page, "business.cash").press("Enter")
    drawn(page)
    expect(page.locator(PLOTS).first).to_contain_text("could not be drawn")


def test_a_slow_library_leaves_the_place_of_a_chart_as_high_as_it_will_be(page, server):
    held = []
    page.route(LIBRARY, lambda route: held.append(route))
    page.goto(address(server, "runway"))
    on(page, "runway")
    plot = page.locator(PLOTS).first
    before = plot.bounding_box()
    assert before["height"] > 200
    for route in held:
        route.continue_()
    plot.locator(".main-svg").first.wait_for()
    assert plot.bounding_box() == before


def test_an_edit_and_a_resize_while_the_library_is_on_its_way(page, server):
    held = []
    page.route(LIBRARY, lambda route: held.append(route))
    page.goto(address(server, "runway"))
    on(page, "runway")
    typed(page, "business.cash", "4M")
    page.set_viewport_size({"width": 1200, "height": 900})
    drawn(page)
    for route in held:
        route.continue_()
    for plot in page.locator(PLOTS).all():
        expect(plot.locator(".main-svg").first).to_be_visible()
    expect(page.locator(PLOTS).first).to_contain_text("$4M")
    assert len(held) == 1


def test_the_library_is_asked_for_again_at_the_next_change(page, server):
    aborted = []

    def once(route):
        route.continue_() if aborted else route.abort()
        aborted.append(route)

    page.route(LIBRARY, once)
    page.goto(address(server, "runway"))
    on(page, "runway")
    expect(page.locator(PLOTS).first).to_contain_text("could not be drawn")
    typed(page, "business.cash", "4M")
    page.locator(f"{PLOTS} .main-svg").first.wait_for()
    expect(page.locator(PLOTS).first).not_to_contain_text("could not be drawn")
    assert len(aborted) == 2


def test_a_printed_chart_fits_its_card(runway):
    runway.evaluate(
        """() => { window.widths = []; addEventListener("beforeprint", () => {
          for (const svg of document.querySelectorAll(".be-plot .main-svg:first-child"))
            window.widths.push(svg.getBoundingClientRect().width); }); }"""
    )
    wide = runway.locator(f"{PLOTS} .main-svg").first.bounding_box()["width"]
    runway.pdf(format="A4")
    printed = runway.evaluate("window.widths")
    assert len(printed) == runway.locator(PLOTS).count()
    assert max(printed) <= 640 < wide
    runway.wait_for_function(
        f"() => document.querySelector('{PLOTS} .main-svg').getBoundingClientRect().width > 640"
    )
