from __future__ import annotations

import numpy as np

from calculators.core.cost_line import bills, within
from calculators.core.demand import Demand, demand_plan
from calculators.core.units import HORIZON_MONTHS

PLAN = demand_plan(Demand())


def test_a_line_saves_no_more_than_another_one_pays():
    held = bills(PLAN, cash=500.0, cloud=300.0)
    line = within(bills(PLAN, cash=-800.0, cloud=-200.0, weeks=-0.5), held)
    np.testing.assert_array_equal(line.cash, np.full(HORIZON_MONTHS, -500.0))
    np.testing.assert_array_equal(line.cloud, np.full(HORIZON_MONTHS, -200.0))
    np.testing.assert_array_equal(line.weeks, np.zeros(HORIZON_MONTHS))  # held on no bill


def test_what_costs_more_stays_as_it_is_and_nothing_stays_nothing():
    dearer, nothing = bills(PLAN, cash=800.0, weeks=0.5), bills(PLAN, cash=0.0)
    assert within(nothing, dearer) is nothing
    np.testing.assert_array_equal(within(dearer, nothing).cash, dearer.cash)
    np.testing.assert_array_equal(within(dearer, nothing).weeks, dearer.weeks)


def test_a_line_is_empty_only_where_nothing_at_all_is_billed():
    assert bills(PLAN, cash=0.0).is_empty
    assert not bills(PLAN, cash=0.0, weeks=0.1).is_empty
    assert not bills(PLAN, cash=0.0, accounting=1.0).is_empty
    assert not bills(PLAN, cash=0.0 * PLAN.raw_queries).is_empty
