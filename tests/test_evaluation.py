from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators.core import paths
from calculators.core.inputs import YesNo
from calculators.draw_summary import draw_summary
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.variable.service import RENTED_WAYS, Service, Services, Supply
from calculators.variable.service_model import ModelKind

AMOUNTS = {  # each topic as one amount
    "team.monthly_amount": 90_000.0,
    "operations.monthly_amount": 2_000.0,
    "training.monthly_amount": 1_500.0,
    "hardware.monthly_amount": 0.0,
    "bandwidth.monthly_amount": 300.0,
}
PLAN = paths.with_values(Scenario(), AMOUNTS)


def changed(values):
    return evaluate(paths.with_values(PLAN, values))


def test_the_cost_lines_of_month_2_by_hand():
    e = changed(
        {
            "demand.customers_gained": 0.10,
            "demand.customers_lost": 0.0,
            "demand.usage_growth": 0.20,
            "demand.customers": 50.0,
            "operations.monthly_amount": 1000.0,
            "operations.volume_share": 0.25,
            "bandwidth.monthly_amount": 100.0,
            "business.acquisition_cost": 300.0,
        }
    )
    lines = {name: line[1] for name, line in e.cash.costs.items()}
    # queries grow by 1.10 · 1.20 = 1.32
    assert lines["Operations"] == pytest.approx(1000 * (0.75 + 0.25 * 1.32))
    assert lines["Bandwidth"] == pytest.approx(132)
    assert lines["Winning customers"] == pytest.approx(55 * 0.10 * 300)  # 55 customers win 5.5
    assert lines["Team"] == 90_000
    assert e.variable_cost[1] == pytest.approx(lines["Compute"] + 132 + 1000 * 0.25 * 1.32)


def test_no_queries_leave_amounts_as_entered():
    e = changed({"demand.queries_per_month": 0.0})
    assert set(e.cash.costs["Bandwidth"]) == {300.0}
    assert set(e.cash.costs["Compute"]) == {3.21 * 730}  # one replica is always on


def test_two_services_cost_the_sum_of_each_alone():
    small = Service(name="Embedder", kind=ModelKind.OTHER, parameters=0.3, active_parameters=0.3)
    both = evaluate(replace(PLAN, services=Services(rows=(Service(), small))))
    alone = [evaluate(replace(PLAN, services=Services(rows=(s,)))) for s in (Service(), small)]
    total = sum(e.cash.costs["Compute"] for e in alone)
    np.testing.assert_allclose(both.cash.costs["Compute"], total)


def test_the_estimate_is_scaled_to_the_bill_only_when_asked():
    asked = changed({"services.last_bill": 5000.0, "services.apply_bill": YesNo.YES})
    shown = changed({"services.last_bill": 5000.0})
    assert asked.cash.costs["Compute"][0] == pytest.approx(5000)
    assert asked.bill_factor == pytest.approx(5000 / asked.estimated_compute[0])
    assert shown.bill_factor == 1
    np.testing.assert_allclose(asked.estimated_compute, shown.estimated_compute)


def test_the_bill_of_the_chosen_option_is_the_one_paid():
    for option in RENTED_WAYS:
        e = changed({"services.rows.0.supply": option})
        assert e.services[0].bills[option] is e.services[0].chosen
        np.testing.assert_array_equal(e.estimated_compute, e.services[0].chosen.cost)


def test_more_is_never_turned_away_than_is_earned():
    held = Service(supply=Supply.HELD_DOWN, held_peak=1.0, held_lost_share=1.0)
    rows = tuple(replace(held, name=str(i)) for i in range(12))
    plan = paths.with_values(PLAN, {"demand.peak_to_mean": 20.0, "demand.quietest_to_mean": 0.0})
    e = evaluate(replace(plan, services=Services(rows=rows)))
    assert np.all(e.cash.revenue == 0)


PROBLEMS = [
    pytest.param({"services.rows.0.parameters": 9e4}, "does not fit", id="too large"),
    pytest.param({"services.rows.0.kv_bytes_per_token": None}, "KV cache per token", id="cache"),
    pytest.param({"services.rows.0.supply": Supply.SERVERLESS}, "serverless price", id="price"),
]


@pytest.mark.parametrize(("values", "said"), PROBLEMS)
def test_what_cannot_be_computed_is_said_and_is_not_a_number_of_months(values, said):
    e = changed(values)
    (problem,) = e.problems
    assert said in problem
    assert not e.known
    assert e.decisions == ()
    assert np.all(np.isinf(e.cash.costs["Compute"]))
    assert not np.isnan(e.cash.cash).any()
    assert e.runway.months == 0


def test_the_headline_counts_committed_money_only():
    from calculators.core.business import Funding, FundingStatus

    broke = paths.with_values(PLAN, {"business.cash": 2e5, "team.monthly_amount": 1.5e5})
    rounds = {s: (Funding(month=1.0, amount=1e6, status=s),) for s in FundingStatus}
    without = evaluate(broke)
    planned = evaluate(
        paths.with_values(broke, {"business.funding": rounds[FundingStatus.PLANNED]})
    )
    committed = evaluate(
        paths.with_values(broke, {"business.funding": rounds[FundingStatus.COMMITTED]})
    )
    assert planned.runway.months == without.runway.months
    assert planned.runway_with_planned.months == committed.runway.months > without.runway.months


def test_an_alternative_takes_over_what_did_not_change():
    now = changed({"services.last_bill": 5000.0, "services.apply_bill": YesNo.YES})
    same = evaluate(paths.with_values(now.scenario, {"business.cash": 1.0}), reuse=now)
    assert same.services[0] is now.services[0]
    cheaper = paths.with_values(now.scenario, {"services.rows.0.price_per_gpu_hour": 1.605})
    # at half the price half the bill: it was paid for the plan as it is
    assert evaluate(cheaper, reuse=now).cash.costs["Compute"][0] == pytest.approx(2500)


def test_draws_without_doubt_are_the_plan_by_the_square_root_rule():
    certain = replace(PLAN, ranges={path: (1.0, 1.0) for path in paths_in_doubt()})
    drawn, e = draw_summary(certain, 3), evaluate(certain, exact=False)
    np.testing.assert_allclose(drawn.cash, np.broadcast_to(e.cash.cash, (3, 60)))
    assert set(drawn.runway_months) == {e.runway.months}


def paths_in_doubt():
    return [path for path, spec, _ in paths.leaves(PLAN) if getattr(spec, "doubt", None)]


def test_draws_in_blocks_are_all_there_and_repeat():
    one, other = (draw_summary(PLAN, 1500, seed=3) for _ in range(2))
    assert one.cash.shape == one.cash_with_planned.shape == (1500, 60)
    np.testing.assert_array_equal(one.cash, other.cash)
    assert not np.array_equal(one.cash, draw_summary(PLAN, 1500, seed=4).cash)
    low, high = one.cash_band()
    assert np.all(low <= high)
    assert np.mean(one.cash[:, -1] < low[-1]) == pytest.approx(0.1, abs=0.01)
    assert list(one.runway_band()) == sorted(one.runway_band())


def test_draws_of_a_pasted_day_run():
    plan = paths.with_values(
        PLAN, {"demand.hourly": tuple(range(1, 25)), "services.rows.0.supply": Supply.AUTOSCALED}
    )
    assert draw_summary(plan, 50).cash.shape == (50, 60)
