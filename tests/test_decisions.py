from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators import costing, decisions, presets
from calculators.adoptions import adoptions
from calculators.core import paths, queueing
from calculators.core.business import EngineerTime
from calculators.core.cost_line import bought_time
from calculators.core.decision import Needs, Verdict
from calculators.core.inputs import YesNo
from calculators.decisions import adopted
from calculators.evaluation import evaluate
from calculators.runway import months_gained
from calculators.scenario import Scenario
from calculators.variable.service import Service, Services, Supply
from calculators.variable.service_model import ModelKind

EMBEDDER = Service(
    name="Embedder",
    kind=ModelKind.OTHER,
    parameters=0.3,
    active_parameters=0.3,
    supply=Supply.AUTOSCALED,
    serverless_price_per_gpu_second=0.001,
)
SMALL = replace(
    Scenario(),
    services=Services(rows=(Service(serverless_price_per_gpu_second=0.002), EMBEDDER)),
)
BUSY = paths.with_values(
    SMALL,
    {
        "demand.queries_per_month": 5e7,
        "business.cash": 3e6,
        "business.interest": 0.04,
        "levers.smaller_queries_per_second": 30.0,
        "worth.engineer_time": EngineerTime.PAID,
    },
)
PLANS = {"small": SMALL, "busy": BUSY}
EVALUATED = {name: evaluate(plan) for name, plan in PLANS.items()}
ALL = [
    pytest.param(name, decision, id=f"{name}: {decision.key}")
    for name, e in EVALUATED.items()
    for decision in e.decisions
]


def conditions_of(name, decision):
    """Return the conditions of a decision by name, built anew from the plan and its changes."""
    adoption = next(a for a in adoptions(EVALUATED[name]) if a.key == decision.key)
    return {c.name: c for c in (cost_of(name, decision, adoption), *adoption.conditions)}


def cost_of(name, decision, adoption):
    now, worth = EVALUATED[name], PLANS[name].worth
    then = evaluate(paths.with_values(PLANS[name], decision.changes), reuse=now)
    if adoption.saving is not None:  # turns on a scale of its own, not on the cost of serving
        return decisions.condition(now, then, adoption, costing.Costing([now, then]))
    gained = 0.0
    if decision.key.endswith("spare"):
        gained = PLANS[name].levers.hours_down * worth.hour_down_cost
    freed = adoption.weeks_saved * worth.engineer_week_cost
    lost = decision.worth_lost - freed
    return costing.cost_condition(now, then, decision.upfront, lost, gained)


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_each_crossing_balances_or_jumps(name, decision):
    if decision.unknown:
        assert decision.turns == ()
        return
    conditions = conditions_of(name, decision)
    assert tuple(conditions) == decision.conditions
    for turn in decision.turns:
        value, margin = turn.crossing.value, conditions[turn.condition].margin
        before, after = margin(value * (1 + np.array([-1e-8, 1e-8])))
        assert (after > 0) == (turn.crossing.direction == 1)
        assert (before > 0) != (after > 0)
        if turn.crossing.kind == "meets":
            size = np.abs(margin(value * np.linspace(0.9, 1.1, 9))).max()
            assert abs(margin(np.array([value]))[0]) <= 1e-6 * size


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_a_fine_scan_finds_no_crossing_that_was_missed(name, decision):
    if decision.unknown or decision.key == "levers.waiting":
        return
    volumes = np.geomspace(decision.scale.low, decision.scale.high, 3000)
    width, missed = volumes[1] / volumes[0], []
    for condition in conditions_of(name, decision).values():
        holds = condition.margin(volumes) > 0
        found = [t.crossing.value for t in decision.turns if t.condition == condition.name]
        at = [volumes[i] for i in np.flatnonzero(holds[1:] != holds[:-1])]
        missed += [v for v in at if not any(v / width <= f <= v * width**2 for f in found)]
    # an autoscaled service steps in every hour: only the steps of its peak are handed over
    stepping = Supply.AUTOSCALED in {s.supply for s in PLANS[name].services.rows}
    touched = decision.key.startswith(("levers", "services.rows.1")) or "autoscaled" in decision.key
    if not (stepping and touched) and "committed" not in decision.key:
        assert missed == []


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_the_verdict_is_the_sign_today_and_flips_across_the_next_crossing(name, decision):
    if decision.unknown:
        assert decision.verdict == Verdict.CANNOT_TELL
        return
    today = max(decision.scale.today, decision.scale.low)
    margins = {n: c.margin(np.array([today]))[0] for n, c in conditions_of(name, decision).items()}
    assert decision.margins_today == pytest.approx(margins)
    together = all if decision.needs == Needs.ALL else any
    pays = together(margin > 0 for margin in margins.values())
    assert pays == (decision.verdict == Verdict.PAYS)
    if not pays:
        assert decision.verdict == (Verdict.NOT_YET if decision.verdict_turns else Verdict.NEVER)


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_adopting_gives_the_months_and_the_saving_that_were_promised(name, decision):
    """Time freed that the plan does not hold is no cash: it is on the payroll already."""
    if decision.unknown:
        return
    now, then = EVALUATED[name], evaluate(paths.with_values(PLANS[name], decision.changes))
    worth, business = PLANS[name].worth, PLANS[name].business
    flow = then.cash.flow - now.cash.flow
    before, after = (sum(line.weeks for line in e.lines_with_compute.values()) for e in (now, then))
    in_lines = before - after
    bills = flow - bought_time(in_lines, worth)
    np.testing.assert_allclose(flow, decision.monthly_saving, atol=1e-6)
    adoption = next(a for a in adoptions(now) if a.key == decision.key)
    np.testing.assert_allclose(in_lines + adoption.weeks_saved, decision.weeks_freed, atol=1e-9)
    paid = adoption.upfront
    bills[0] -= paid
    cash = now.cash.cash
    months = months_gained(business.cash, cash, bills, business.cash_floor, business.interest)
    assert decision.months_in_cash_alone == pytest.approx(months, abs=1e-6)
    if not np.any(in_lines) and not paid:
        seen = min(then.runway.months, 60) - min(now.runway.months, 60)
        assert decision.months_in_cash_alone == pytest.approx(seen, abs=1e-6)
    if worth.engineer_time == EngineerTime.PAID:
        assert decision.months_gained == decision.months_in_cash_alone
    else:
        assert decision.months_gained == decision.months_if_bought


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_adopting_with_its_work_moves_the_runway_by_the_months_that_were_promised(name, decision):
    if decision.unknown:
        return
    now, then = EVALUATED[name], evaluate(adopted(PLANS[name], decision))
    seen = min(then.runway.months, 60) - min(now.runway.months, 60)
    assert decision.months_gained == pytest.approx(seen, abs=1e-6)


