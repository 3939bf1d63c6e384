from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.demand import Demand, day_shape, demand_plan
from calculators.core.load import shape_from_hours
from calculators.core.units import HOURS_PER_MONTH
from calculators.scenario import Scenario
from calculators.service_results import service_result
from calculators.supplies import terms_of
from calculators.variable import supply
from calculators.variable.compute import replica
from calculators.variable.service import RENTED_WAYS, Service, Supply
from calculators.variable.service_model import Copies, ModelKind

MONTH = HOURS_PER_MONTH * 3600
# one query at a time, one second each, one GPU of 1 USD/h: 730 USD a month
ONE = Service(
    kind=ModelKind.OTHER,
    parameters=0.001,
    active_parameters=0.001,
    batch_cap=1.0,
    measured_queries_per_second=1.0,
    price_per_gpu_hour=1.0,
    wait_share=0.2,
    scale_up_minutes=0.0,
    headroom=0.0,
    commitment_discount=0.25,
    held_peak=1.0,
    held_lost_share=0.1,
    serverless_price_per_gpu_second=0.01,
    cold_start_seconds=0.0,
)
FLAT = (1.0,) * 24
TWO_LEVELS = (1.0,) * 16 + (4.0,) * 8  # mean 2: half of it for 16 hours, double for 8
STEADY = {"customers_gained": 0.0, "customers_lost": 0.0}
# Erlang C, one in five may wait: 1, 2, 3 and 4 slots bear 0.2, 0.739, 1.392 and 2.105 (Tijms)


def bill(option, service=ONE, per_second=0.1, hours=FLAT, revenue=0.0, exact=True, **demand):
    asked = Demand(queries_per_month=per_second * MONTH, hourly=hours, **{**STEADY, **demand})
    plan = demand_plan(asked)
    unit = replica(service)
    reach = supply.service_load(service, plan, day_shape(asked), np.array([revenue]))
    return supply.supply_cost(option, service, unit, reach, exact)


TERMS = terms_of(Scenario())
ALL_BUT_SERVERLESS = [option for option in RENTED_WAYS if option != Supply.SERVERLESS]


@pytest.mark.parametrize("option", ALL_BUT_SERVERLESS)
def test_one_machine_under_a_flat_load_costs_730(option):
    found = bill(option)
    share = 0.75 if option == Supply.COMMITTED else 1.0
    np.testing.assert_allclose(found.cost, 730 * share)
    np.testing.assert_array_equal(found.gpus, 1)
    np.testing.assert_allclose(found.mean_gpus, 1)
    np.testing.assert_array_equal(found.revenue_lost, 0)


# 0.5/s on average: 0.25 in 16 hours (2 slots), 1.0 in 8 hours (3 slots)
BY_HAND = [
    pytest.param(Supply.ON_DEMAND, 3 * 730, 3, 3, id="3 for the peak"),
    pytest.param(Supply.AUTOSCALED, (16 * 2 + 8 * 3) / 24 * 730, 3, 7 / 3, id="2 by night, 3"),
    pytest.param(
        Supply.COMMITTED, (2 * 0.75 + 8 / 24) * 730, 3, 7 / 3, id="2 at 75 %, 1 for 8 of 24 hours"
    ),
    pytest.param(Supply.HELD_DOWN, 2 * 730, 2, 2, id="held to the mean of 0.5: 2"),
    pytest.param(Supply.SERVERLESS, 0.01 * 0.5 * MONTH, 0, 0, id="0.01 USD/s for 0.5 queries/s"),
]


@pytest.mark.parametrize(("option", "cost", "gpus", "mean"), BY_HAND)
def test_a_day_of_two_levels_by_hand(option, cost, gpus, mean):
    found = bill(option, per_second=0.5, hours=TWO_LEVELS)
    np.testing.assert_allclose(found.cost, cost)
    np.testing.assert_array_equal(found.gpus, gpus)
    np.testing.assert_allclose(found.mean_gpus, mean)


def test_held_down_loses_its_share_of_what_lies_above_the_cap():
    # a third of the hours at twice the mean: above it lies a third of the volume, a tenth is lost
    found = bill(Supply.HELD_DOWN, per_second=0.5, hours=TWO_LEVELS, revenue=0.02)
    np.testing.assert_allclose(found.revenue_lost, 0.5 * MONTH / 3 * 0.1 * 0.02)


def test_a_query_of_three_calls_loses_its_revenue_once():
    three = replace(ONE, share_of_queries=3.0)
    lost = bill(Supply.HELD_DOWN, three, 0.5, TWO_LEVELS, revenue=0.02).revenue_lost
    np.testing.assert_allclose(lost, 0.5 * MONTH / 3 * 0.1 * 0.02)
    some = replace(ONE, share_of_queries=0.3)  # of the queries that reach it, each loses its own
    lost = bill(Supply.HELD_DOWN, some, 0.5, TWO_LEVELS, revenue=0.02).revenue_lost
    np.testing.assert_allclose(lost, 0.3 * 0.5 * MONTH / 3 * 0.1 * 0.02)


