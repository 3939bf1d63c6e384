from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import runway as cash_runway
from calculators.core.business import Business, Funding, FundingStatus, Payment
from calculators.core.demand import Demand, demand_plan
from calculators.runway import burn_multiple, graham_cash_needed, graham_months, runway

STEADY = demand_plan(Demand(customers=100.0, customers_gained=0.0, customers_lost=0.0))
GROWING = demand_plan(Demand(customers=100.0, customers_gained=0.1, customers_lost=0.0))


def plan(demand=STEADY, cost=0.0, lost=0.0, **fields):
    """Return the cash plan of 100 customers at 100 a month and one cloud bill."""
    given_fields = {"revenue_per_customer": 100.0, "collection_months": 0.0, "interest": 0.0}
    business = Business(**{**given_fields, **fields})
    bill = np.full(60, float(cost))
    return cash_runway.cash_plan(business, demand, {"Cloud": bill}, bill, lost)


def falling(opening, burn, months=60):
    return opening - burn * np.arange(1.0, months + 1)


# reference: bloomitize.com prints net burn 40,000 and 12 whole months
def test_run_1_500_000_over_50_000_less_10_000_is_12_5_months():
    p = plan(cost=50_000, cash=500_000.0, revenue_per_customer=100.0)
    assert p.revenue[0] == 10_000
    assert -p.flow[0] == 40_000
    left = runway(500_000.0, p.cash)
    assert left.months == pytest.approx(12.5, abs=0.01)
    assert np.floor(left.months) == 12
    assert left.alive == 0


def test_run_2_250_000_over_50_000_is_5_months():
    p = plan(cost=50_000, cash=250_000.0, revenue_per_customer=0.0)
    assert runway(250_000.0, p.cash).months == 5


# David Sacks, The Burn Multiple
def test_run_3_burning_3_million_for_1_million_of_new_revenue_is_3():
    assert burn_multiple(3e6, 1e6) == 3
    assert burn_multiple(3e6, 0.0) == np.inf
    assert burn_multiple(-1.0, 1e6) == 0
    assert burn_multiple(-1.0, -1e6) == 0  # nothing is burned while revenue falls


# Blackwell's and Graham's model of constant expenses
def test_run_4_ln_5_over_ln_1_1_is_16_89_months_and_444_553():
    assert graham_months(10e3, 50e3, 0.1) == pytest.approx(16.89, abs=0.005)
    assert graham_cash_needed(10e3, 50e3, 0.1) == pytest.approx(444_553, abs=1)
    assert graham_cash_needed(11e3, 50e3, 0.1) == pytest.approx(404_553, abs=1)  # grows first


def test_run_5_five_and_seven_per_cent_a_week_make_12_6_and_33_7_a_year():
    grown = demand_plan(Demand(customers=1.0, customers_gained=0.07, customers_lost=0.0))
    assert grown.customers[52] == pytest.approx(33.7, rel=0.01)
    grown = demand_plan(Demand(customers=1.0, customers_gained=0.05, customers_lost=0.0))
    assert grown.customers[52] == pytest.approx(12.6, rel=0.01)


ENDS = [  # opening, cash by month, floor, months
    pytest.param(120.0, falling(120, 10), 0.0, 12.0, id="120 / 10: on the edge of month 12"),
    pytest.param(125.0, falling(125, 10), 0.0, 12.5, id="125 / 10"),
    pytest.param(125.0, falling(125, 10), 25.0, 10.0, id="(125 - 25) / 10 above a floor of 25"),
    pytest.param(600.0, falling(600, 10), 0.0, np.inf, id="600 / 10 = 60: zero at the very end"),
    pytest.param(599.0, falling(599, 10), 0.0, 59.9, id="599 / 10"),
    pytest.param(1e4, falling(1e4, 10), 0.0, np.inf, id="beyond 60 months"),
    pytest.param(0.0, falling(0, 10), 0.0, 0.0, id="nothing there"),
    pytest.param(5.0, falling(5, 10), 9.0, 0.0, id="opened below the floor"),
    pytest.param(0.0, -falling(0, 10), 0.0, np.inf, id="nothing there, but cash rises"),
    pytest.param(9.0, np.full(60, -np.inf), 0.0, 0.0, id="endless cost"),
]


@pytest.mark.parametrize(("opening", "cash", "floor", "months"), ENDS)
def test_runway_by_hand(opening, cash, floor, months):
    assert runway(opening, cash, floor).months == pytest.approx(months)


