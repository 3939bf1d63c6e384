"""What the company owns: two lenses whose totals agree, keep or replace, lease or buy."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import finance
from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.core.units import monthly_rate
from calculators.fixed.hardware import adoptions, cost_line
from calculators.fixed.hardware_inputs import Asset, Hardware, Method
from calculators.fixed.hardware_levers import bought_value, renewed_value
from calculators.fixed.hardware_life import (
    average_cost,
    cumulative_cost,
    economic_life,
    lease_cost,
    market_value,
    owning_cost,
)
from calculators.fixed.hardware_schedule import book_share, fleet, schedule

PLAN, WORTH = demand_plan(Demand()), Worth()
CENT = 0.01
PLAIN = Asset(unit_price=1200.0, life_months=12.0, renew=YesNo.NO, building_share=0.0)


def line(*rows, **group):
    return cost_line(Hardware(assets=rows, **group), PLAN, WORTH)


def levers(*rows, **group):
    return {a.key: a for a in adoptions(Hardware(assets=rows, **group), PLAN, WORTH)}


# ---- by hand


def test_paid_at_once_and_used_up_in_twelve_months():
    """1,200 in month 1; 100 a month in months 1 to 12."""
    found = line(PLAIN)
    assert found.cash[0] == 1200
    assert not found.cash[1:].any()
    np.testing.assert_allclose(found.accounting[:12], 100)
    assert not found.accounting[12:].any()


def test_resale_comes_in_the_last_month_of_the_life():
    """1,200 less a quarter: 300 received in month 12; (1,200 - 300) / 12 = 75 a month."""
    found = line(replace(PLAIN, resale_share=0.25))
    assert found.cash[11] == -300
    np.testing.assert_allclose(found.accounting[:12], 75)


def test_bought_again_at_the_end_of_the_life():
    """Months 5, 17, 29, 41 and 53: two units of 1,200 each."""
    found = line(replace(PLAIN, units=2.0, purchase_month=5.0, renew=YesNo.YES))
    assert np.flatnonzero(found.cash).tolist() == [4, 16, 28, 40, 52]
    assert found.cash.sum() == 5 * 2400
    np.testing.assert_allclose(found.accounting[4:], 200)


@pytest.mark.parametrize(
    ("month", "again"),
    [(0, 12), (-5, 7), (-11, 1), (-12, 12), (-35, 1), (-240, 12)],
    ids=["age 1: 0+12", "-5+12", "-11+12", "-12+24", "-35+36", "-240+252"],
)
def test_what_is_owned_is_replaced_when_its_life_ends(month, again):
    found = line(replace(PLAIN, purchase_month=float(month), renew=YesNo.YES))
    assert np.flatnonzero(found.cash)[0] + 1 == again
    np.testing.assert_allclose(found.accounting, 100)


def test_what_is_owned_was_paid_before_the_plan():
    """Bought six months before month 1: six of twelve months of 75 are left, and the resale."""
    found = line(replace(PLAIN, purchase_month=-5.0, resale_share=0.25))
    np.testing.assert_allclose(found.accounting[:6], 75)
    assert not found.accounting[6:].any()
    assert np.flatnonzero(found.cash).tolist() == [5]
    assert found.cash[5] == -300


def test_what_is_older_than_its_life_and_not_renewed_is_gone():
    found = line(replace(PLAIN, purchase_month=-12.0, maintenance_rate=0.1))
    assert not found.cash.any()
    assert not found.accounting.any()


def test_maintenance_grows_with_age_and_breakage_does_not():
    """12 % of 1,200 = 12 a month, twelve months later 20 % more; breakage 6 % = 6 a month."""
    row = replace(PLAIN, life_months=24.0, maintenance_rate=0.12, breakage_rate=0.06)
    found = line(row, repair_growth=0.2)
    worn = 1200 / 24
    assert found.accounting[0] == pytest.approx(worn + 12 + 6)
    assert found.accounting[12] == pytest.approx(worn + 12 * 1.2 + 6)
    assert found.cash[12] == pytest.approx(12 * 1.2 + 6)


def test_repairs_of_an_owned_asset_begin_at_its_age():
    row = replace(PLAIN, life_months=36.0, purchase_month=-11.0, maintenance_rate=0.12)
    assert line(row, repair_growth=0.2).cash[0] == pytest.approx(12 * 1.2)


def test_fin_1_declining_balance_over_six_years():
    """Yearly sums 333,333.33; 222,222.22; 148,148.15; 98,765.43 and 65,843.62 (formulajs)."""
    row = Asset(unit_price=1e6, life_months=72.0, resale_share=0.1, method=Method.DECLINING)
    worn = line(row, repair_growth=0.0).accounting.reshape(5, 12)
    expected = [333_333.33, 222_222.22, 148_148.15, 98_765.43, 65_843.62]
    np.testing.assert_allclose(worn.sum(axis=-1), expected, atol=CENT)
    assert np.ptp(worn, axis=-1).max() < 1e-9  # evenly over the months of a year


def test_fin_1_the_sixth_year_is_clipped_at_the_resale():
    """Bought a year before the plan, its sixth year is the plan's fifth: 31,687.24."""
    row = Asset(unit_price=1e6, life_months=72.0, resale_share=0.1, method=Method.DECLINING,
                purchase_month=-11.0)  # fmt: skip
    assert line(row).accounting[48:].sum() == pytest.approx(31_687.24, abs=CENT)


