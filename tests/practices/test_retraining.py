from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import presets
from calculators.core import proof
from calculators.core.business import Worth
from calculators.core.decision import Decision, Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError
from calculators.core.reached import at_least, queries_at_least
from calculators.core.units import DAYS_PER_MONTH
from calculators.evaluation import Evaluation, evaluate
from calculators.practices import retraining, retraining_levers
from calculators.practices import retraining_interval as interval
from calculators.practices import retraining_work as work
from calculators.practices.retraining_inputs import Retraining, Schedule
from calculators.scenario import Scenario
from calculators.variable.operations_labels import with_label_price

PLAN = demand_plan(Demand())
# A few thousand users a day, a job every night: what large platforms do, copied
ESSAY = Retraining(
    labelled=300.0, accuracy=0.8, discordance=0.05, interval_days=1.0, gain_points=0.05,
    gpu_hours=1.0, training_labels=0.0, cycle_weeks=0.0, upkeep_time=0.1, automate_weeks=2.0,
    label_price=0.0,
)  # fmt: skip


def of_example(key: str) -> Retraining:
    """Return the retraining of an example with the price of its labels."""
    scenario = presets.preset(key).scenario
    return with_label_price(scenario.retraining, scenario.operations)


def with_retraining(p: Retraining, **worth: float) -> Scenario:
    scenario = presets.preset("support").scenario
    return replace(scenario, retraining=p, worth=replace(scenario.worth, **worth))


def decisions(p: Retraining, **worth: float) -> dict[str, Decision]:
    e: Evaluation = evaluate(with_retraining(p, **worth))
    return {d.key.partition(".")[2]: d for d in e.decisions_on("retraining")}


def test_eoq_1_order_quantity_and_its_two_equal_halves():
    quantity = interval.best_interval(19_500.0 * 25, 4.0)
    assert quantity == pytest.approx(493.71, abs=0.01)
    assert interval.cycles_cost(quantity, 19_500.0 * 25) == pytest.approx(987.42, abs=0.01)
    assert interval.staleness(quantity, 4.0) == pytest.approx(987.42, abs=0.01)


def test_rtr_1_retraining_at_500_a_cycle_and_4_a_day_of_age():
    days = interval.best_interval(500.0, 4.0)
    assert days == pytest.approx(15.81, abs=0.01)
    assert interval.cost_by_interval(days, 500.0, 4.0) == pytest.approx(63.25, abs=0.01)


@pytest.mark.parametrize(("ratio", "dearer"), [(1.0, 0.0), (2.0, 0.25), (0.5, 0.25), (4, 1.125)])
def test_a_factor_two_in_the_interval_costs_a_quarter(ratio, dearer):
    assert interval.dearer_share(ratio) == pytest.approx(dearer)
    best = interval.best_interval(500.0, 4.0)
    least = interval.cost_by_interval(best, 500.0, 4.0)
    cost = interval.cost_by_interval(ratio * best, 500.0, 4.0)
    assert cost == pytest.approx((1 + dearer) * least)


@pytest.mark.parametrize(
    ("drift", "days", "lost"),
    [
        pytest.param(0.01, 100.0, 0.5, id="0.01 × 100 / 2"),
        pytest.param(1.0, 200.0, 64.0, id="80 − 80² / (2 × 200)"),
        pytest.param(0.0, 100.0, 0.0, id="no drift"),
    ],
)
def test_mean_loss_by_hand(drift, days, lost):
    assert interval.mean_loss(drift, days, 80.0) == pytest.approx(lost)


def test_line_by_hand_a_cycle_of_60_dollars_and_a_twentieth_of_a_week_each_ten_days():
    p = replace(
        ESSAY, schedule=Schedule.SCHEDULED, interval_days=10.0, gpu_hours=4.0, gpu_hour_price=2.5,
        training_labels=100.0, label_price=0.5, cycle_weeks=0.05, upkeep_time=0.2,
    )  # fmt: skip
    line = retraining.cost_line(p, PLAN, Worth())
    cycles = DAYS_PER_MONTH / 10
    assert line.cash[0] == pytest.approx(60 * cycles)
    assert line.cloud[-1] == pytest.approx(10 * cycles)
    assert line.weeks[5] == pytest.approx(0.05 * cycles + 0.2)


def test_value_by_hand_a_year_alone_loses_half_of_365_days_less_half_the_interval():
    # 0.02 points/day: left alone (365 / 2) × 0.02 = 3.65 points, each 30 days 0.3; 1,000 a point
    p = replace(ESSAY, drift=0.02)
    worth = Worth(point_value=1000.0, payback_months=12.0)
    assert work.value(p, worth, 30.0) == pytest.approx(3650 - 300, rel=1e-9)
    assert work.value(p, worth, 9999.0) == 0