def test_revenue_turned_away_follows_the_queries_that_are_scored():
    asked = Demand(hourly=TWO_LEVELS, scored_share=0.1, **STEADY)
    plan, revenue = demand_plan(asked), 1000.0
    of_a_scored_query = revenue / (plan.raw_queries * 0.1)
    held = replace(ONE, supply=Supply.HELD_DOWN)
    found = service_result(held, plan, day_shape(asked), of_a_scored_query, TERMS)
    np.testing.assert_allclose(found.chosen.revenue_lost, revenue / 3 * 0.1)


STAIRS = [  # multiples, start in minutes, headroom → machines by hour
    pytest.param(0.0, 0.0, [2] * 16 + [3] * 8, id="at once"),
    pytest.param(60.0, 0.0, [2] * 15 + [3] * 9, id="one hour ahead"),
    pytest.param(0.0, 0.5, [2] * 16 + [4] * 8, id="half spare: 0.375 and 1.5"),
]


@pytest.mark.parametrize(("minutes", "headroom", "machines"), STAIRS)
def test_autoscaling_runs_ahead_of_the_load(minutes, headroom, machines):
    service = replace(ONE, scale_up_minutes=minutes, headroom=headroom)
    found = bill(Supply.AUTOSCALED, service, per_second=0.5, hours=TWO_LEVELS)
    np.testing.assert_allclose(found.cost, np.mean(machines) * 730)


COLD = [  # queries a second, kept warm, start → seconds billed a query
    pytest.param(0.1, 10.0, 5.0, 1 + 5 * np.exp(-1.0), id="1 + 5·e^(-0.1·10)"),
    pytest.param(0.1, 0.0, 5.0, 6.0, id="never kept warm: every query starts cold"),
    pytest.param(0.0, 10.0, 5.0, 0.0, id="no query: no bill"),
]


@pytest.mark.parametrize(("rate", "warm", "start", "seconds"), COLD)
def test_serverless_pays_for_cold_starts(rate, warm, start, seconds):
    service = replace(ONE, keep_alive_seconds=warm, cold_start_seconds=start)
    found = bill(Supply.SERVERLESS, service, per_second=rate)
    np.testing.assert_allclose(found.cost, rate * MONTH * seconds * 0.01)


def test_ten_models_that_share_the_queries_are_cold_more_often():
    service = replace(ONE, keep_alive_seconds=10.0, cold_start_seconds=5.0, copies=10.0)
    found = bill(Supply.SERVERLESS, service)
    np.testing.assert_allclose(found.cost, 0.1 * MONTH * (1 + 5 * np.exp(-0.1)) * 0.01)


COUNTED = [  # changed fields, GPUs at the peak of 1/s
    pytest.param({}, 3, id="3 slots of one each"),
    pytest.param({"minimum_replicas": 5.0}, 5, id="at least 5"),
    pytest.param({"gpus_per_machine": 8.0}, 8, id="3 in machines of 8"),
    pytest.param({"gpus_per_replica": 2.0, "gpus_per_machine": 4.0}, 8, id="3 of 2 in fours"),
    pytest.param({"copies": 5.0}, 5, id="5 models at 0.2/s: 1 slot each"),
    pytest.param({"copies": 5.0, "models_per_replica": 5.0}, 3, id="all 5 on one replica"),
    pytest.param({"copies": 5.0, "models_per_replica": 3.0}, 4, id="2 groups at 0.5/s: 2 each"),
    pytest.param({"copies_follow": Copies.PER_KIND}, 8, id="4 kinds at 0.25/s: 2 each"),
]


@pytest.mark.parametrize(("fields", "gpus"), COUNTED)
def test_gpus_by_hand(fields, gpus):
    service = replace(ONE, **fields)
    found = bill(Supply.ON_DEMAND, service, per_second=0.5, hours=TWO_LEVELS, kinds=4.0)
    np.testing.assert_array_equal(found.gpus, gpus)


def test_staging_is_always_on_beside_every_option():
    staged = replace(ONE, other_gpus=2.0)
    for option in RENTED_WAYS:
        np.testing.assert_allclose(bill(option, staged).cost, bill(option).cost + 2 * 730)