def test_fin_2_straight_line():
    """(30,000 - 7,500) / 10 years = 2,250 a year."""
    found = line(Asset(unit_price=3e4, resale_share=0.25, life_months=120.0))
    assert found.accounting[:12].sum() == pytest.approx(2250)


def test_fin_7_equivalent_annual_cost_of_unequal_flows():
    value = finance.net_present_value(0.09, np.array([-5_000.0, 800, 900, 1_000]))
    assert finance.equivalent_annual_cost(value, 0.09, 3.0) == pytest.approx(-1_081.01, abs=CENT)


def test_a_lease_by_hand():
    """$32 for each $1,000 of 1,200 = 38.40 a month; nothing is bought and nothing sold."""
    row = replace(PLAIN, life_months=36.0, resale_share=0.5)
    found = line(row, lease=YesNo.YES, lease_price=32.0)
    np.testing.assert_allclose(found.cash[:36], 38.40)
    assert not found.cash[36:].any()
    np.testing.assert_array_equal(found.cash, found.accounting)


def test_a_lease_runs_to_the_end_of_its_term():
    """Needed for 12 months, terms of 18: paid for 18. Needed for 20: paid for 36."""
    group = {"lease": YesNo.YES, "lease_months": 18.0}
    assert np.count_nonzero(line(PLAIN, **group).cash) == 18
    assert np.count_nonzero(line(replace(PLAIN, life_months=20.0), **group).cash) == 36


def test_what_is_owned_already_is_not_leased_before_it_is_replaced():
    row = replace(PLAIN, purchase_month=-5.0, renew=YesNo.YES)
    found = line(row, lease=YesNo.YES, lease_price=50.0)
    assert not found.cash[:6].any()
    np.testing.assert_allclose(found.accounting[:6], 100)
    np.testing.assert_allclose(found.cash[6:], 60)


def test_kept_longer_it_is_replaced_later_and_sells_for_less():
    """Life 12 + 12: bought in months 1, 25 and 49; resale 0.25² of 1,200 = 75 in month 24."""
    row = replace(PLAIN, resale_share=0.25, renew=YesNo.YES)
    found = line(row, keep_longer=YesNo.YES, longer_months=12.0)
    assert np.flatnonzero(found.cash > 0).tolist() == [0, 24, 48]
    assert found.cash[23] == pytest.approx(-75)
    np.testing.assert_allclose(found.accounting[:24], (1200 - 75) / 24)


def test_keeping_longer_does_not_bring_back_what_was_replaced_before_the_plan():
    """Bought in month -12 with a life of 12, replaced in month 0: age 1, not 13."""
    row = replace(PLAIN, purchase_month=-12.0, renew=YesNo.YES)
    found = line(row, keep_longer=YesNo.YES, longer_months=12.0)
    assert np.flatnonzero(found.cash)[0] + 1 == 24


def test_one_amount_replaces_the_table():
    found = line(PLAIN, monthly_amount=700.0)
    np.testing.assert_array_equal(found.cash, 700)
    np.testing.assert_array_equal(found.accounting, 700)


def test_an_empty_table_costs_nothing_and_offers_nothing():
    found = line()
    assert found.cash.shape == (60,)
    assert not any(x.any() for x in vars(found).values())
    assert levers() == {}


# ---- identities


SHARES = st.floats(0.0, 1.0)