def test_alive_is_rising_cash_that_never_fell_below_the_floor():
    assert runway(0.0, -falling(0, 10)).alive == 1
    assert runway(1.0, np.ones(60)).alive == 1
    assert runway(1e4, falling(1e4, 10)).alive == 0  # more than 60 months, still burning
    dips = np.where(np.arange(60) == 3, -1.0, np.arange(60.0))
    assert runway(1.0, dips).alive == 0


def test_a_round_in_the_last_year_does_not_make_a_burning_plan_alive():
    raised = np.where(np.arange(60) == 55, 500.0, 0.0)
    cash = falling(1e4, 10) + np.cumsum(raised)
    assert cash[-1] > cash[-13]
    assert runway(1e4, cash, 0.0, raised).alive == 0


def test_a_plan_whose_cash_begins_to_fall_in_its_last_months_is_not_alive():
    flow = np.where(np.arange(60) < 55, 10.0, -1.0)
    assert runway(0.0, np.cumsum(flow)).alive == 0


@given(st.floats(1, 1e6), st.floats(1, 1e5))
def test_runway_is_cash_over_burn(opening, burn):
    expected = opening / burn if opening / burn < 60 - 1e-6 else np.inf
    found = runway(opening, falling(opening, burn)).months
    if abs(opening / burn - 60) > 1e-4:
        assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("delay", [0.0, 0.5, 1.0, 1.5, 2.0, 2.75, 6.0])
def test_a_collection_delay_does_not_shorten_the_runway_of_a_steady_plan(delay):
    np.testing.assert_allclose(plan(collection_months=delay).collected, 10_000)


def test_opening_receivables_that_are_known_come_in_over_the_delay():
    p = plan(collection_months=2.0, opening_receivables=6000.0)
    np.testing.assert_allclose(p.collected[:4], [3000, 3000, 10_000, 10_000])


def test_half_of_a_growing_revenue_arrives_a_month_later_at_half_a_month_of_delay():
    p = plan(GROWING, collection_months=0.5)
    # month 1: half of 10,000 and the 5,000 owed; month 2: half of 11,000 and of 10,000
    np.testing.assert_allclose(p.collected[:3], [10_000, 10_500, 11_550])


def test_all_that_is_earned_is_collected_but_for_what_is_still_owed():
    p = plan(GROWING, collection_months=3.0)
    owed_at_start = 3 * 10_000
    assert p.collected.sum() == pytest.approx(owed_at_start + p.revenue[:-3].sum())


def test_a_rise_that_is_prepaid_is_paid_twelvefold_and_again_a_year_later():
    steps = demand_plan(Demand(customers=100.0, customers_gained=0.0, customers_lost=0.0))
    earned = np.where(np.arange(60) < 5, 100.0, 110.0)
    paid = cash_runway.collected(Business(prepaid_share=1.0), earned)
    expected = np.full(60, 100.0)
    expected[5::12] += 12 * 10  # months 6, 18, 30, 42 and 54
    np.testing.assert_allclose(paid, expected)
    np.testing.assert_allclose(plan(steps, prepaid_share=1.0).collected, 10_000)


def test_half_prepaid_is_half_of_each():
    half = plan(GROWING, prepaid_share=0.5, collection_months=2.0).collected
    none = plan(GROWING, prepaid_share=0.0, collection_months=2.0).collected
    whole = plan(GROWING, prepaid_share=1.0, collection_months=2.0).collected
    np.testing.assert_allclose(half, (none + whole) / 2)


CREDITS = [  # credits, expire after, used
    pytest.param(2500.0, 12.0, [1000, 1000, 500, 0], id="2500 of bills of 1000: used up"),
    pytest.param(2500.0, 2.0, [1000, 1000, 0, 0], id="500 expire after month 2"),
    pytest.param(2500.0, 0.0, [0, 0, 0, 0], id="expired already"),
    pytest.param(0.0, 12.0, [0, 0, 0, 0], id="none"),
]


@pytest.mark.parametrize(("credits", "months", "used"), CREDITS)
def test_credits_pay_the_cloud_bill_until_used_or_expired(credits, months, used):
    p = plan(cost=1000, credits=credits, credits_months=months)
    np.testing.assert_allclose(p.credits_used[:4], used)
    np.testing.assert_allclose(p.flow, 10_000 - 1000 + p.credits_used)
    assert p.total_cost[0] == 1000  # cash only, never the cost


