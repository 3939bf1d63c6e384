from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators.core import paths, sampling
from calculators.core.business import Funding, FundingStatus
from calculators.scenario import Scenario

PLAN = Scenario()
PATH = "demand.queries_per_month"


def with_range(low, high, path=PATH, value=None):
    plan = PLAN if value is None else paths.with_values(PLAN, {path: value})
    return replace(plan, ranges={path: (low, high)})


RANGES = [  # low, value, high
    pytest.param(5e5, 1e6, 3e6, id="skewed, in logarithms"),
    pytest.param(0.0, 1e6, 1.5e6, id="from zero, straight"),
    pytest.param(1e6, 1e6, 2e6, id="can only be more"),
    pytest.param(4e5, 1e6, 1e6, id="can only be less"),
]


@pytest.mark.parametrize(("low", "value", "high"), RANGES)
def test_low_and_high_are_p10_and_p90_around_the_value(low, value, high):
    drawn = paths.value_at(sampling.draws(with_range(low, high, value=value), 20_000), PATH)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx(
        [low, value, high], rel=2e-3, abs=2e3
    )


def test_doubt_is_used_where_no_range_was_entered():
    found = {path: (low, value, high) for path, _, low, value, high in sampling.uncertain(PLAN)}
    assert found[PATH] == (6e5, 1e6, 1.6e6)
    assert "business.cash" not in found  # what people know
    entered = {p: (low, high) for p, _, low, _, high in sampling.uncertain(with_range(1.0, 2e6))}
    assert entered[PATH] == (1.0, 2e6)


def test_draws_stay_within_bounds_and_whole():
    shares = with_range(0.5, 1.0, "demand.scored_share", 0.9)
    drawn = paths.value_at(sampling.draws(shares, 1000), "demand.scored_share")
    assert drawn.max() == 1.0
    months = with_range(2.0, 9.0, "business.credits_months", 5.0)
    drawn = paths.value_at(sampling.draws(months, 1000), "business.credits_months")
    np.testing.assert_array_equal(drawn, np.rint(drawn))


def test_a_value_outside_its_own_range_is_drawn_at_its_nearer_end():
    drawn = paths.value_at(
        sampling.draws(with_range(0.1, 0.2, "demand.usage_growth", -0.5), 1000),
        "demand.usage_growth",
    )
    assert np.quantile(drawn, [0.1, 0.9]) == pytest.approx([0.1, 0.2], abs=1e-3)


def test_adding_an_input_leaves_the_other_draws_as_they_were():
    one = sampling.draws(with_range(5e5, 3e6), 100)
    two = replace(with_range(5e5, 3e6), ranges={PATH: (5e5, 3e6), "business.cash": (1e6, 2e6)})
    both = sampling.draws(two, 100)
    np.testing.assert_array_equal(paths.value_at(one, PATH), paths.value_at(both, PATH))
    assert np.ndim(paths.value_at(one, "business.cash")) == 0
    assert np.ndim(paths.value_at(both, "business.cash")) == 1


def test_the_seed_decides():
    drawn = [paths.value_at(sampling.draws(PLAN, 50, seed), PATH) for seed in (1, 1, 2)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


def test_a_planned_round_comes_or_does_not_and_a_committed_one_always_does():
    rounds = (
        Funding(amount=100.0, probability=0.25, status=FundingStatus.PLANNED),
        Funding(amount=70.0, probability=0.25, status=FundingStatus.COMMITTED),
    )
    drawn = sampling.draws(paths.with_values(PLAN, {"business.funding": rounds}), 400)
    planned, committed = (row.amount for row in drawn.business.funding)
    assert set(planned) == {0.0, 100.0}
    assert np.mean(planned) == pytest.approx(25)
    assert committed == 70


def test_percentiles_keep_infinities():
    values = np.array([1.0, 2.0, np.inf, np.inf, np.inf])
    np.testing.assert_array_equal(sampling.percentiles(values, (0.1, 0.4, 0.9)), [1, 2, np.inf])