@st.composite
def assets(draw, **fixed):
    serving = draw(SHARES)
    values = {
        "units": float(draw(st.integers(0, 40))),
        "unit_price": draw(st.floats(0.0, 1e6)),
        "purchase_month": float(draw(st.integers(-80, 60))),
        "life_months": float(draw(st.integers(1, 90))),
        "resale_share": draw(SHARES),
        "maintenance_rate": draw(st.floats(0.0, 0.5)),
        "breakage_rate": draw(st.floats(0.0, 1.0)),
        "renew": draw(st.sampled_from(YesNo)),
        "method": draw(st.sampled_from(Method)),
        "factor": draw(st.floats(0.1, 6.0)),
        "serving_share": serving,
        "building_share": draw(SHARES) * (1 - serving),
    }
    return Asset(**(values | fixed))


@settings(max_examples=60, deadline=None)
@given(assets(renew=YesNo.NO, purchase_month=1.0, maintenance_rate=0.0, breakage_rate=0.0))
def test_what_wears_off_over_a_life_is_price_less_resale_to_the_cent(row):
    row = replace(row, life_months=np.minimum(row.life_months, 60.0))
    found = line(row)
    lost = row.units * row.unit_price * (1 - row.resale_share)
    assert found.accounting.sum() == pytest.approx(lost, abs=CENT, rel=1e-12)
    assert found.cash.sum() == pytest.approx(lost, abs=CENT, rel=1e-12)
    assert np.all(found.accounting >= -1e-6)


@settings(max_examples=60, deadline=None)
@given(assets(renew=YesNo.NO), st.floats(0.0, 1.0), st.sampled_from(YesNo))
def test_cash_and_accounting_agree_when_every_life_has_ended(row, growth, lease):
    row = replace(row, purchase_month=1.0, life_months=np.minimum(row.life_months, 40.0))
    found = line(row, repair_growth=growth, lease=lease, lease_months=20.0)
    assert found.cash.sum() == pytest.approx(found.accounting.sum(), abs=CENT, rel=1e-11)


