"""Spot: checkpoints by the published cases, the saving that is left, serving, refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from calculators import catalog
from calculators.choices import spot, spot_market, spot_serving, spot_training
from calculators.choices.spot_inputs import InterruptionsKnown, Spot, WriteKnown
from calculators.choices.spot_training import SpotTerms, run
from calculators.core import checkpoint as c
from calculators.core import paths
from calculators.core.business import Worth
from calculators.core.inputs import InputError, YesNo
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.scenario import Scenario
from calculators.variable.service import Supply

MINUTE = 1 / 60
G5 = "aws-g5-xlarge-us-east-1"
KNOWN = Spot(discount=0.6, interruptions_known=InterruptionsKnown.MTBF, mtbf_hours=24.0)
TERMS = SpotTerms(work=500.0, discount=0.7, mtbf=24.0, write=5 * MINUTE, restart=10 * MINUTE,
                  wait=0.0, interval=None, fallback=0.0, storage=0.0)  # fmt: skip


# --- the published cases ------------------------------------------------------------------------


def test_ckp_1_daly_2006_figure_3():
    """MTBF 24 h, 5 min to write: 116.69 min, Young 120."""
    assert c.best_interval(5 * MINUTE, 24.0) == pytest.approx(116.69 * MINUTE, abs=0.005 * MINUTE)
    assert c.daly_interval(5 * MINUTE, 24.0) == pytest.approx(116.69 * MINUTE, abs=0.005 * MINUTE)
    assert c.young_interval(5 * MINUTE, 24.0) == pytest.approx(2.0)


def test_ckp_2_expected_wall_time():
    """500 h of work take 547.88 h, 9.576 % more."""
    found = run(TERMS)
    assert found.calendar_hours == pytest.approx(547.88, abs=0.01)
    assert found.time_ratio - 1 == pytest.approx(0.09576, abs=5e-6)


def test_ckp_3_distributed_graphlab():
    """64 machines, a year between failures of each, 2 min to write: every 3.02 h."""
    assert c.young_interval(2 * MINUTE, c.gang_mtbf(8760.0, 64.0)) == pytest.approx(3.02, rel=0.01)


@pytest.mark.parametrize(
    ("discount", "mtbf", "write", "restart", "interval", "ratio", "saving"),
    [
        pytest.param(0.7, 8.0, 3, 10, 51.68, 1.1443, 0.657, id="SPT-1: 1 - 0.3 x 1.1443"),
        pytest.param(0.9, 1.0, 5, 15, 21.28, 1.9898, 0.801, id="SPT-2: 1 - 0.1 x 1.9898"),
    ],
)
def test_net_saving_by_the_cases(discount, mtbf, write, restart, interval, ratio, saving):
    found = run(replace(TERMS, discount=discount, mtbf=mtbf, write=write * MINUTE,
                        restart=restart * MINUTE))  # fmt: skip
    assert found.interval / MINUTE == pytest.approx(interval, abs=0.01)
    assert found.time_ratio == pytest.approx(ratio, abs=1e-4)
    assert found.net_saving == pytest.approx(saving, abs=1e-3)
    assert found.break_even_discount == pytest.approx(1 - 1 / ratio, abs=1e-4)


def test_spt_3_discount_of_a_price():
    """1 - 19.66 / 98.32 = 80.0 %."""
    saved = c.net_saving(1 - 19.66 / 98.32, 1.0)
    assert saved == pytest.approx(0.80, abs=1e-3)


# --- formulas -----------------------------------------------------------------------------------


@given(st.floats(1e-3, 10.0), st.floats(0.05, 1e4))
def test_the_best_interval_makes_the_time_least(write, mtbf):
    best = c.best_interval(write, mtbf)
    least = minimize_scalar(lambda x: c.time_over_work(x, write, 0.1, mtbf),
                            bounds=(best / 5, best * 5), method="bounded")  # fmt: skip
    assert c.time_over_work(best, write, 0.1, mtbf) <= least.fun * (1 + 1e-9)


def test_first_order_is_good_for_small_losses_only():
    """5 min / 24 h: sqrt(2 x 5 / 1440) + 10 / 1440 = 9.03 % against 9.58 %; bad at 5 min / 1 h."""
    small = c.first_order_loss(5 * MINUTE, 10 * MINUTE, 24.0)
    assert small == pytest.approx(0.0903, abs=1e-4)
    exact = c.time_over_work(c.best_interval(5 * MINUTE, 1.0), 5 * MINUTE, 15 * MINUTE, 1.0) - 1
    assert c.first_order_loss(5 * MINUTE, 15 * MINUTE, 1.0) < 0.7 * exact


def test_three_ways_to_say_how_often():
    """A fifth in 730 h: -730 / ln 0.8 = 3271 h; and back again."""
    between = c.mtbf_of_share(0.2, 730.0)
    assert between == pytest.approx(3271.4, abs=0.1)
    assert c.share_of_mtbf(between, 730.0) == pytest.approx(0.2)
    assert c.mtbf_of_rate(1 / between) == pytest.approx(between)
    assert c.mtbf_of_share(0.0, 730.0) == c.mtbf_of_rate(0.0) == c.LONGEST_MTBF_HOURS


def test_without_interruptions_the_discount_is_left():
    found = run(replace(TERMS, mtbf=c.LONGEST_MTBF_HOURS))
    assert found.net_saving == pytest.approx(0.7, abs=1e-3)
    assert found.interruptions == pytest.approx(0.0, abs=1e-6)


def test_too_many_interruptions_cost_more_and_do_not_finish():
    dear = run(replace(TERMS, mtbf=0.25))
    assert dear.net_saving < 0
    never = run(replace(TERMS, mtbf=0.02))
    assert never.finishes == 0
    assert np.isfinite(never.net_saving)


def test_simulation_of_single_lives_agrees():
    """Every life drawn one after the other, 4,000 jobs."""
    rng, lives = np.random.default_rng(5), []
    work, interval, write, restart, mtbf = 20.0, 1.0, 0.1, 0.2, 5.0
    for _ in range(4000):
        clock, done, left, first = 0.0, 0, rng.exponential(mtbf), True
        while done < work / interval:
            need = interval + write + (0.0 if first else restart)
            if left >= need:
                clock, left, done, first = clock + need, left - need, done + 1, True
            else:
                clock, left, first = clock + left, rng.exponential(mtbf), False
        lives.append(clock)
    expected = work * c.time_over_work(interval, write, restart, mtbf)
    assert np.mean(lives) == pytest.approx(expected, rel=0.01)


def test_fallback_by_hand():
    """MTBF 10 h, wait 2 h, restart 0.2, write 0.1: 1.7 h of each wait are work on demand."""
    t = replace(TERMS, mtbf=10.0, wait=2.0, restart=0.2, write=0.1, interval=1.0, work=100.0)
    alone, meanwhile = run(t), run(replace(t, fallback=1.0))
    ratio = alone.time_ratio
    hours = 100 * ratio / (1 + ratio * 1.7 / 10)
    assert meanwhile.spot_hours == pytest.approx(hours)
    assert meanwhile.on_demand_hours == pytest.approx(hours / 10 * 2)
    assert meanwhile.net_saving == pytest.approx(1 - (0.3 * hours + hours / 5) / 100)
    assert meanwhile.calendar_hours < alone.calendar_hours
    assert alone.on_demand_hours == 0
    assert alone.calendar_hours == pytest.approx(100 * ratio * 1.2)


def test_checkpoint_storage_by_hand():
    """3 x 100 GB at 73 USD/TB a month = 0.03 USD/h of 1.50 USD/h: 2 % of the bill."""
    p = replace(KNOWN, kept_checkpoints=3.0, checkpoint_gb=100.0)
    training = Training(price_per_gpu_hour=1.5, hot_price=73.0)
    assert spot_training.terms(p, training).storage == pytest.approx(0.02)


def test_time_of_a_checkpoint_by_size():
    """90 GB at 0.5 GB/s = 3 min."""
    p = replace(KNOWN, write_known=WriteKnown.SIZE, checkpoint_gb=90.0, write_gb_per_second=0.5)
    assert spot_training.write_hours(p) == pytest.approx(3 * MINUTE)


def test_arrays_are_loops_of_scalars():
    for field, values in {"mtbf_hours": [0.05, 3.0, 500.0], "discount": [-0.5, 0.2, 0.9],
                          "wait_hours": [0.0, 1.0, 9.0], "restart_minutes": [0.0, 5.0, 600.0],
                          "write_minutes": [0.01, 5.0, 900.0]}.items():  # fmt: skip
        p = replace(KNOWN, fallback=YesNo.YES)
        together = spot_training.net_saving(replace(p, **{field: np.array(values)}), Training())
        alone = [spot_training.net_saving(replace(p, **{field: v}), Training()) for v in values]
        np.testing.assert_allclose(together, alone)


# --- what the catalog knows ---------------------------------------------------------------------


def test_price_and_band_come_from_the_row_of_the_machine():
    """g5.xlarge, us-east-1: 1 - 0.4125 / 1.006; band above 20 %, taken as 30 %."""
    p = Spot()
    assert spot_market.discount(p, G5) == pytest.approx(1 - 0.4125 / 1.006)
    assert spot_market.mtbf(p, G5) == pytest.approx(-730 / np.log(0.7))
    assert spot_market.band_of(G5).high is None
    assert spot_market.unknown(p, G5) == ""


def test_what_the_catalog_does_not_know_is_asked_for():
    assert spot_market.unknown(Spot(), "typed") == spot_market.NO_PRICE
    assert spot_market.unknown(replace(Spot(), discount=0.5), "typed") == spot_market.NO_RATE
    assert spot_training.net_saving(Spot(), Training()) is None
    for way in (InterruptionsKnown.MONTHLY, InterruptionsKnown.HOURLY, InterruptionsKnown.MTBF):
        assert spot_market.mtbf(replace(Spot(), interruptions_known=way), G5) is None


def test_every_band_of_the_catalog_is_read():
    for fact in catalog.spot_interruption():
        if fact.item.startswith(spot_market.BAND):
            assert fact.unit == "percent of instances a month"


# --- training in the plan -----------------------------------------------------------------------


def trained(**values):
    known = {"spot.discount": 0.6, "spot.interruptions_known": InterruptionsKnown.MTBF,
             "spot.mtbf_hours": 24.0}  # fmt: skip
    return evaluate(paths.with_values(Scenario(), {**known, **values}))


def test_training_on_spot_costs_what_the_page_computes():
    now = trained()
    then = trained(**{"training.supply": TrainingSupply.SPOT})
    saving = spot_training.net_saving(now.scenario.spot, now.scenario.training)
    assert 0 < saving < 0.6
    gpus = now.lines["training"].cash - then.lines["training"].cash
    used = now.lines["training"].cash
    assert gpus[0] > 0
    found = {d.key: d for d in now.decisions}["training.supply.spot"]
    np.testing.assert_allclose(found.monthly_saving, gpus)
    assert gpus[0] <= saving * used[0] + 1e-9
    assert then.known


def test_a_measured_saving_comes_first():
    one = trained(**{"training.supply": TrainingSupply.SPOT, "training.spot_net_saving": 0.3})
    other = trained(**{"training.supply": TrainingSupply.SPOT, "training.spot_net_saving": 0.3,
                       "spot.mtbf_hours": 1.0})  # fmt: skip
    np.testing.assert_array_equal(one.lines["training"].cash, other.lines["training"].cash)


def test_spot_inputs_move_the_runway_when_it_is_chosen():
    often = trained(**{"training.supply": TrainingSupply.SPOT, "spot.mtbf_hours": 1.0})
    rarely = trained(**{"training.supply": TrainingSupply.SPOT})
    assert often.cash.cash[-1] < rarely.cash.cash[-1]


def test_an_alternative_with_other_interruptions_is_computed_anew():
    now = trained(**{"training.supply": TrainingSupply.SPOT})
    changed = paths.with_values(now.scenario, {"spot.mtbf_hours": 1.0})
    again = evaluate(changed, reuse=now)
    np.testing.assert_array_equal(again.lines["training"].cash,
                                  evaluate(changed).lines["training"].cash)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"spot.discount": None}, "enter the spot discount of the machine on the page Spot"),
        ({"spot.mtbf_hours": None}, "enter how often spot machines are interrupted"),
        ({"spot.mtbf_hours": 0.01}, "does not finish on spot"),
    ],
)
def test_spot_that_cannot_be_told_makes_the_plan_unknown(values, said):
    e = trained(**{"training.supply": TrainingSupply.SPOT, **values})
    assert not e.known
    assert said in e.problems[0]


# --- serving ------------------------------------------------------------------------------------


def serving(**values):
    known = {"spot.discount": 0.6, "spot.interruptions_known": InterruptionsKnown.MTBF,
             "spot.mtbf_hours": 100.0, "spot.on_demand_share": 0.0, "spot.spare_share": 0.0,
             "demand.queries_per_month": 5e6}  # fmt: skip
    return evaluate(paths.with_values(Scenario(), {**known, **values}))


def test_serving_on_spot_by_hand():
    """Gap (0.5 h + 10 - 2 min) = 0.6333 h of 100.6333: the rest is paid at 40 %."""
    e = serving()
    fixed, bill = e.services[0].bill(Supply.ON_DEMAND), e.services[0].bill(Supply.SPOT)
    there = 100 / (100 + 0.5 + 8 / 60)
    np.testing.assert_allclose(bill.cost, fixed.cost * 0.4 * there)
    np.testing.assert_allclose(bill.mean_gpus, fixed.gpus * there)
    assert np.all(bill.revenue_lost > 0)


def test_all_on_demand_is_on_demand():
    e = serving(**{"spot.on_demand_share": 1.0})
    fixed, bill = e.services[0].bill(Supply.ON_DEMAND), e.services[0].bill(Supply.SPOT)
    np.testing.assert_allclose(bill.cost, fixed.cost)
    assert not bill.revenue_lost.any()
    assert not bill.value_lost.any()


def test_following_the_load_costs_no_more_than_the_peak():
    peak, follows = serving(), serving(**{"spot.follows_load": YesNo.YES})
    one, other = (e.services[0].bill(Supply.SPOT).cost for e in (peak, follows))
    assert np.all(other <= one * 1.35)
    assert other.sum() < one.sum()


def test_spare_machines_lose_less():
    lost = [serving(**{"spot.spare_share": s}).services[0].bill(Supply.SPOT).revenue_lost.sum()
            for s in (0.0, 0.2, 1.0)]  # fmt: skip
    assert lost[0] > lost[1] > lost[2]


def test_one_machine_alone_is_down_while_it_is_missing():
    """One machine: 730 h x gap share, at the cost of an hour down."""
    e = serving(**{"demand.queries_per_month": 10.0, "demand.usage_growth": 0.0})
    share = spot_serving.missing_share(e.scenario.spot, e.services[0].service, 100.0)
    down = 730 * share * Worth().hour_down_cost
    assert e.services[0].bill(Supply.SPOT).value_lost[0] == pytest.approx(down)


@pytest.mark.parametrize(("machines", "missing", "spare", "expected"), [
    (1.0, 0.01, 0.0, 0.01),
    (10.0, 0.1, 0.0, 1.0),
    (10.0, 0.1, 1.0, np.exp(-1)),  # E[(X - 1)+] = µ - 1 + e^-µ, µ = 1
    (0.0, 0.5, 0.0, 0.0),
])  # fmt: skip
def test_expected_shortfall_by_hand(machines, missing, spare, expected):
    found = spot_serving.expected_shortfall(*map(np.array, (machines, missing, spare)))
    assert found == pytest.approx(expected)


def test_serving_without_a_price_cannot_be_told():
    e = evaluate(Scenario())
    found = [d for d in e.decisions if d.page == "spot"]
    assert [d.verdict for d in found] == ["cannot_tell"]
    chosen = evaluate(paths.with_values(Scenario(), {"services.rows.0.supply": Supply.SPOT}))
    assert "is unknown" in chosen.problems[0]


def test_every_service_is_offered_once():
    found = list(spot.adoptions(KNOWN, Scenario().services))
    assert [a.changes for a in found] == [{"services.rows.0.supply": Supply.SPOT}]
    on_spot = paths.with_values(Scenario(), {"services.rows.0.supply": Supply.SPOT})
    assert not list(spot.adoptions(KNOWN, on_spot.services))


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"discount": 1.0}, "Spot discount: 100 % is not in -100 to 99 %"),
        ({"monthly_share": 1.0}, "Machines interrupted in a month: 100 % is not in 0 to 99.9 %"),
        ({"mtbf_hours": 0.0}, "Between two interruptions: 0 is not in 0.01 to 1B h"),
        ({"write_minutes": 0.0}, "Writing a checkpoint: 0 is not in 0.01 to 10k minutes"),
        ({"wait_hours": float("nan")}, "Waiting for a new machine: not a number; it takes 0"),
        ({"machines": 1.5}, "Machines that stop together: 1.5 is not a whole number"),
    ],
)
def test_a_bad_input_is_refused_with_its_name_and_range(values, said):
    with pytest.raises(InputError) as refused:
        replace(KNOWN, **values)
    assert said in str(refused.value)


def test_spot_above_on_demand_is_dearer():
    found = run(replace(TERMS, discount=-0.2))
    assert found.net_saving < -0.2
