from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import finance
from calculators.core.units import (
    monthly_rate,
    over_months,
    ratio_or_never,
    whole_down,
    whole_up,
)


def test_fin_1_double_declining_balance_is_clipped_at_the_residual():
    # formulajs, test/financial.js: 1,000,000 to 100,000 in 6 years
    expected = [333_333.33, 222_222.22, 148_148.15, 98_765.43, 65_843.62, 31_687.24, 0.0]
    worn = finance.declining_balance(1e6, 1e5, 6.0, periods=7)
    assert worn == pytest.approx(expected, abs=0.01)


def test_fin_2_straight_line():
    assert finance.straight_line(30_000.0, 7_500.0, 10.0) == 2_250


def test_fin_3_net_present_value_with_the_first_flow_today():
    flows = np.array([-40_000.0, 5_000, 8_000, 12_000, 30_000])
    assert finance.net_present_value(0.08, flows) == pytest.approx(3_065.22267, abs=1e-5)


def test_fin_4_spreadsheets_discount_the_first_flow_too():
    flows = np.array([-10_000.0, 2_000, 4_000, 8_000])
    assert finance.spreadsheet_net_present_value(0.1, flows) == pytest.approx(1_031.35, abs=0.01)
    assert finance.net_present_value(0.1, flows) == pytest.approx(1_134.49, abs=0.01)


def test_fin_5_internal_rate_of_return():
    flows = np.array([-100.0, 39, 59, 55, 20])
    assert finance.internal_rate_of_return(flows) == pytest.approx(0.28095, abs=1e-5)


def test_fin_6_the_higher_rate_of_return_need_not_be_worth_more():
    # Brealey-Myers, chapter 8: NPV at 11 % 48.20 and 44.37, IRR 21.86 % and 23.38 %
    flows = np.array([[-200.0, 80, 80, 80, 80], [-200.0, 100, 100, 100, 0]])
    assert finance.net_present_value(0.11, flows) == pytest.approx([48.20, 44.37], abs=0.01)
    rates = finance.internal_rate_of_return(flows)
    assert rates == pytest.approx([0.2186, 0.2338], abs=1e-4)


def test_fin_7_equivalent_annual_cost():
    value = finance.net_present_value(0.09, np.array([-5_000.0, 800, 900, 1_000]))
    assert value == pytest.approx(-2_736.36, abs=0.01)
    assert finance.equivalent_annual_cost(value, 0.09, 3.0) == pytest.approx(-1_081.01, abs=0.01)


def test_numpy_financial_agrees_on_1000_present_values():
    random = np.random.default_rng(20261122)
    for _ in range(1000):
        flows = random.normal(0, 1e4, random.integers(1, 61))
        rate = random.uniform(-0.2, 0.5)
        # Parts of up to 1e4·0.8^-60 cancel: compare with the sum of their sizes
        size = finance.net_present_value(rate, np.abs(flows))
        expected = npf.npv(rate, flows)
        assert finance.net_present_value(rate, flows) == pytest.approx(expected, abs=1e-12 * size)


def test_numpy_financial_agrees_on_1000_rates_of_return():
    random = np.random.default_rng(20261123)
    for _ in range(1000):
        gains = random.uniform(0, 100, random.integers(1, 25))
        flows = np.concatenate([[-random.uniform(1, 1000)], gains])
        expected = npf.irr(flows)
        assert finance.internal_rate_of_return(flows) == pytest.approx(expected, rel=1e-7, abs=1e-9)