@settings(max_examples=60, deadline=None)
@given(st.lists(assets(), max_size=4), st.sampled_from(YesNo))
def test_book_value_changes_by_what_is_bought_less_what_wears_off_and_is_sold(rows, keep):
    if not rows:
        return
    p = Hardware(assets=tuple(rows), keep_longer=keep)
    f = fleet(p, p.assets)
    found = schedule(f)
    book = np.where(found.kept, book_share(f, found.age + 1), 0.0)
    moved = found.bought - found.worn - found.resold
    change = np.diff(book, axis=-1)
    np.testing.assert_allclose(change, moved[..., 1:], atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(assets())
def test_serving_building_and_rest_are_the_whole(row):
    rest = 1 - row.serving_share - row.building_share
    whole = line(row).accounting
    by_use = [
        line(replace(row, serving_share=1.0, building_share=0.0)).variable * share
        for share in (row.serving_share, row.building_share, rest)
    ]
    np.testing.assert_allclose(sum(by_use), whole, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(line(row).variable, by_use[0], rtol=1e-9, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(assets(), min_size=2, max_size=5))
def test_the_line_is_the_sum_of_its_rows(rows):
    whole, alone = line(*rows), [line(row) for row in rows]
    for lens in ("cash", "accounting", "variable"):
        parts = sum(getattr(one, lens) for one in alone)
        np.testing.assert_allclose(getattr(whole, lens), parts, rtol=1e-9, atol=1e-6)


def test_draws_give_what_a_loop_of_numbers_gives():
    rows = (
        replace(PLAIN, resale_share=np.array([0.0, 0.1, 0.4]), renew=YesNo.YES),
        replace(PLAIN, method=Method.DECLINING, unit_price=900.0, purchase_month=-3.0),
    )
    growth = np.array([0.0, 0.2, 1.0])
    together = line(*rows, repair_growth=growth)
    for i in range(3):
        row = replace(rows[0], resale_share=float(rows[0].resale_share[i]))
        alone = line(row, rows[1], repair_growth=float(growth[i]))
        for lens in ("cash", "accounting", "variable"):
            found = np.broadcast_to(getattr(together, lens), (3, 60))[i]
            np.testing.assert_allclose(found, getattr(alone, lens), rtol=1e-12, atol=1e-9)


def test_numpy_financial_agrees_on_1000_equivalent_annual_costs():
    """EAC is the payment that repays the present value: numpy_financial.pmt."""
    npf = pytest.importorskip("numpy_financial")
    random = np.random.default_rng(20261124)
    for _ in range(1000):
        value, rate = random.uniform(-1e6, 1e6), random.uniform(0.0, 0.5)
        life = float(random.integers(1, 40))
        ours = finance.equivalent_annual_cost(value, rate, life)
        assert ours == pytest.approx(-npf.pmt(rate, life, value), rel=1e-9)


def test_numpy_financial_agrees_on_1000_even_payments_for_an_asset():
    """A payment in advance that leaves the resale open: numpy_financial.pmt, when = 1."""
    npf = pytest.importorskip("numpy_financial")
    random = np.random.default_rng(20261125)
    for _ in range(1000):
        resale, yearly = random.uniform(0.01, 0.9), random.uniform(0.001, 0.5)
        months = float(random.integers(1, 120))
        monthly = monthly_rate(yearly)
        # the resale comes at the start of the last month: one month later at one month's interest
        future = resale * (1 + monthly)
        expected = -npf.pmt(monthly, months, 1.0, -future, when=1)
        ours = owning_cost(resale, months, yearly, months)
        assert ours == pytest.approx(expected, rel=1e-9)


# ---- keep or replace


def test_least_average_cost_by_hand():
    """No resale, price 1, repairs 0.01 in month 1 and 0.01 more each year: compare 24, 36, 48."""
    ages = np.array([24.0, 36.0, 48.0])
    found = average_cost(0.0, 36.0, 0.01, 1.0, ages)
    doubling = 2 ** (1 / 12)
    by_hand = [(1 + 0.01 * sum(doubling**k for k in range(int(n)))) / n for n in ages]
    assert found == pytest.approx(by_hand)
    best = float(economic_life(0.0, 36.0, 0.01, 1.0))
    around = average_cost(0.0, 36.0, 0.01, 1.0, best + np.array([-1.0, 0.0, 1.0]))
    assert around[1] == around.min()


def test_without_repairs_it_is_kept_as_long_as_it_works():
    assert economic_life(0.1, 36.0, 0.0, 0.5) == np.inf
    assert economic_life(0.1, 36.0, 0.01, 0.0) == np.inf


@given(st.floats(0.0, 0.9), st.floats(0.005, 0.1), st.floats(0.2, 2.0))
def test_dearer_repairs_never_make_it_worth_keeping_longer(resale, maintenance, growth):
    slow, fast = economic_life(resale, 36.0, maintenance, np.array([growth, growth * 1.3]))
    assert fast <= slow


def test_market_value_meets_price_and_resale():
    values = market_value(0.2, 36.0, np.array([0.0, 18.0, 36.0]))
    assert values == pytest.approx([1.0, np.sqrt(0.2), 0.2])
    assert market_value(0.0, 36.0, np.array([0.0, 1.0])).tolist() == [1.0, 0.0]


def test_cumulative_cost_at_the_end_of_the_life_is_what_the_plan_pays():
    row = replace(PLAIN, life_months=30.0, resale_share=0.3, maintenance_rate=0.12)
    paid = line(row, repair_growth=0.4).cash.sum()
    assert 1200 * cumulative_cost(0.3, 30.0, 0.01, 0.4, 30.0) == pytest.approx(paid)


def test_what_keeping_longer_saves_is_the_difference_of_the_plans_over_whole_lives():
    """Lives of 12 and 12 + 12 months: 24 months hold both a whole number of times."""
    rows = (
        replace(PLAIN, renew=YesNo.YES, resale_share=0.2, maintenance_rate=0.1),
        replace(PLAIN, renew=YesNo.YES, unit_price=500.0, maintenance_rate=0.3),
    )
    lever = levers(*rows)["hardware.keep_longer"]
    now, then = line(*rows), line(*rows, keep_longer=YesNo.YES)
    for lens in ("cash", "accounting"):
        difference = (getattr(now, lens) - getattr(then, lens))[:24].mean()
        saved = lever.saving(np.array([lever.scale.today]))
        assert saved == pytest.approx([difference])


def test_what_leasing_saves_is_the_difference_of_the_plans_over_a_life():
    """In present value, by an even payment; without interest the plain average."""
    row = replace(PLAIN, life_months=36.0, resale_share=0.2, maintenance_rate=0.1)
    for rate in (0.0, 0.15, 0.6):
        group = {"discount_rate": rate, "lease_months": 12.0, "lease_price": 27.0}
        lever = levers(row, **group)["hardware.lease.yes"]
        difference = (line(row, **group).cash - line(row, lease=YesNo.YES, **group).cash)[:36]
        factors = (1 + monthly_rate(rate)) ** -np.arange(36)
        even = (difference * factors).sum() / factors.sum()
        assert lever.saving(np.array([36.0])) == pytest.approx([even])


def test_buying_is_offered_where_things_are_leased():
    row = replace(PLAIN, life_months=36.0)
    leased = levers(row, lease=YesNo.YES)
    assert set(leased) == {"hardware.lease.no"}
    months = np.array([6.0, 36.0, 100.0])
    opposite = levers(row)["hardware.lease.yes"].saving(months)
    np.testing.assert_allclose(leased["hardware.lease.no"].saving(months), -opposite)


def test_a_lease_pays_at_the_rate_that_it_charges_and_not_below():
    """12 payments of 100 for 1,200 and no resale: free money, so any interest favours the lease."""
    own = owning_cost(0.0, 12.0, np.array([0.0, 0.1]), 12.0)
    lent = lease_cost(1 / 12, 12.0, 0.0, np.array([0.0, 0.1]), 12.0)
    assert own[0] == pytest.approx(lent[0])
    assert own[1] > lent[1]


@pytest.mark.parametrize(
    ("rows", "group", "keys"),
    [
        ((PLAIN,), {}, {"hardware.lease.yes"}),
        ((replace(PLAIN, purchase_month=0.0),), {}, set()),
        ((replace(PLAIN, renew=YesNo.YES),), {}, {"hardware.lease.yes", "hardware.keep_longer"}),
        ((replace(PLAIN, renew=YesNo.YES),), {"keep_longer": YesNo.YES}, {"hardware.lease.yes"}),
        ((replace(PLAIN, renew=YesNo.YES, units=0.0),), {}, set()),
        ((replace(PLAIN, renew=YesNo.YES, life_months=120.0, purchase_month=0.0),), {}, set()),
    ],
    ids=["bought once", "owned to its end", "renewed", "kept longer already", "none", "no end"],
)
def test_a_lever_that_makes_no_sense_is_not_offered(rows, group, keys):
    assert set(levers(*rows, **group)) == keys


def test_values_of_the_levers_are_those_of_what_is_still_to_be_bought():
    p = Hardware(assets=(replace(PLAIN, purchase_month=0.0), replace(PLAIN, renew=YesNo.YES)))
    f = fleet(p, p.assets)
    assert bought_value(f).tolist() == [0, 1200]
    assert renewed_value(f).tolist() == [0, 1200]


# ---- refusals


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"life_months": 0.0}, ["Life: 0 is not", "1 to 600 months"]),
        ({"resale_share": 1.2}, ["Resale value: 120 %", "0 to 100 %", "more than its price"]),
        ({"purchase_month": 61.0}, ["Bought in month: 61", "-240 to 60"]),
        ({"serving_share": 0.7, "building_share": 0.6}, ["together 130 %", "0 to 100 %"]),
        ({"units": -1.0}, ["Units: -1"]),
        ({"units": 1.5}, ["Units: 1.5", "whole number"]),
        ({"unit_price": np.nan}, ["Price each: not a number"]),
        ({"maintenance_rate": -0.1}, ["Maintenance: -10 %"]),
    ],
)
def test_what_contradicts_is_refused_with_its_range(values, said):
    with pytest.raises(InputError) as caught:
        replace(PLAIN, **values)
    assert all(part in str(caught.value) for part in said), caught.value


def test_501_assets_are_refused_and_500_are_not():
    assert len(Hardware(assets=(PLAIN,) * 500).assets) == 500
    with pytest.raises(InputError, match="Assets: 501 rows is not in 0 to 500 rows"):
        Hardware(assets=(PLAIN,) * 501)


def test_200_assets_are_quick():
    rows = tuple(replace(PLAIN, unit_price=100.0 + i, life_months=12.0 + i) for i in range(200))
    p = Hardware(assets=rows)
    best = np.inf
    for _ in range(5):
        begun = time.perf_counter()
        found = cost_line(p, PLAN, WORTH)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.1
    assert found.cash[0] == sum(100 + i for i in range(200))
