from __future__ import annotations

import numpy as np
import pytest

from calculators.core.demand import Demand, day_shape, demand_plan, queries_per_second

BY_HAND = [  # fields, what, months 1 to 3
    pytest.param(
        {"customers": 100.0, "customers_gained": 0.3, "customers_lost": 0.1},
        "customers",
        [100, 120, 144],
        id="100 · 1.2^t: growth first applies in month 2",
    ),
    pytest.param(
        {"customers_gained": 0.3, "customers_lost": 0.1, "usage_growth": 0.5},
        "raw_queries",
        [1e6, 1.8e6, 3.24e6],
        id="1e6 · (1.2 · 1.5)^t",
    ),
    pytest.param(
        {"customers_gained": 0.0, "customers_lost": 0.0, "scored_share": 0.5, "cached_share": 0.2},
        "scored_queries",
        [4e5, 4e5, 4e5],
        id="1e6 · 0.5 · (1 - 0.2)",
    ),
    pytest.param({"kinds": 10.0, "kinds_added": 2.5}, "kinds", [10, 12.5, 15], id="10 + 2.5 t"),
    pytest.param(
        {"customers_gained": 0.0, "customers_lost": 0.99, "customers": 100.0},
        "customers",
        [100, 1, 0.01],
        id="99 of 100 leave",
    ),
    pytest.param({"queries_per_month": 0.0}, "raw_queries", [0, 0, 0], id="nothing asked"),
]


@pytest.mark.parametrize(("fields", "what", "expected"), BY_HAND)
def test_demand_by_hand(fields, what, expected):
    found = getattr(demand_plan(Demand(**fields)), what)
    assert found.shape == (60,)
    np.testing.assert_allclose(found[:3], expected)


def test_24_numbers_replace_the_two_ratios():
    counted = day_shape(Demand(hourly=(1.0,) * 12 + (3.0,) * 12, peak_to_mean=9.0))
    np.testing.assert_allclose(counted, [0.5] * 12 + [1.5] * 12)


def test_the_ratios_are_kept():
    shape = day_shape(Demand(peak_to_mean=2.5, quietest_to_mean=0.3))
    assert shape.max() == pytest.approx(2.5)
    assert shape.min() == pytest.approx(0.3, abs=1e-3)
    assert shape.mean() == pytest.approx(1, abs=1e-5)


def test_a_flat_day_is_flat_whatever_its_quietest_hour():
    np.testing.assert_allclose(day_shape(Demand(peak_to_mean=1.0, quietest_to_mean=0.2)), 1.0)


def test_one_query_a_second_is_2_628_000_a_month():
    assert queries_per_second(np.array([2_628_000.0])) == pytest.approx(1)