def test_bought_work_is_paid_in_the_first_month():
    serving = [d for d in EVALUATED["busy"].decisions if d.page == "compute"]
    week = PLANS["busy"].worth.engineer_week_cost
    for decision in serving:
        assert decision.months_if_bought <= decision.months_in_cash_alone
        assert decision.upfront == pytest.approx(decision.weeks * week)


def test_adopting_gives_what_was_promised_when_the_estimate_is_scaled_to_a_bill():
    plan = paths.with_values(BUSY, {"services.last_bill": 2e5, "services.apply_bill": YesNo.YES})
    now = evaluate(plan)
    compiled = next(d for d in now.decisions if d.key == "services.rows.0.compiled")
    then = evaluate(paths.with_values(plan, compiled.changes))
    assert compiled.monthly_saving.sum() > 0
    np.testing.assert_allclose(then.cash.flow - now.cash.flow, compiled.monthly_saving, atol=1e-5)


def test_two_levers_together_never_save_more_than_the_whole_bill():
    now = EVALUATED["busy"]
    bill = now.cash.costs["Compute"]
    levers = [d for d in now.decisions if d.key.startswith("levers") and not d.unknown]
    for one in levers:
        assert np.all(one.monthly_saving <= bill + 1e-6)
        for other in levers:
            both = evaluate(paths.with_values(BUSY, {**one.changes, **other.changes}))
            assert np.all(both.cash.costs["Compute"] >= 0)
            assert np.all(both.cash.flow - now.cash.flow <= bill + 1e-6)


def test_decisions_come_in_the_order_of_months_then_of_cash():
    found = EVALUATED["busy"].decisions
    order = [(-d.months_gained, -d.cash_at_end) for d in found]
    assert order == sorted(order)
    assert len({d.key for d in found}) == len(found)


def test_an_option_that_changes_nothing_is_no_decision():
    keeping = paths.with_values(SMALL, {"levers.sampled_share": 1.0, "levers.cached_share": 0.0})
    keys = {d.key for d in evaluate(keeping).decisions}
    assert not {"levers.sampling", "levers.caching"} & keys
    assert "services.rows.0.supply.on_demand" not in keys  # chosen already
    cached = paths.with_values(SMALL, {"demand.cached_share": 0.3})  # as much as the lever
    assert "levers.caching" not in {d.key for d in evaluate(cached).decisions}


def test_a_second_replica_that_runs_anyway_avoids_no_hour_down():
    assert "services.rows.0.spare" in {d.key for d in EVALUATED["small"].decisions}
    assert "services.rows.0.spare" not in {d.key for d in EVALUATED["busy"].decisions}


