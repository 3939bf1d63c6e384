"""Training: hours by FLOPs, published runs, supply, data, logs, growth, and its levers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog, fill, presets
from calculators.core import paths
from calculators.core.business import EngineerTime, Worth
from calculators.core.decision import Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.core.throughput import forward_flops
from calculators.evaluation import evaluate
from calculators.fixed import training_storage as storage
from calculators.fixed import training_supply as gpus
from calculators.fixed.training import adoptions, cost_line
from calculators.fixed.training_cost import cost_per_model, first_month_above, run_cost
from calculators.fixed.training_cost import training_cost as cost_of
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.fixed.training_published import PUBLISHED
from calculators.fixed.training_run_inputs import HoursKnown
from calculators.fixed.training_work import (
    run_days,
    run_gpu_hours,
    training_flops,
    training_work,
)
from calculators.ledger import Status, ledger
from calculators.scenario import Scenario

STEADY = demand_plan(Demand(customers_gained=0.0, customers_lost=0.0))
GROWING = demand_plan(Demand(customers_gained=0.1, customers_lost=0.0, kinds=10, kinds_added=5.0))
WORTH = Worth(engineer_week_cost=4000.0, hour_down_cost=100.0)
# 10 models of 4 runs of 5 h at $2: 200 GPU-hours a month, $400; nothing else
PLAIN = Training(
    monthly_amount=None,
    gpu_hours_per_run=5.0,
    start_hours=0.0,
    shipped_models=10.0,
    runs_per_model=4.0,
    failed_share=0.0,
    price_per_gpu_hour=2.0,
    idle_share=0.0,
    data_growth=0.0,
    data_tb=0.0,
    data_added_tb=0.0,
    logs_tb=0.0,
    seats=0.0,
    tools_amount=0.0,
)


def cash(p, plan=STEADY, worth=WORTH):
    return cost_line(p, plan, worth).cash


def changed(p, adoption):
    return replace(p, **{k.removeprefix("training."): v for k, v in adoption.changes.items()})


def by_key(p, plan=STEADY, worth=WORTH):
    return {a.key.removeprefix("training."): a for a in adoptions(p, plan, worth)}


# --- published cases -----------------------------------------------------------------------------


def test_flp_1_an_h100_cluster_of_39_million_hours():
    """39.3e6 GPU-hours x 98.32 / 8 USD/h = 483.0 M USD."""
    run = run_cost(replace(PLAIN, gpu_hours_per_run=39.3e6, price_per_gpu_hour=98.32 / 8))
    assert run.cost == pytest.approx(483.0e6, rel=0.001)


def test_flp_2_a_forward_pass_takes_two_flops_a_parameter():
    assert forward_flops(7e9, 1.0) == 1.4e10
    assert training_flops(7e9, 1.0) == 3 * 1.4e10


@pytest.mark.parametrize("run", PUBLISHED, ids=lambda run: run.key)
def test_a_published_run_is_met_within_a_tenth(run):
    assert abs(run.ratio - 1) < 0.1
    assert run.leaves_out
    assert run.source.title
    assert run.source.as_of


def test_bill_3_nanochat_by_hand():
    """10,949 s x 8 GPUs x 3 USD/h / 3,600 = 72.99 USD; 4.33e19 / (8 x 989e12 x 0.5) = 10,945 s."""
    found = {run.key: run.estimated for run in PUBLISHED}
    assert found["nanochat-cost"] == pytest.approx(10_949 * 8 * 3 / 3600)
    assert found["nanochat-hours"] == pytest.approx(4.33e19 / (8 * 989e12 * 0.5) / 3600)


def test_bill_5_stable_diffusion_by_hand():
    """(1.1264e9 / 1,100 + 1.7408e9 / 290) s x 8 GPUs x 2 USD/h / 3,600 = 31,230 USD, 81.33 days."""
    run = next(run for run in PUBLISHED if run.key == "diffusion-8")
    seconds = 1.1264e9 / 1100 + 1.7408e9 / 290
    assert run.estimated == pytest.approx(seconds * 8 * 2 / 3600)
    assert run_days(run.training) == pytest.approx(81.33, rel=1e-3)


def test_bill_6_spot_by_hand():
    """21 h on spot at 18.4/21 instead of 20 h at 3.06: saves 1 - 18.4/61.2 = 70 %, not 71 %."""
    run = next(run for run in PUBLISHED if run.key == "bert-spot")
    assert run.training.spot_net_saving == pytest.approx(1 - 18.4 / 61.2)
    assert run.training.spot_net_saving < 1 - (18.4 / 21) / (61.2 / 20)  # the list discount


def test_bill_6_the_price_of_the_catalog_is_that_of_the_bill():
    machine = catalog.machine("aws-p3-2xlarge-us-east-1")
    assert machine.price_per_gpu_hour == pytest.approx(61.2 / 20)


def test_bill_10_tiny_llama_by_hand():
    """24,000 tokens/s: 3e11 / 24,000 / 3,600 = 3,472 h; 6 x 1.1e9 x 24,000 / 312e12 = 0.508."""
    run = next(run for run in PUBLISHED if run.key == "tiny-llama-hours")
    assert run.estimated == pytest.approx(3e11 / 24_000 / 3600, rel=0.01)
    reached = 6 * 1.1e9 * 24_000 / 312e12
    assert run.training.utilisation_share == pytest.approx(reached, rel=0.01)


# --- by hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "month_1"),
    [
        pytest.param({}, 400, id="10 models x 4 runs x 5 h x 2 USD"),
        pytest.param({"failed_share": 0.2}, 500, id="400 / (1 - 0.2)"),
        pytest.param({"idle_share": 0.5}, 800, id="400 / (1 - 0.5)"),
        pytest.param({"idle_share": 0.5, "idle_off": YesNo.YES, "idle_left_share": 0.2}, 500,
                     id="400 / (1 - 0.2)"),
        pytest.param({"start_hours": 0.5, "gpus": 2.0}, 480, id="(5 + 2 x 0.5) h"),
        pytest.param({"retrained_per_kind": 2.0}, 480, id="12 models with one kind"),
        pytest.param({"supply": TrainingSupply.SPOT, "spot_net_saving": 0.25}, 300,
                     id="400 x (1 - 0.25)"),
        pytest.param({"supply": TrainingSupply.SPOT, "spot_net_saving": -0.5}, 600,
                     id="a negative saving: 400 x 1.5"),
        pytest.param({"supply": TrainingSupply.COMMITTED, "commitment_discount": 0.4}, 876,
                     id="730 h x 2 USD x 0.6, busy or not"),
        pytest.param({"supply": TrainingSupply.COMMITTED, "commitment_discount": 0.4,
                      "shipped_models": 50.0}, 876 + 540, id="876 + (1,000 - 730) h x 2 USD"),
        pytest.param({"supply": TrainingSupply.OWN}, 0, id="200 h on an own GPU"),
        pytest.param({"supply": TrainingSupply.OWN, "shipped_models": 50.0}, 540,
                     id="(1,000 - 730) h x 2 USD beyond the own GPU"),
        pytest.param({"data_tb": 10.0, "hot_price": 20.0}, 600, id="400 + 10 TB x 20"),
        pytest.param({"data_tb": 10.0, "hot_price": 20.0, "cold_share": 0.5, "cold_price": 4.0,
                      "cold_read_rate": 0.1, "move_price": 90.0}, 565,
                     id="400 + 5 x 20 + 5 x (4 + 0.1 x 90)"),
        pytest.param({"logs_tb": 2.0, "logs_retention_months": 6.0, "logs_price": 10.0}, 520,
                     id="400 + 2 TB x 6 months x 10"),
        pytest.param({"logs_tb": 2.0, "logs": YesNo.NO}, 400, id="no logs, no storage"),
        pytest.param({"seats": 3.0, "seat_price": 50.0, "tools_amount": 25.0}, 575,
                     id="400 + 3 x 50 + 25"),
        pytest.param({"hours_known": HoursKnown.FLOPS, "parameters": 1.0, "tokens": 3.0,
                      "tflops": 100.0, "utilisation_share": 0.5}, 8000,
                     id="40 runs x 6 x 1e9 x 3e9 / 5e13 / 3,600 h x 2 USD"),
    ],
)  # fmt: skip
def test_month_1_by_hand(values, month_1):
    assert cash(replace(PLAIN, **values))[0] == pytest.approx(month_1)


def test_growth_is_that_of_data_times_that_of_the_model():
    """2 % of data a month and a model 1.5 times as large each year: 1.02^12 x 1.5 in a year."""
    grown = cash(replace(PLAIN, data_growth=0.02, model_growth=0.5))
    assert grown[0] == pytest.approx(400)
    assert grown[12] == pytest.approx(400 * 1.02**12 * 1.5)
    assert np.all(np.diff(grown, 2) > 0)  # no straight line


def test_kinds_multiply_the_runs():
    """10 kinds, five more a month, each retrained every other month: 5 + 2.5 t models on top."""
    p = replace(PLAIN, shipped_models=0.0, retrained_per_kind=0.5)
    np.testing.assert_allclose(cash(p, GROWING), 40 * (5 + 2.5 * np.arange(60)))


def test_one_amount_replaces_everything():
    p = replace(PLAIN, monthly_amount=1500.0, seats=10.0, logs=YesNo.NO)
    line = cost_line(p, GROWING, WORTH)
    np.testing.assert_array_equal(line.cash, 1500.0)
    np.testing.assert_array_equal(line.accounting, 1500.0)
    for nothing in (line.variable, line.cloud, line.weeks):
        np.testing.assert_array_equal(nothing, 0.0)


def test_data_leaves_after_its_retention():
    """12 TB of all ages leave over 12 months, 1 TB a month comes: 12 TB for ever."""
    p = replace(PLAIN, data_tb=12.0, data_added_tb=1.0, retention_months=12.0)
    np.testing.assert_allclose(storage.stored_tb(p), 12.0)


def test_data_without_deletion_adds_up():
    """3 TB + 1 + 1.1 + 1.21 TB after three months."""
    p = replace(PLAIN, data_tb=3.0, data_added_tb=1.0, data_growth=0.1, retention_months=1200.0)
    kept = storage.stored_tb(p)
    left = 1 - np.arange(60) / 1200
    assert kept[3] == pytest.approx(3 * left[3] + 1 + 1.1 + 1.21)


def test_what_is_added_is_moved_to_the_cold_class_month_by_month():
    """30 TB, 10 new a month growing 10 %, half kept cold: 5 TB x 80 USD at first, then 5.5 x 80."""
    p = replace(PLAIN, shipped_models=0.0, data_tb=30.0, data_added_tb=10.0, data_growth=0.1,
                retention_months=3.0, move_price=80.0, cold_share=0.5)  # fmt: skip
    moving = cash(p) - cash(replace(p, move_price=0.0))
    read_back = storage.stored_tb(p) * 0.5 * p.cold_read_rate * 80.0
    np.testing.assert_allclose((moving - read_back)[:3], [400.0, 440.0, 484.0])


def test_data_that_are_deleted_soon_are_not_worth_moving():
    """Kept for three months, a TB saves 3 x 10.64 USD and asks for 63 of moving, each time."""
    p = replace(PLAIN, data_tb=60.0, data_added_tb=20.0, retention_months=3.0, data_growth=0.0)
    cold = by_key(p)["cold"]
    back = 12 * cold.saving(np.array([1.0, 60.0, 6_000.0]))
    assert np.all(back < cold.upfront)
    long = by_key(replace(p, data_added_tb=0.0, retention_months=1_200.0))["cold"]
    assert long.saving(np.array([60.0]))[0] > 0


@pytest.mark.parametrize(
    ("key", "turn", "month"), [("vehicles", 79.5, 30), ("support", 69.7, np.inf),
                               ("recommender", 109.4, np.inf)])  # fmt: skip
def test_cold_storage_turns_where_setting_the_data_kept_turns_it(key, turn, month):
    """Vehicles, 2 TB added: 12 x (10.64 S - 63 x 2) - 63 S = 3,630 at S = 79.5 TB.

    Recommender, kept 24 months: S / 24 is added at least, 12 x (10.64 - 63 / 24) S - 63 S = 3,630.
    Vehicles keep 79.5 TB in month 26, but add 1 % more each month: it pays from month 30.
    """
    scenario = presets.PRESETS[key].scenario

    def cold(data_tb):
        changed = paths.with_values(scenario, {"training.data_tb": data_tb})
        return evaluate(changed).decision("training", "training.cold")

    found = cold(scenario.training.data_tb).first_turn
    assert found.crossing.value == pytest.approx(turn, abs=0.05)
    assert found.month == month
    at = found.crossing.value
    assert [cold(at * x).verdict for x in (0.99, 1.01)] == [Verdict.NOT_YET, Verdict.PAYS]
    assert cold(2 * at).first_turn is None
    assert cold(2 * at).next_turn.crossing.value == pytest.approx(at)


def test_logs_follow_the_queries():
    p = replace(PLAIN, shipped_models=0.0, logs_tb=1.0, logs_retention_months=5.0, logs_price=20.0)
    line = cost_line(p, GROWING, WORTH)
    np.testing.assert_allclose(line.cash, 100 * 1.1 ** np.arange(60))
    np.testing.assert_array_equal(line.variable, line.cash)


def test_incidents_without_logs_take_weeks_and_no_bill():
    """2 incidents x 10 h / 40 h = half a week a month; incidents follow the kinds, 10 to 15."""
    p = replace(PLAIN, logs=YesNo.NO, incidents=2.0, diagnosis_hours=10.0)
    line = cost_line(p, GROWING, WORTH)
    assert line.weeks[0] == pytest.approx(0.5)
    assert line.weeks[1] == pytest.approx(0.5 * 15 / 10)
    np.testing.assert_array_equal(line.cash, cash(replace(p, logs=YesNo.YES), GROWING))
    paid = line.paid(replace(WORTH, engineer_time=EngineerTime.PAID))
    np.testing.assert_array_equal(paid, line.cash)


def test_break_even_of_logs_by_hand():
    """120 USD of storage / (10 h / 40 h x 4,000 + 2 h x 100) USD = 0.1 incidents a month."""
    p = replace(PLAIN, logs_tb=1.0, logs_retention_months=6.0, logs_price=20.0,
                diagnosis_hours=10.0, downtime_hours=2.0)  # fmt: skip
    assert storage.incidents_at_break_even(p, WORTH) == pytest.approx(0.1)
    free = replace(p, diagnosis_hours=0.0, downtime_hours=0.0)
    assert storage.incidents_at_break_even(free, WORTH) == np.inf


def test_cost_of_a_shipped_model():
    found = cost_of(replace(PLAIN, seats=2.0, seat_price=50.0), STEADY)
    assert cost_per_model(found)[0] == pytest.approx((400 + 100) / 10)
    assert cost_per_model(cost_of(replace(PLAIN, shipped_models=0.0), STEADY))[0] == 0


def test_idle_is_what_is_there_and_not_used():
    """Committed: 730 h are there, 200 are used."""
    found = cost_of(replace(PLAIN, supply=TrainingSupply.COMMITTED), STEADY)
    assert found.unused_share[0] == pytest.approx(1 - 200 / 730)
    np.testing.assert_allclose(found.working + found.idle, found.total)


def test_first_month_above():
    assert first_month_above(np.array([1.0, 2.0, 3.0]), 2.0) == 3
    assert first_month_above(np.array([1.0, 2.0, 3.0]), 3.0) == np.inf


# --- identities and properties ------------------------------------------------------------------


@given(
    st.sampled_from([TrainingSupply.ON_DEMAND, TrainingSupply.COMMITTED, TrainingSupply.OWN]),
    st.floats(0.0, 0.95),
    st.floats(0.0, 100.0),
    st.floats(0.0, 50.0),
)
def test_parts_sum_to_the_bill(supply, idle_share, data_tb, models):
    p = replace(PLAIN, supply=supply, idle_share=idle_share, data_tb=data_tb,
                shipped_models=models, logs_tb=1.0, seats=3.0)  # fmt: skip
    found, line = cost_of(p, GROWING), cost_line(p, GROWING, WORTH)
    np.testing.assert_allclose(found.rented + found.tools, line.cash)
    np.testing.assert_allclose(line.cash, line.accounting)
    assert np.all(line.cloud <= line.cash + 1e-9)
    assert np.all((found.unused_share >= 0) & (found.unused_share <= 1))


@given(st.floats(0.0, 3000.0), st.floats(0.0, 0.9), st.floats(0.0, 0.95))
def test_a_commitment_pays_from_its_share_of_the_hours(on, discount, idle_share):
    p = replace(PLAIN, commitment_discount=discount, idle_share=idle_share)
    hours = np.array([on])
    by_hour = gpus.gpu_bill(p, TrainingSupply.ON_DEMAND, hours)[0]
    committed = gpus.gpu_bill(p, TrainingSupply.COMMITTED, hours)[0]
    turn = (1 - discount) * 730
    assert (committed <= by_hour) == (on >= turn) or on == pytest.approx(turn)


@given(st.floats(0.01, 100.0), st.floats(0.01, 100.0), st.floats(1.0, 10.0))
def test_hours_by_flops_scale_with_parameters_and_with_tokens(parameters, tokens, factor):
    p = replace(PLAIN, hours_known=HoursKnown.FLOPS, parameters=parameters, tokens=tokens)
    hours = run_gpu_hours(p)
    assert run_gpu_hours(replace(p, parameters=parameters * factor)) == pytest.approx(
        hours * factor
    )
    assert run_gpu_hours(replace(p, tokens=tokens * factor)) == pytest.approx(hours * factor)


@given(st.floats(-0.3, 0.3), st.integers(1, 200))
def test_what_is_kept_is_what_came_and_did_not_leave(growth, retention):
    p = replace(PLAIN, data_growth=growth, data_added_tb=1.0, retention_months=float(retention))
    added = (1 + growth) ** np.arange(60)
    by_hand = [added[max(t - retention, 0) : t].sum() for t in range(60)]
    np.testing.assert_allclose(storage.stored_tb(p), by_hand, rtol=1e-6, atol=1e-9)


def test_arrays_are_loops_of_scalars():
    fields = {"idle_share": [0.0, 0.3, 0.9], "data_growth": [-0.1, 0.0, 0.05],
              "gpu_hours_per_run": [0.0, 5.0, 1e4], "retention_months": [1.0, 12.0, 600.0],
              "held_gpus": [0.0, 1.0, 8.0], "incidents": [0.0, 1.0, 3.0]}  # fmt: skip
    base = replace(PLAIN, data_tb=3.0, data_added_tb=1.0, supply=TrainingSupply.COMMITTED,
                   logs=YesNo.NO)  # fmt: skip
    together = cost_line(
        replace(base, **{k: np.array(v) for k, v in fields.items()}), GROWING, WORTH
    )
    for i in range(3):
        alone = cost_line(replace(base, **{k: v[i] for k, v in fields.items()}), GROWING, WORTH)
        np.testing.assert_allclose(together.cash[i], alone.cash, rtol=1e-12)
        np.testing.assert_allclose(together.weeks[i], alone.weeks, rtol=1e-12)


def test_a_run_and_the_month_agree():
    p = replace(PLAIN, start_hours=0.5, gpus=4.0)
    run, work = run_cost(p), training_work(p, STEADY)
    assert run.gpu_hours == work.hours_per_run[0]
    assert run.cost * work.runs[0] == pytest.approx(cash(p)[0])


# --- levers -------------------------------------------------------------------------------------

FULL = replace(
    PLAIN,
    idle_share=0.4,
    data_tb=20.0,
    data_added_tb=1.0,
    logs_tb=1.0,
    spot_net_saving=0.3,
    seats=3.0,
)


@pytest.mark.parametrize(
    "p",
    [
        pytest.param(FULL, id="on demand"),
        pytest.param(replace(FULL, supply=TrainingSupply.SPOT), id="spot"),
        pytest.param(replace(FULL, supply=TrainingSupply.COMMITTED), id="committed"),
        pytest.param(
            replace(FULL, supply=TrainingSupply.COMMITTED, shipped_models=60.0), id="beyond"
        ),
        pytest.param(replace(FULL, logs=YesNo.NO, idle_off=YesNo.YES), id="no logs"),
        pytest.param(replace(FULL, supply=TrainingSupply.OWN, shipped_models=60.0), id="own"),
    ],
)
def test_a_saving_at_todays_value_is_the_difference_of_the_lines(p):
    found = by_key(p)
    assert "logs" in found
    for key, adoption in found.items():
        now = cost_line(p, STEADY, WORTH).paid(WORTH)[0]
        then = cost_line(changed(p, adoption), STEADY, WORTH).paid(WORTH)[0]
        saved = adoption.saving(np.array([adoption.scale.today]))[0]
        assert saved == pytest.approx(now - then + adoption.value_gained), key


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({}, {"idle_off", "supply.committed", "supply.spot", "fewer_runs", "cold", "retention",
              "logs"}),
        ({"shipped_models": 0.0}, {"cold", "retention", "logs"}),
        ({"price_per_gpu_hour": 0.0}, {"cold", "retention", "logs"}),
        ({"idle_off": YesNo.YES}, {"supply.committed", "supply.spot", "fewer_runs", "cold",
                                   "retention", "logs"}),
        ({"data_tb": 0.0, "logs_tb": 0.0},
         {"idle_off", "supply.committed", "supply.spot", "fewer_runs"}),
        ({"supply": TrainingSupply.OWN}, {"idle_off", "fewer_runs", "cold", "retention", "logs"}),
        ({"runs_per_model": 1.0, "cold_share": 1.0, "retention_months": 12.0},
         {"idle_off", "supply.committed", "supply.spot", "logs"}),
    ],
)  # fmt: skip
def test_only_levers_that_make_sense_are_offered(values, offered):
    assert set(by_key(replace(FULL, **values))) == offered


def test_spot_that_was_not_measured_cannot_be_told():
    assert by_key(replace(FULL, spot_net_saving=None))["supply.spot"].unknown
    assert not by_key(FULL)["supply.spot"].unknown


def test_logs_turn_at_their_break_even_and_are_a_false_optimisation_beyond():
    p = replace(FULL, logs_tb=10.0, logs_price=100.0, incidents=1.0)
    turn = storage.incidents_at_break_even(p, WORTH) * 12
    lever = by_key(p)["logs"]
    sides = lever.saving(np.array([turn * 0.99, turn * 1.01]))
    assert sides[0] > 0 > sides[1]
    assert by_key(replace(p, incidents=100.0))["logs"].detail == "a false optimisation"
    assert by_key(p)["logs"].detail != "a false optimisation"
    assert by_key(replace(p, logs=YesNo.NO))["logs"].changes == {"training.logs": YesNo.YES}


def test_savings_are_quick_and_of_the_shape_asked():
    values = np.linspace(1.0, 1e4, 400)
    for adoption in adoptions(FULL, STEADY, WORTH):
        saved = adoption.saving(values)
        assert saved.shape == values.shape
        assert not np.isnan(saved).any()


def test_decisions_of_a_plan_hold_their_promises():
    e = evaluate(paths.with_values(Scenario(), {"training.idle_share": 0.6}))
    found = {d.key: d for d in e.decisions if d.page == "training"}
    assert found["training.supply.spot"].verdict == "cannot_tell"
    assert found["training.logs"].verdict in ("never", "not_yet")
    assert found["training.idle_off"].verdict == "pays"
    idle = evaluate(paths.with_values(e.scenario, {"training.idle_off": YesNo.YES}))
    saved = e.lines["training"].cash - idle.lines["training"].cash
    np.testing.assert_allclose(found["training.idle_off"].monthly_saving, saved)


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"utilisation_share": 0.0}, "Share of peak FLOP/s reached: 0 % is not in 1 to 100 %"),
        ({"idle_share": 1.0}, "Rented GPUs idle: 100 % is not in 0 to 95 %"),
        ({"failed_share": 1.0}, "Runs that fail: 100 % is not in 0 to 95 %"),
        ({"runs_per_model": 0.0}, "Runs per shipped model: 0 is not in 1 to 100k runs"),
        ({"gpus": 1.5}, "GPUs of a run: 1.5 is not a whole number in 1 to 100k GPUs"),
        ({"retention_months": 0.0}, "Data is kept for: 0 is not a whole number in 1 to 1.2k"),
        ({"data_growth": -0.9}, "Growth of the data: -90 % is not in -50 to 100 % a month"),
        ({"hours_known": HoursKnown.FLOPS, "parameters": 0.0}, "Parameters trained: 0, while"),
        ({"hours_known": HoursKnown.FLOPS, "tokens": 0.0}, "Tokens of a run: 0, while the hours"),
        ({"hours_known": HoursKnown.FLOPS, "tokens": np.array([1.0, 0.0])}, "Tokens of a run"),
        ({"spot_net_saving": 1.0}, "Spot: measured saving: 100 % is not in -10k to 99 %"),
        ({"price_per_gpu_hour": float("nan")}, "Price per GPU: not a number; it takes $0 to"),
    ],
)  # fmt: skip
def test_a_bad_input_is_refused_with_its_name_and_range(values, said):
    with pytest.raises(InputError) as refused:
        replace(PLAIN, **values)
    assert said in str(refused.value)


def test_zero_parameters_are_allowed_where_the_hours_are_measured():
    assert cash(replace(PLAIN, parameters=0.0, tokens=0.0))[0] == pytest.approx(400)


# --- catalog ------------------------------------------------------------------------------------


def test_a_machine_of_the_catalog_fills_price_and_speed():
    key = "aws-p4d-24xlarge-us-east-1"
    plan, unknown = fill.filled(Scenario(), "training.machine", key)
    machine = catalog.machine(key)
    assert plan.training.price_per_gpu_hour == machine.price_per_gpu_hour
    assert plan.training.tflops == pytest.approx(312.0)
    assert unknown == []
    assert fill.paths_set_by("training.machine") == [
        "training.price_per_gpu_hour", "training.tflops"]  # fmt: skip
    typed, _ = fill.filled(plan, "training.machine", "typed")
    assert typed.training.tflops == plan.training.tflops  # what was there stays


def test_the_ledger_names_the_row_of_the_machine():
    plan, _ = fill.filled(Scenario(), "training.machine", "aws-p4d-24xlarge-us-east-1")
    rows = {row.path: row for row in ledger(plan, Scenario(), {}, date(2026, 11, 22))}
    machine = catalog.machine("aws-p4d-24xlarge-us-east-1")
    assert rows["training.price_per_gpu_hour"].status == Status.CATALOG
    assert rows["training.price_per_gpu_hour"].source == machine.price_source
    assert rows["training.tflops"].source == machine.hardware_source
    own = paths.with_values(plan, {"training.price_per_gpu_hour": 1.0})
    rows = {row.path: row for row in ledger(own, Scenario(), {}, date(2026, 11, 22))}
    assert rows["training.price_per_gpu_hour"].status == Status.CHANGED


@pytest.mark.parametrize(
    ("field", "key", "per_gb"),
    [("hot_price", "aws-s3-standard-us-east-1-50", 0.023), ("cold_price", "backblaze-b2", 0.006)],
)
def test_storage_prices_are_those_of_the_catalog(field, key, per_gb):
    row = next(row for row in catalog.storage() if row.key == key)
    assert row.low == per_gb
    assert getattr(Training(), field) == pytest.approx(1000 * row.low)