def test_not_adopted_costs_nothing():
    line = retraining.cost_line(ESSAY, PLAN, Worth())
    assert not line.cash.any()
    assert not line.weeks.any()


@pytest.mark.parametrize("now", list(Schedule))
@pytest.mark.parametrize("drift", [None, 0.02])
def test_saving_today_is_what_the_lines_and_the_value_say(now, drift):
    p = replace(ESSAY, schedule=now, drift=drift, labelled=5000.0, upkeep_time=0.3)
    worth = Worth(point_value=3000.0)
    before = retraining.cost_line(p, PLAN, worth)
    for found in retraining.adoptions(p, PLAN, worth):
        way = found.changes["retraining.schedule"]
        then = retraining.cost_line(replace(p, schedule=way), PLAN, worth)
        money = before.cash[0] - then.cash[0]
        time = (before.weeks[0] - then.weeks[0]) * worth.engineer_week_cost
        said = found.saving(np.array([p.labelled]))[0]
        assert said == pytest.approx(money + time + found.value_gained)


def test_essay_nightly_retraining_is_not_provable_until_its_signal_is_reached():
    worth = {"point_value": 5000.0}
    before = decisions(ESSAY, **worth)["scheduled"]
    assert before.verdict in (Verdict.NOT_YET, Verdict.NEVER)
    assert before.margins_today["worth it"] > 0 > before.margins_today["provable"]
    case = retraining_levers.Case(p=ESSAY, worth=Worth(**worth))
    labels = queries_at_least(case.needed)
    after = decisions(replace(ESSAY, labelled=labels), **worth)["scheduled"]
    assert after.verdict == Verdict.PAYS
    drift = at_least(case.drift_needed)
    assert decisions(replace(ESSAY, drift=drift), **worth)["scheduled"].verdict == Verdict.PAYS


def test_a_signal_can_pay_where_a_schedule_is_not_provable():
    found = decisions(of_example("film"))
    assert found["scheduled"].verdict == Verdict.NOT_YET
    assert found["on_signal"].verdict == Verdict.PAYS


def test_the_schedule_turns_at_its_crossing():
    p = of_example("film")
    turn = next(t for t in decisions(p)["scheduled"].turns if t.condition == "provable")
    at = turn.crossing.value
    assert at == pytest.approx(retraining_levers.Case(p=p, worth=Worth()).needed)
    assert decisions(replace(p, labelled=at * 1.001))["scheduled"].verdict == Verdict.PAYS
    assert decisions(replace(p, labelled=at * 0.999))["scheduled"].verdict == Verdict.NOT_YET


def test_the_value_of_a_point_at_which_it_is_worth_its_cost_turns_it():
    p = of_example("support")
    worth = presets.preset("support").scenario.worth
    value = retraining_levers.Case(p=p, worth=worth).point_needed
    for factor, sign in ((1.001, 1), (0.999, -1)):
        found = decisions(p, point_value=value * factor)["scheduled"]
        assert np.sign(found.margins_today["worth it"]) == sign


@settings(max_examples=25, deadline=None)
@given(
    labelled=st.floats(0, 1e6), drift=st.one_of(st.none(), st.floats(0, 1)),
    days=st.floats(0.05, 1000), discordance=st.one_of(st.none(), st.floats(0.1, 1)),
)  # fmt: skip
def test_what_is_worth_nothing_is_never_adopted(labelled, drift, days, discordance):
    p = replace(ESSAY, labelled=labelled, drift=drift, interval_days=days, discordance=discordance)
    assert {d.verdict for d in decisions(p, point_value=0.0).values()} == {Verdict.NEVER}


@settings(max_examples=40, deadline=None)
@given(
    labelled=st.floats(0, 1e8), drift=st.floats(0, 10), days=st.floats(0.05, 3650),
    value=st.floats(0, 1e9), gpu_hours=st.floats(0, 1e7), accuracy=st.floats(0, 1),
)  # fmt: skip
def test_no_input_gives_anything_but_numbers(labelled, drift, days, value, gpu_hours, accuracy):
    p = replace(
        ESSAY, labelled=labelled, drift=drift, interval_days=days, gpu_hours=gpu_hours,
        accuracy=accuracy,
    )  # fmt: skip
    worth = Worth(point_value=value)
    for way in Schedule:
        line = retraining.cost_line(replace(p, schedule=way), PLAN, worth)
        assert np.isfinite(line.cash).all()
        assert np.isfinite(line.weeks).all()
        saved = retraining_levers.saving(p, worth, way, np.geomspace(1, 1e9, 50))
        assert np.isfinite(saved).all()