def test_a_second_replica_pays_when_an_hour_down_is_dear():
    # another machine costs 730 · 3.21 = 2,343 USD a month; one hour down is avoided
    for hour, verdict in ((2400.0, Verdict.PAYS), (2300.0, Verdict.NEVER)):
        e = evaluate(paths.with_values(SMALL, {"worth.hour_down_cost": hour}))
        spare = next(d for d in e.decisions if d.key == "services.rows.0.spare")
        assert spare.verdict == verdict


def test_a_smaller_model_is_not_assumed_to_be_faster():
    smaller = next(d for d in EVALUATED["small"].decisions if d.key == "services.rows.0.smaller")
    assert smaller.verdict == Verdict.CANNOT_TELL
    assert "not measured" in smaller.unknown
    measured = next(d for d in EVALUATED["busy"].decisions if d.key == "services.rows.0.smaller")
    assert measured.verdict != Verdict.CANNOT_TELL


def test_a_lever_that_would_leave_the_bounds_is_left_out():
    plan = paths.with_values(SMALL, {"services.rows.0.throughput_factor": 99.0})
    assert "services.rows.0.compiled" not in {d.key for d in evaluate(plan).decisions}


def test_steps_are_where_the_bill_steps():
    state = EVALUATED["small"]
    first = state.services[0]
    edge = costing.step_volumes_of(state, first)[0]
    scored = edge * costing.scored_share(state) * (1 + np.array([-1e-6, 1e-6]))
    below, above = costing.service_cost_at(first, scored)
    assert above - below == pytest.approx(3.21 * 730)


@pytest.mark.parametrize("count", [1.0, 2.0, 2047.0, 2048.0, 2049.0, 5000.0])
@pytest.mark.parametrize("wait", [0.01, 0.2, 0.5])
def test_stair_edges_are_where_servers_steps(count, wait):
    (edge,) = queueing.stair_edges(np.array([count]), wait)
    assert queueing.servers(edge, wait) == count
    assert queueing.servers(edge * (1 + 1e-6), wait) == count + 1


@pytest.mark.parametrize(("name", "decision"), ALL)
def test_a_lever_pays_while_it_loses_fewer_points_than_are_allowed(name, decision):
    if not decision.unknown and len(decision.conditions) == 1:  # else there is more to hold
        pays = decision.verdict == Verdict.PAYS
        assert (decision.points_lost < decision.points_allowed) == pays


def test_where_a_point_is_worth_nothing_only_what_pays_may_lose_points():
    for d in evaluate(paths.with_values(SMALL, {"worth.point_value": 0.0})).decisions:
        if not d.unknown and len(d.conditions) == 1:
            assert d.points_allowed == (np.inf if d.verdict == Verdict.PAYS else 0.0)


def test_cash_at_the_end_is_what_is_saved_less_what_is_paid_to_adopt_it():
    for name, e in EVALUATED.items():
        bought = PLANS[name].worth.engineer_time == EngineerTime.BOUGHT
        paid = {a.key: a.upfront + bought * a.weeks * e.scenario.worth.engineer_week_cost
                for a in adoptions(e)}  # fmt: skip
        for d in e.decisions:
            saved = d.monthly_saving.sum() - paid[d.key]
            assert d.cash_at_end == pytest.approx(saved, abs=1e-6)


def test_the_present_value_counts_time_alike_whether_bought_or_paid_already():
    by_rule = [
        {d.key: d.present_value for d in evaluate(
            paths.with_values(SMALL, {"worth.engineer_time": rule})).decisions}
        for rule in EngineerTime
    ]  # fmt: skip
    assert by_rule[0] == pytest.approx(by_rule[1])


@pytest.mark.parametrize("key", presets.PLANS)
def test_every_example_is_judged_at_its_own_value(key):
    """Half a terabyte is not judged as if it were one; labelled queries alone begin at 75."""
    for d in evaluate(presets.PRESETS[key].scenario).decisions:
        if d.scale.today > 0 and d.scale.unit != "queries":
            assert d.scale.low <= d.scale.today, d.key


def test_one_decision_asked_for_alone_is_the_one_among_all():
    whole = evaluate(presets.PRESETS["support"].scenario)
    for decision in whole.decisions[::7]:
        alone = evaluate(whole.scenario)
        found = alone.decision(decision.page, decision.key)
        assert (found.verdict, found.months_gained) == (decision.verdict, decision.months_gained)
        assert alone.decision(decision.page, "no.such.option") is None
        assert whole.decision(decision.page, decision.key) is decision