@pytest.mark.parametrize("option", RENTED_WAYS)
def test_what_does_not_fit_costs_inf_and_loses_nothing(option):
    giant = replace(ONE, parameters=1e5, price_per_gpu_hour=0.0, supply=option)
    found = bill(option, giant, per_second=0.5, hours=TWO_LEVELS, revenue=1.0)
    assert np.all(np.isinf(found.cost))
    assert np.all(found.revenue_lost == 0)
    result = service_result(giant, demand_plan(Demand()), day_shape(Demand()), np.zeros(60), TERMS)
    np.testing.assert_array_equal(result.utilisation, 0)


def test_an_unknown_serverless_price_is_never_zero():
    unknown = replace(ONE, serverless_price_per_gpu_second=None)
    assert np.all(np.isinf(bill(Supply.SERVERLESS, unknown, per_second=0.0).cost))


@st.composite
def days(draw):
    hours = draw(st.lists(st.floats(0.1, 10), min_size=24, max_size=24))
    return {
        "per_second": draw(st.floats(0.01, 100)),
        "hours": tuple(hours),
        "customers_gained": draw(st.floats(0, 0.1)),
    }


@given(days(), st.floats(0, 0.95))
def test_committing_equals_the_best_level_of_all(day, discount):
    service = replace(ONE, commitment_discount=discount)
    found = bill(Supply.COMMITTED, service, **day)
    asked = Demand(
        queries_per_month=day["per_second"] * MONTH,
        hourly=day["hours"],
        customers_gained=day["customers_gained"],
        customers_lost=0.0,
    )
    reach = supply.service_load(service, demand_plan(asked), day_shape(asked))
    needed = supply.gpus_needed(service, replica(service), reach, reach.hours)  # (24, 60)
    for year in range(5):
        there = needed[:, 12 * year : 12 * year + 12]
        levels = np.arange(0, there.max() + 1)[:, None, None]
        bills = levels[:, 0, 0] * (1 - discount) + np.mean(
            np.maximum(there - levels, 0), axis=(1, 2)
        )
        paid = found.cost[12 * year : 12 * year + 12].mean() / 730
        assert paid == pytest.approx(bills.min(), rel=1e-9)


@given(days())
def test_autoscaling_at_once_and_without_spare_never_exceeds_always_on(day):
    always, scaled = bill(Supply.ON_DEMAND, **day), bill(Supply.AUTOSCALED, **day)
    assert np.all(scaled.cost <= always.cost * (1 + 1e-12))
    assert np.all(scaled.gpus == always.gpus)
    assert np.all(bill(Supply.COMMITTED, **day).cost <= scaled.cost * (1 + 1e-12))


@given(days(), st.sampled_from(ALL_BUT_SERVERLESS), st.integers(1, 8), st.integers(1, 16))
def test_the_busy_share_lies_between_0_and_1(day, option, machine, slots):
    service = replace(ONE, gpus_per_machine=float(machine), batch_cap=float(slots), supply=option)
    asked = Demand(queries_per_month=day["per_second"] * MONTH, hourly=day["hours"], **STEADY)
    share = service_result(
        service, demand_plan(asked), day_shape(asked), np.zeros(60), TERMS
    ).utilisation
    assert np.all((share >= 0) & (share <= 1))


@pytest.mark.parametrize("option", RENTED_WAYS)
def test_a_larger_volume_never_costs_less(option):
    costs = [
        bill(option, per_second=rate, hours=TWO_LEVELS).cost[0] for rate in np.geomspace(0.01, 50)
    ]
    assert np.all(np.diff(costs) >= -1e-9)


@pytest.mark.parametrize("slots", [1.0, 4.0, 16.0, 64.0, 190.0])
@pytest.mark.parametrize("wait", [0.05, 0.1, 0.2, 0.5])
def test_the_square_root_rule_stays_within_one_machine_of_exact(slots, wait):
    # one second held whatever the batch, so that the load of a month is its queries a second
    service = replace(ONE, batch_cap=slots, measured_queries_per_second=slots, wait_share=wait)
    service = replace(service, answer_target_seconds=1.0)
    assert replica(service).slots == slots
    for rate in np.geomspace(0.01, 900, 60):
        exact = bill(Supply.ON_DEMAND, service, per_second=rate, customers_gained=0.02).gpus
        quick = bill(
            Supply.ON_DEMAND, service, per_second=rate, customers_gained=0.02, exact=False
        ).gpus
        assert np.all(exact - quick >= 0)
        assert np.all(exact - quick <= 1)


def test_shape_of_a_counted_day_is_over_its_mean():
    np.testing.assert_allclose(shape_from_hours(TWO_LEVELS)[[0, 23]], [0.5, 2.0])


def test_cost_per_query_of_a_machine_that_is_always_full():
    assert supply.cost_per_query_at_capacity(ONE, replica(ONE)) == pytest.approx(1 / 3600)
    giant = replace(ONE, parameters=1e5)
    assert supply.cost_per_query_at_capacity(giant, replica(giant)) == np.inf
