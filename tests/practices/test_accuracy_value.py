"""A point of accuracy: its value by hand, diminishing points, the verdict, refusals."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import presets
from calculators.core.business import EngineerTime, Worth
from calculators.core.decision import Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.core.paths import value_at, with_values
from calculators.evaluation import evaluate
from calculators.practices import accuracy_value as value
from calculators.practices.accuracy_value_inputs import Accuracy, Framing
from calculators.scenario import Scenario

WORTH = Worth(engineer_week_cost=3_000.0, payback_months=12.0)
ERRORS = Accuracy(error_cost=0.5, acted_share=0.2, point_weeks=4.0, point_labels=1_000.0,
                  label_price=0.5, upkeep_time=0.1, harder=2.0)  # fmt: skip
SALES = Accuracy(framing=Framing.SALES, earned_per_answer=0.02, sales_lift=0.01, acted_share=0.5)
KNOWN = {"accuracy.error_cost": 0.1}


def only(scenario):
    return evaluate(scenario).decisions_on(value.PAGE)[0]


# --- by hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(ERRORS, 1_000.0, id="errors: 1,000,000 x 0.2 x 1 % x 0.50 USD = 1,000"),
        pytest.param(SALES, 100.0, id="sales: 1,000,000 x 0.5 x 0.02 USD x 1 % = 100"),
        pytest.param(replace(ERRORS, acted_share=0.0), 0.0, id="nobody acts on an answer: 0"),
        pytest.param(replace(ERRORS, error_cost=0.0), 0.0, id="an error costs nothing: 0"),
    ],
)
def test_the_value_of_a_point(asked, expected):
    assert 1e6 * value.value_per_query(asked) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("points", "harder", "expected"),
    [
        pytest.param(3.0, 2.0, 7.0, id="1 + 2 + 4 = 7"),
        pytest.param(2.0, 1.5, 2.5, id="1 + 1.5 = 2.5"),
        pytest.param(4.0, 1.0, 4.0, id="no harder: 4"),
        pytest.param(1.0, 5.0, 1.0, id="the first point: 1"),
        pytest.param(0.5, 1.0, 0.5, id="half a point: half the work"),
    ],
)
def test_each_further_point_takes_more(points, harder, expected):
    assert value.effort(points, harder) == pytest.approx(expected)


def test_price_gain_and_time_of_two_points():
    """Work 4 x (1 + 2) = 12 weeks, labels 3,000 x 0.50 = 1,500: 12 x 3,000 + 1,500 = 37,500.

    A million queries: 2 x 1,000 - 0.1 x 3,000 = 1,700 a month. 12 weeks / (730/24/7) = 2.76 months.
    """
    assert value.price_of_points(ERRORS, WORTH, 2.0) == pytest.approx(37_500.0)
    assert value.monthly_gain(ERRORS, WORTH, 1e6, 2.0) == pytest.approx(1_700.0)
    assert value.work_months(ERRORS, 2.0) == pytest.approx(12 / (730 / 24 / 7))
    assert value.work_months(replace(ERRORS, engineers=4.0), 2.0) == pytest.approx(3 / (730 / 168))


@pytest.mark.parametrize(
    ("queries", "expected"),
    [
        pytest.param(1e6, 0.0, id="12 x 1,000 < 12,500: none"),
        pytest.param(1.1e6, 1.0, id="12 x 1,100 = 13,200 > 12,500, < 25,000: one"),
        pytest.param(5e6, 3.0, id="12 x 5,000 = 60,000 > 50,000, < 100,000: three"),
    ],
)
def test_points_that_pay_each_for_itself(queries, expected):
    assert value.points_that_pay(ERRORS, WORTH, queries) == expected


def test_points_that_take_no_more_pay_without_end_and_worthless_ones_never():
    assert value.points_that_pay(replace(ERRORS, harder=1.0), WORTH, 1e7) == np.inf
    assert value.points_that_pay(replace(ERRORS, error_cost=0.0), WORTH, 1e7) == 0


# --- the plan -----------------------------------------------------------------------------------


def test_what_is_not_pursued_costs_nothing():
    line = value.cost_line(ERRORS, demand_plan(Demand()), WORTH)
    assert all(not np.any(getattr(line, name)) for name in ("cash", "accounting", "weeks"))


def test_a_pursued_line_by_hand():
    """1,000,000 queries: 0.3 USD x 1,000 - 40 % of 1 x 1,000 = -100; 0.1 weeks of upkeep."""
    asked = replace(ERRORS, pursue=YesNo.YES, dearer_answers=0.3, cash_share=0.4)
    line = value.cost_line(asked, demand_plan(Demand(queries_per_month=1e6)), WORTH)
    assert line.cash[0] == pytest.approx(-100.0)
    np.testing.assert_allclose(line.weeks, 0.1)
    np.testing.assert_allclose(line.accounting, line.cash)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("framing", list(Framing))
@pytest.mark.parametrize("rule", list(EngineerTime))
def test_the_saving_today_is_what_the_lines_save_and_the_value_that_is_no_cash(
    share, framing, rule
):
    scenario = with_values(
        presets.PRESETS["support"].scenario,
        {
            **KNOWN,
            "accuracy.cash_share": share,
            "accuracy.framing": framing,
            "accuracy.sales_lift": 0.01,
            "worth.engineer_time": rule,
        },
    )
    now = evaluate(scenario)
    (adoption,) = value.adoptions(scenario.accuracy, now.demand, scenario.worth)
    assert adoption.saving is not None
    assert adoption.scale is not None
    then = evaluate(with_values(scenario, adoption.changes))
    week = scenario.worth.engineer_week_cost
    by_lines = sum(
        one.cash[0] + one.weeks[0] * week - other.cash[0] - other.weeks[0] * week
        for one, other in zip(now.lines.values(), then.lines.values(), strict=True)
    )
    saved = adoption.saving(np.array([adoption.scale.today]))[0]
    assert saved == pytest.approx(by_lines + adoption.value_gained)


# --- the verdict --------------------------------------------------------------------------------


def test_it_turns_where_its_crossing_says():
    scenario = with_values(presets.PRESETS["support"].scenario, KNOWN)
    found = only(scenario)
    assert found.verdict == Verdict.NOT_YET
    (turn,) = found.turns
    assert "$0.153 an error turns it" in found.signal  # 100 x (16,170 / 12 + 483) / 1.2 M
    for factor, verdict in ((0.999, Verdict.NOT_YET), (1.001, Verdict.PAYS)):
        at = {"demand.queries_per_month": turn.crossing.value * factor}
        assert only(with_values(scenario, at)).verdict == verdict


@given(
    points=st.floats(0.1, 20.0),
    weeks=st.floats(0.0, 100.0),
    upkeep=st.floats(0.0, 5.0),
    queries=st.floats(0.0, 1e12),
)
def test_what_is_worth_nothing_is_never_adopted(points, weeks, upkeep, queries):
    scenario = with_values(
        Scenario(),
        {
            "accuracy.error_cost": 0.0,
            "accuracy.aimed_points": points,
            "accuracy.point_weeks": weeks,
            "accuracy.upkeep_time": upkeep,
            "demand.queries_per_month": queries,
        },
    )
    plan = demand_plan(scenario.demand)
    (adoption,) = value.adoptions(scenario.accuracy, plan, scenario.worth)
    assert adoption.saving is not None
    assert np.all(adoption.saving(np.geomspace(1.0, 1e12, 50)) <= 0)


def test_an_unmeasured_error_is_not_worth_nothing():
    found = only(Scenario())
    assert found.verdict == Verdict.CANNOT_TELL
    assert "cost of an error" in found.unknown
    sales = with_values(Scenario(), {"accuracy.framing": Framing.SALES, **KNOWN})
    assert "sales" in only(sales).unknown


def test_the_examples_say_each_of_the_three_and_a_hundredfold_pays():
    verdicts = {key: only(presets.PRESETS[key].scenario).verdict for key in presets.PLANS}
    assert sorted(verdicts.values()).count(Verdict.CANNOT_TELL) == 1
    assert {Verdict.PAYS, Verdict.NOT_YET} <= set(verdicts.values())
    for key, verdict in verdicts.items():
        plan = presets.PRESETS[key].scenario
        queries = 100 * value_at(plan, "demand.queries_per_month")
        large = only(with_values(plan, {"demand.queries_per_month": queries})).verdict
        assert large == (verdict if verdict == Verdict.CANNOT_TELL else Verdict.PAYS)


@pytest.mark.parametrize(
    ("field", "entered", "said"),
    [
        ("aimed_points", 0.0, "Points aimed at: 0 is not in 0.1 to 50 points"),
        ("harder", 0.5, "Each further point takes: 0.5 is not in 1 to 5 ×"),
        ("error_cost", -1.0, "Cost of an error: -$1 is not in $0 to $10M"),
    ],
)
def test_what_is_out_of_range_is_named(field, entered, said):
    with pytest.raises(InputError, match=re.escape(said)):
        Accuracy(**{field: entered})


@pytest.mark.parametrize(
    ("price", "said"), [(0.0, "4 weeks of work"), (2.0, "4 weeks and $4k of labels")]
)
def test_labels_are_named_where_they_cost_something(price, said):
    """2,000 labels of a point at $2 are $4,000; at nothing there is no bill to name."""
    p = replace(Scenario().accuracy, label_price=price, point_labels=2000.0, point_weeks=4.0)
    (found,) = value.adoptions(replace(p, aimed_points=1.0), demand_plan(Demand()), Worth())
    assert found.detail.replace("\u202f", "").replace("\xa0", " ") == said