def test_interest_is_earned_on_what_was_there_and_compounds_to_the_annual_rate():
    p = plan(cost=10_000, cash=1000.0, interest=0.12)
    assert p.cash[11] == pytest.approx(1120)
    assert p.cash[59] == pytest.approx(1000 * 1.12**5)


def test_payments_go_out_and_committed_rounds_come_in_in_their_month():
    p = plan(
        cost=10_000,
        cash=1000.0,
        payments=(Payment(month=2.0, amount=300.0), Payment(month=2.0, amount=100.0)),
        funding=(
            Funding(month=3.0, amount=50.0, status=FundingStatus.COMMITTED),
            Funding(month=4.0, amount=7.0, status=FundingStatus.PLANNED),
        ),
    )
    np.testing.assert_allclose(p.cash[:5], [1000, 600, 650, 650, 650])
    np.testing.assert_allclose(p.cash_with_planned[:5], [1000, 600, 650, 657, 657])


def test_revenue_turned_away_is_not_earned():
    p = plan(lost=np.full(60, 400.0))
    np.testing.assert_allclose(p.revenue, 9600)
    np.testing.assert_allclose(p.collected, 9600)


def test_serving_at_60_per_cent_of_revenue_kills_what_grahams_rule_calls_alive():
    # 10,000 growing 10 % a month against 50,000; serving 60 % of revenue
    demand = demand_plan(Demand(customers=100.0, customers_gained=0.1, customers_lost=0.0))
    business = Business(
        revenue_per_customer=100.0, collection_months=0.0, interest=0.0, cash=450_000.0
    )
    earned = cash_runway.revenue(business, demand)
    costs = {"Fixed": np.full(60, 44_000.0), "Serving": 0.6 * earned}
    p = cash_runway.cash_plan(business, demand, costs, 0.0 * demand.raw_queries)
    expenses_today = float(p.total_cost[0])
    assert expenses_today == 50_000
    assert graham_cash_needed(10e3, expenses_today, 0.1) < 450_000  # his rule: alive
    assert np.ceil(graham_months(10e3, expenses_today, 0.1)) == 17  # reached in month 18
    left = runway(450_000.0, p.cash)
    assert left.alive == 0
    # Σ (44,000 − 4,000·1.1^k) over 13 months is 473,909, over 12 months 442,463
    assert 12 < left.months < 13


def test_months_gained_with_interest_are_those_of_the_changed_plan():
    change = np.full(60, 500.0)
    before = plan(cost=15_000, cash=100_000.0, interest=0.05)
    after = plan(cost=14_500, cash=100_000.0, interest=0.05)
    gained = cash_runway.months_gained(100_000.0, before.cash, change, 0.0, 0.05)
    assert gained == pytest.approx(
        runway(100_000.0, after.cash).months - runway(100_000.0, before.cash).months
    )


def test_months_gained_are_capped_at_the_plan():
    cash = falling(300.0, 10)
    assert cash_runway.months_gained(300.0, cash, np.full(60, 20.0), 0.0) == 60 - 30
    assert cash_runway.months_gained(300.0, cash, np.zeros(60), 0.0) == 0


def test_first_month_from_which_a_condition_holds_to_the_end():
    holds = np.array([True, False, True, True])
    assert cash_runway.first_month(holds) == 3
    assert cash_runway.first_month(~holds) == np.inf
    assert cash_runway.first_month(np.ones(4, dtype=bool)) == 1


def test_the_most_to_put_in_is_the_deepest_point_of_the_flow():
    p = plan(GROWING, cost=12_000)
    # 10,000 − 12,000, 11,000 − 12,000, then 12,100: 2,000 + 1,000
    assert cash_runway.peak_cash_needed(p) == pytest.approx(3000)


@pytest.mark.parametrize(
    ("now", "expenses", "growth", "months"),
    [
        pytest.param(50e3, 50e3, 0.0, 0.0, id="covered already"),
        pytest.param(10e3, 50e3, 0.0, np.inf, id="no growth: never"),
        pytest.param(10e3, 50e3, -0.1, np.inf, id="falling: never"),
        pytest.param(0.0, 50e3, 0.1, np.inf, id="nothing to grow: never"),
        pytest.param(0.0, 0.0, 0.1, 0.0, id="nothing to cover"),
    ],
)
def test_grahams_months_at_the_ends(now, expenses, growth, months):
    assert graham_months(now, expenses, growth) == months