def test_flows_are_worth_nothing_at_their_rate_of_return():
    random = np.random.default_rng(7)
    flows = np.concatenate([-random.uniform(10, 99, (200, 1)), random.uniform(0, 9, (200, 60))], -1)
    for each in (flows, -flows):
        rates = finance.internal_rate_of_return(each)
        np.testing.assert_allclose(finance.net_present_value(rates, each), 0.0, atol=1e-9)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        pytest.param([-100.0, 110.0], 0.10, id="110 for 100"),
        pytest.param([100.0, -110.0], 0.10, id="a loan: 110 for 100"),
        pytest.param([-100.0, 0.0, 144.0], 0.20, id="1.2 squared"),
        pytest.param([-100.0, 50.0], -0.50, id="half is lost"),
        pytest.param([100.0, 10.0], np.inf, id="nothing was put in"),
        pytest.param([-100.0, -10.0], -1.0, id="nothing comes back"),
        pytest.param([0.0, 0.0], -1.0, id="nothing flows"),
    ],
)
def test_rate_of_return_by_hand(flows, rate):
    assert finance.internal_rate_of_return(np.array(flows)) == pytest.approx(rate)


@pytest.mark.parametrize(
    ("rate", "years", "factor"),
    [
        pytest.param(0.0, 5.0, 5.0, id="no interest"),
        pytest.param(0.10, 1.0, 1 / 1.1, id="1 / 1.1"),
        pytest.param(0.10, 2.0, 1 / 1.1 + 1 / 1.21, id="1 / 1.1 + 1 / 1.21"),
    ],
)
def test_annuity_factor_by_hand(rate, years, factor):
    assert finance.annuity_factor(rate, years) == pytest.approx(factor)
    assert finance.equivalent_annual_cost(factor, rate, years) == pytest.approx(1.0)


@given(st.floats(1, 1e6), st.floats(0, 1), st.integers(1, 10), st.floats(0.5, 3))
def test_declining_balance_never_takes_more_than_what_may_wear_off(cost, share, life, factor):
    residual = cost * share
    worn = finance.declining_balance(cost, residual, float(life), periods=12, factor=factor)
    assert worn.min() >= 0
    assert worn.sum() <= (cost - residual) * (1 + 1e-12)
    assert np.all(worn[life:] == 0)
    ending = finance.declining_balance(cost, residual, float(life), periods=12, factor=float(life))
    assert ending[0] == pytest.approx(cost - residual)


def test_results_have_the_shape_of_their_inputs():
    rates = np.array([[0.0], [0.1]])
    flows = np.ones((3, 60))
    assert np.shape(finance.net_present_value(rates, flows)) == (2, 3)
    lives = np.array([3.0, 5.0])
    assert finance.declining_balance(1e3, np.zeros((4, 1)), lives, periods=6).shape == (4, 2, 6)
    assert np.shape(finance.internal_rate_of_return(flows)) == (3,)


def test_whole_units_forgive_floating_noise():
    # 2.92e6 queries of 2.7 s in 730 h are 3 servers, which floats make 3.0000000000000004
    assert whole_up(2.92e6 * 2.7 / (730 * 3600)) == 3
    assert whole_up(3.001) == 4
    assert whole_down(0.1 * 3 * 10) == 3
    assert whole_down(2.999999999999) == 3
    assert whole_down(2.99) == 2
    assert whole_up(np.inf) == np.inf


def test_twelve_monthly_rates_compound_to_the_annual_one():
    assert (1 + monthly_rate(0.1)) ** 12 == pytest.approx(1.1)
    assert monthly_rate(0.0) == 0


def test_ratios_are_never_where_nothing_divides():
    numerators = np.array([1.0, 0.0, -1.0, 1.0, 1.0, -1.0, 1e300])
    denominators = np.array([0.0, 0.0, 0.0, -1.0, 4.0, 4.0, 1e-300])
    expected = [np.inf, np.inf, np.inf, np.inf, 0.25, -0.25, np.inf]
    np.testing.assert_array_equal(ratio_or_never(numerators, denominators), expected)
    assert ratio_or_never(1.0, np.inf) == 0
    assert ratio_or_never(np.inf, 2.0) == np.inf


def test_time_is_the_last_axis():
    assert (over_months(np.ones((2, 3))) * np.arange(60)).shape == (2, 3, 60)
    assert (over_months(1.0) * np.arange(60)).shape == (60,)
