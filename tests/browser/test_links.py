"""A link opens on every page of a server that nobody has visited, and lasts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from calculators import links, presets
from calculators.core import codec, paths
from tests.browser.in_app import (
    ADDRESSES,
    FOLDED_INPUTS,
    address,
    drawn,
    entry,
    go,
    on,
    opened_plan,
    row,
    shows,
    typed,
)

# path: (value, what its entry shows at rest)
CHANGES = {
    "plan.name": ("Café & Söhne <b> #1", "Café & Söhne <b> #1"),
    "demand.queries_per_month": (2_340_000.0, "2.34M"),
    "demand.customers": (321.0, "321"),
    "demand.customers_gained": (0.047, "4.7"),
    "demand.customers_lost": (0.021, "2.1"),
    "demand.usage_growth": (0.011, "1.1"),
    "demand.cached_share": (0.12, "12"),
    "demand.peak_to_mean": (3.3, "3.3"),
    "business.cash": (3_210_000.0, "$3.21M"),
    "business.revenue_per_customer": (123.0, "$123"),
    "business.acquisition_cost": (432.0, "$432"),
    "business.other_revenue": (4_500.0, "$4,500"),
    "business.other_fixed_costs": (5_600.0, "$5,600"),
    "team.monthly_amount": (161_000.0, "$161k"),
    "training.monthly_amount": (1_500.0, "$1,500"),
    "operations.monthly_amount": (2_500.0, "$2,500"),
    "bandwidth.monthly_amount": (350.0, "$350"),
    "hardware.monthly_amount": (450.0, "$450"),
    "services.rows.1.tokens_in": (900.0, "900"),
    "services.rows.1.price_per_gpu_hour": (2.34, "$2.34"),
}
ASKS = {  # which of them stand on a page, in sight or folded
    "runway": [p for p in CHANGES if not p.startswith("services.") and p != "demand.peak_to_mean"],
    "compute": [p for p in CHANGES if p.startswith(("services.", "demand."))],
}
NEXT = {
    "team": "runway",
    "overview": "runway",
    "runway": "compute",
    "compute": "runway",
    "start": "runway",
    "assumptions": "compute",
}
BASE = presets.PRESETS["support"].scenario


@pytest.fixture(scope="module")
def plan():
    assert len(CHANGES) == 20
    scenario = paths.with_values(BASE, {path: value for path, (value, _) in CHANGES.items()})
    assert len(codec.encode(scenario, BASE)) == 20
    return scenario


def asked(page, name):
    """The inputs of the page hold the values of the link."""
    if name == "overview":
        page.get_by_text(FOLDED_INPUTS).click()
        expect(entry(page, "business.cash")).to_have_value("$3.21M")
        page.get_by_text(FOLDED_INPUTS).click()
    if name == "assumptions":
        expect(page.locator(".be-sentence")).to_contain_text("20 of")
    for path in ASKS.get(name, ()):
        field = row(page, path).locator(".line .entry, input.text")
        expect(field).to_have_value(CHANGES[path][1])


@pytest.mark.parametrize("name", NEXT)
def test_a_link_is_the_first_request_and_lasts(page, browser, fresh_server, plan, name):
    page.goto(address(fresh_server, name, links.link_query(plan, "support")))
    on(page, name)
    shows(page, plan)
    asked(page, name)
    assert page.get_by_role("alert").count() == 0

    go(page, NEXT[name])
    shows(page, plan)
    asked(page, NEXT[name])
    assert codec.flat(opened_plan(page)) == codec.flat(plan)

    typed(page, "demand.customers", "400")
    changed = paths.with_values(plan, {"demand.customers": 400.0})
    shows(page, changed)
    page.wait_for_function("location.search.includes('demand.customers=400')")
    assert codec.flat(opened_plan(page)) == codec.flat(changed)

    page.reload()
    on(page, NEXT[name])
    shows(page, changed)
    expect(entry(page, "demand.customers")).to_have_value("400")

    page.go_back()
    on(page, name)
    shows(page, changed)
    page.wait_for_function("location.search.includes('demand.customers=400')")

    context = browser.new_context()
    other = context.new_page()
    other.goto(page.evaluate("location.href"))
    on(other, name)
    shows(other, changed)
    assert codec.flat(opened_plan(drawn(other))) == codec.flat(changed)
    context.close()


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in NEXT])
def test_a_link_is_the_first_request_on_every_other_page(page, fresh_server, plan, name):
    page.goto(address(fresh_server, name, links.link_query(plan, "support")))
    on(page, name)
    shows(page, plan)
    assert page.get_by_role("alert").count() == 0
    assert codec.flat(opened_plan(drawn(page))) == codec.flat(plan)