@given(labelled=st.floats(75, 1e6), more=st.floats(1, 10))
@settings(max_examples=30, deadline=None)
def test_more_labelled_queries_never_reduce_the_proof(labelled, more):
    level = work.level_of_schedule(ESSAY)
    few, many = (proof.provable_gain(ESSAY, n, level, 0.05) for n in (labelled, labelled * more))
    assert many <= few
    case = retraining_levers.Case(p=replace(ESSAY, labelled=labelled), worth=Worth())
    assert case.needed == retraining_levers.Case(p=ESSAY, worth=Worth()).needed


def test_unknown_discordance_decides_only_between_its_ends():
    # a gain of 3 points, twice a year: 9.4 / 0.03 = 313 at the least, 3,200 or so at the most
    p = replace(ESSAY, discordance=None, gain_points=3.0, interval_days=180.0)
    verdicts = {
        n: decisions(replace(p, labelled=n), point_value=50_000.0)["scheduled"].verdict
        for n in (200.0, 1000.0, 6000.0)
    }
    assert list(verdicts.values()) == [Verdict.NOT_YET, Verdict.CANNOT_TELL, Verdict.PAYS]


def test_where_discordance_decides_the_queries_asked_for_are_the_most():
    """Contracts: 1,113 queries at the least discordance, 11.7k at the most; 1,135 lie between."""
    p = of_example("contracts")
    for labelled, said in (
        (600.0, "1.12k\xa0labelled queries at least"),
        (1135.0, "11.7k\xa0labelled queries at most"),
    ):
        d = decisions(replace(p, labelled=labelled), point_value=2400.0)["scheduled"]
        assert d.signal.startswith(said)


def test_nobody_knows_the_drift():
    found = decisions(replace(ESSAY, gain_points=None))
    assert {d.verdict for d in found.values()} == {Verdict.CANNOT_TELL}
    assert "drift" in found["scheduled"].unknown


def test_a_gain_larger_than_the_discordance_is_refused_in_words():
    with pytest.raises(InputError, match=r"Gain of a cycle: 6 points is more than the 5 %"):
        replace(ESSAY, gain_points=6.0)
    with pytest.raises(InputError, match=r"more than the 20 points that are wrong today"):
        replace(ESSAY, gain_points=21.0, discordance=0.5)


@pytest.mark.parametrize("key", ["support", "contracts", "film", "vehicles", "recommender"])
def test_no_example_has_it_yet(key):
    assert presets.preset(key).scenario.retraining.schedule == Schedule.NONE


def test_the_examples_and_a_hundred_times_their_labels_say_both():
    said = set()
    for key in ("support", "contracts", "film", "vehicles", "recommender"):
        scenario = presets.preset(key).scenario
        p = scenario.retraining
        for times in (1.0, 100.0):
            now = replace(scenario, retraining=replace(p, labelled=p.labelled * times))
            said |= {d.verdict for d in evaluate(now).decisions_on("retraining")}
    assert {Verdict.PAYS, Verdict.NOT_YET} <= said


@pytest.mark.parametrize("named", ["on_signal", "scheduled"])
def test_more_labelled_queries_than_are_needed_end_nothing_that_pays(named):
    """Contracts: 12,000 labels prove a cycle (11.7k at most); 100 times 12,000 do as well."""
    p = replace(of_example("contracts"), labelled=12_000.0)
    for times in (1.0, 4.0, 100.0):
        found = decisions(replace(p, labelled=p.labelled * times), point_value=2400.0)[named]
        assert found.verdict == Verdict.PAYS
        assert all(turn.crossing.direction > 0 for turn in found.verdict_turns)
    before = decisions(of_example("contracts"), point_value=2400.0)[named]
    assert [turn.crossing.direction for turn in before.verdict_turns] == [1]


def test_a_schedule_buys_the_labels_of_its_proof_and_no_more():
    """600 labelled, 1,113 needed, a label at 2 USD: 513 x 2 / 12 months at 1,113 and at 50,000."""
    p, worth = replace(ESSAY, labelled=600.0, label_price=2.0), Worth(payback_months=12.0)
    at = np.array([600.0, 1113.0, 50_000.0])
    saved = retraining_levers.saving(p, worth, Schedule.SCHEDULED, at, enough=1113.0)
    assert saved[0] - saved[1] == pytest.approx(513 * 2 / 12)
    assert saved[2] == saved[1]
