"""Size and shape of models: differences by hand, crossings, steps in a row, nothing twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.answers import model_size as page
from calculators.choices import model_size as topic
from calculators.choices import model_size_parts as parts
from calculators.choices.model_size_inputs import (
    LADDER,
    Arrangement,
    Models,
    NextArrangement,
    NextShape,
    Pipeline,
    Shape,
    Step,
)
from calculators.core import paths
from calculators.core.business import Worth
from calculators.core.decision import Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError
from calculators.evaluation import evaluate
from calculators.scenario import Scenario

WORTH = Worth(point_value=1000.0, second_value=0.0, engineer_week_cost=4000.0, payback_months=10.0)
PLAN = demand_plan(Demand(queries_per_month=1e6, kinds=10.0, kinds_added=1.0))
TWO = (
    *LADDER[:3],
    replace(LADDER[3], accuracy=0.80, training=100.0, serving=0.1, answer_seconds=0.0,
            upkeep_time=0.1),
    replace(LADDER[4], accuracy=0.85, training=0.0, serving=4.0, answer_seconds=1.0,
            upkeep_time=0.2, build_weeks=2.0),
)  # fmt: skip
P = Models(ladder=TWO)
TAKEN = [
    P,
    replace(P, shape=NextShape.TREES),
    replace(P, arrangement=NextArrangement.ONE_BIG),
    replace(P, pipeline=Pipeline.AUTOMATED),
    replace(P, pipeline=Pipeline.AUTOMATED, arrangement=NextArrangement.ONE_BIG),
    replace(P, arranged=Arrangement.ONE_BIG, arrangement=NextArrangement.MANY_SMALL),
]


def offered(p: Models, key: str, worth: Worth = WORTH):
    return next(a for a in topic.adoptions(p, PLAN, worth) if a.key == f"models.{key}")


def decided(p: Models, key: str, worth: Worth = WORTH):
    plan = replace(Scenario(), models=p, worth=worth,
                   demand=Demand(queries_per_month=1e6, kinds=10.0))  # fmt: skip
    return next(d for d in evaluate(plan).decisions_on("models") if d.key == f"models.{key}")


# --- by hand ------------------------------------------------------------------------------------


def test_a_larger_model_by_hand():
    """5 points x 1,000 - (4 - 0.1) x 1,000 + 100 - 0.1 weeks x 4,000 = 800 USD a month."""
    found = offered(P, "shape.large_model")
    assert found.saving(np.array([1e6]))[0] == pytest.approx(800.0)
    assert found.value_gained == pytest.approx(5000.0)


def test_the_gap_at_which_the_large_model_pays_by_hand():
    """Cost 4,200 a month + 8,000 / 10 months of work = 5,000: 5 points are worth just that."""
    worth = replace(WORTH, point_value=1000.01)
    assert decided(P, "shape.large_model", worth).verdict == Verdict.PAYS
    less = replace(WORTH, point_value=999.99)
    assert decided(P, "shape.large_model", less).verdict != Verdict.PAYS


def test_a_second_costs_what_a_second_costs():
    slow = offered(P, "shape.large_model", replace(WORTH, second_value=300.0))
    assert slow.saving(np.array([1e6]))[0] == pytest.approx(500.0)


def test_other_steps_take_their_part_of_each_point():
    """0.9 x 0.8 of 5,000 USD are left: 3,600 - 4,200 = -600; two validations, 1.5 weeks."""
    steps = (Step(accuracy=0.9, validation_weeks=1.0), Step(accuracy=0.8, validation_weeks=0.5))
    found = offered(replace(P, steps=steps), "shape.large_model")
    assert found.saving(np.array([1e6]))[0] == pytest.approx(-600.0)
    assert found.weeks == pytest.approx(2.0 + 1.5)


@pytest.mark.parametrize(
    ("right", "end"),
    [pytest.param((), 1.0, id="no step: 1"),
     pytest.param((0.9, 0.9, 0.9), 0.729, id="three of 0.9: 0.729"),
     pytest.param((1.0, 0.0), 0.0, id="one step always wrong: 0")],
)  # fmt: skip
def test_accuracies_multiply_and_seconds_add(right, end):
    steps = tuple(Step(accuracy=x, step_seconds=0.25) for x in right)
    assert parts.steps_accuracy(steps) == pytest.approx(end)
    assert parts.steps_seconds(steps) == pytest.approx(0.25 * len(right))


def test_steps_in_a_row_match_a_simulation():
    draws = np.random.default_rng(7)
    right = (0.9, 0.8, 0.95)
    all_right = np.all(draws.random((200_000, 3)) < np.array(right), axis=1).mean()
    steps = tuple(Step(accuracy=x) for x in right)
    assert parts.steps_accuracy(steps) == pytest.approx(all_right, abs=0.004)


def test_models_at_which_a_pipeline_pays_by_hand():
    """(200 + 0.5 x 4,000 + 5 x 4,000 / 10) / ((0.3 - 0.1) x 4,000) = 4,200 / 800 = 5.25."""
    p = replace(P, hand_time=0.3, automated_time=0.1, pipeline_time=0.5, pipeline_costs=200.0,
                pipeline_setup_weeks=5.0)  # fmt: skip
    assert topic.pipeline_models(p, WORTH) == pytest.approx(5.25)
    found = decided(p, "pipeline.automated")
    assert found.turns[0].crossing.value == pytest.approx(5.25, rel=1e-6)
    assert found.verdict == Verdict.PAYS  # ten kinds, ten models


def test_a_pipeline_that_saves_no_time_never_pays():
    p = replace(P, hand_time=0.1, automated_time=0.1)
    assert topic.pipeline_models(p, WORTH) == np.inf
    assert decided(p, "pipeline.automated").verdict == Verdict.NEVER


def test_one_for_all_kinds_by_hand():
    """10 x (30 + 20) + 10 x 0.1 x 4,000 = 4,500; one: 400 + 50 + (0.1 + 10 x 0.02) x 4,000 = 1,650.

    Less two points, 2,000: it saves 850.
    """
    p = replace(P, small_training=30.0, small_hosting=20.0, hand_time=0.1, general_training=400.0,
                general_serving=0.05, validation_time=0.02, specific_points=2.0)  # fmt: skip
    found = offered(p, "arrangement.one_big")
    assert found.saving(np.array([10.0]))[0] == pytest.approx(850.0)


EACH = replace(P, arranged=Arrangement.ONE_BIG, small_training=30.0, small_hosting=20.0,
               hand_time=0.1, general_training=3000.0, general_serving=0.0, validation_time=0.0,
               specific_points=2.0, specific_weeks=0.5)  # fmt: skip


@pytest.mark.parametrize("kinds", [2.0, 5.0, 8.0, 12.0, 900.0])
def test_building_grows_with_the_kinds_so_the_break_even_is_the_same_from_everywhere(kinds):
    """One: 3,000 + 0.1 x 4,000, and 2,000 less of points; each: 450, and 0.5 x 4,000 / 10 of work.

    5,400 = 650 a kind: at 8.31 kinds, wherever the plan stands today.
    """
    plan = replace(Scenario(), models=EACH, worth=WORTH, demand=Demand(kinds=kinds))
    found = next(d for d in evaluate(plan).decisions_on("models") if "arrangement" in d.key)
    assert [t.crossing.value for t in found.turns] == pytest.approx([5400.0 / 650.0])
    assert found.turns[0].crossing.direction == -1
    assert found.weeks == pytest.approx(0.5 * kinds)
    assert found.margins_today["cost"] == pytest.approx(10 * (5400.0 - 650.0 * kinds))
    assert (found.verdict == Verdict.PAYS) == (kinds < 8.3)


def test_specific_models_win_nothing_with_one_kind_and_all_of_it_from_two_on():
    p = replace(EACH, general_training=0.0, specific_weeks=0.0)  # 400 + 2,000 = 450 a kind
    plan = replace(Scenario(), models=p, worth=WORTH, demand=Demand(kinds=1.0))
    found = next(d for d in evaluate(plan).decisions_on("models") if "arrangement" in d.key)
    assert found.value_gained == 0.0
    assert [t.crossing.value for t in found.turns] == pytest.approx([2.0, 2400.0 / 450.0])


def test_a_point_of_specific_models_counts_like_one_of_a_rung():
    """2 points x 0.9 x 0.5 x 1,000 = 900 USD, as 2 points of a rung would be worth."""
    steps = (Step(accuracy=0.9), Step(accuracy=0.5))
    p = replace(EACH, steps=steps)
    assert offered(p, "arrangement.many_small").value_gained == pytest.approx(900.0)
    low, high = (replace(LADDER[0], accuracy=x, answer_seconds=0.0) for x in (0.80, 0.82))
    assert parts.rung_value(p, WORTH, high, low) == pytest.approx(900.0)


# --- the plan -----------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [P, replace(P, served=Shape.TREES, arranged=Arrangement.ONE_BIG),
                               replace(P, shape=NextShape.SMALL_NETWORK)])  # fmt: skip
def test_the_models_of_today_add_nothing_to_the_plan(p):
    line = topic.cost_line(p, PLAN, WORTH)
    for name in ("cash", "accounting", "variable", "cloud", "weeks"):
        np.testing.assert_array_equal(getattr(line, name), 0.0)


@pytest.mark.parametrize("p", TAKEN)
def test_saving_today_is_the_difference_of_the_lines_and_the_value(p):
    scenario = replace(Scenario(), models=p)
    now = topic.cost_line(p, PLAN, WORTH)
    for found in topic.adoptions(p, PLAN, WORTH):
        then = topic.cost_line(
            paths.with_values(scenario, found.changes).models, PLAN, WORTH
        )  # fmt: skip
        saved = now.cash[0] - then.cash[0] + WORTH.engineer_week_cost * (
            now.weeks[0] - then.weeks[0] + found.weeks_saved[0])  # fmt: skip
        today = found.saving(np.array([found.scale.today]))[0]
        assert today == pytest.approx(saved + found.value_gained), found.key


def test_taking_an_option_and_going_back_changes_nothing():
    scenario = replace(Scenario(), models=P)
    for found in topic.adoptions(P, PLAN, WORTH):
        there = paths.with_values(scenario, found.changes).models
        back = [a for a in topic.adoptions(there, PLAN, WORTH)
                if set(a.changes) == set(found.changes)]  # fmt: skip
        home = [paths.with_values(replace(scenario, models=there), a.changes).models for a in back]
        assert any(parts.as_today(p) for p in home), found.key


@pytest.mark.parametrize("p", TAKEN[1:])
def test_draws_equal_scalars(p):
    many = replace(p, hand_time=np.array([0.1, 0.2]), small_training=np.array([5.0, 50.0]))
    together = topic.cost_line(many, PLAN, WORTH)
    for i in range(2):
        one = replace(p, hand_time=float(many.hand_time[i]),
                      small_training=float(many.small_training[i]))  # fmt: skip
        alone = topic.cost_line(one, PLAN, WORTH)
        np.testing.assert_allclose(np.broadcast_to(together.cash, (2, 60))[i], alone.cash)
        np.testing.assert_allclose(np.broadcast_to(together.weeks, (2, 60))[i], alone.weeks)


# --- the decision -------------------------------------------------------------------------------


def test_without_a_value_no_dearer_model_is_taken():
    nothing = replace(WORTH, point_value=0.0)
    assert decided(P, "shape.large_model", nothing).verdict == Verdict.NEVER


@given(gain=st.floats(0.0, 0.15), value=st.floats(0.0, 20_000.0))
@settings(max_examples=25, deadline=None)
def test_each_crossing_in_queries_flips_the_sign(gain, value):
    ladder = (*TWO[:4], replace(TWO[4], accuracy=0.80 + gain))
    worth = replace(WORTH, point_value=value)
    found = decided(replace(P, ladder=ladder), "shape.large_model", worth)
    offer = offered(replace(P, ladder=ladder), "shape.large_model", worth)
    for turn in found.turns:
        x = turn.crossing.value * np.array([1 - 1e-6, 1 + 1e-6])
        below, above = 10 * offer.saving(x) - 8000
        assert (above > 0) == (turn.crossing.direction > 0)
        assert below * above <= 0


@given(hand=st.floats(0.0, 1.0), auto=st.floats(0.0, 1.0), kinds=st.floats(1.0, 500.0))
@settings(max_examples=25, deadline=None)
def test_the_pipeline_pays_above_its_number_of_models_alone(hand, auto, kinds):
    p = replace(P, hand_time=hand, automated_time=auto)
    plan = replace(Scenario(), models=p, worth=WORTH, demand=Demand(kinds=kinds))
    found = next(d for d in evaluate(plan).decisions_on("models") if "pipeline" in d.key)
    assert (found.verdict == Verdict.PAYS) == (kinds > topic.pipeline_models(p, WORTH))


@pytest.mark.parametrize(
    ("unknown", "key"),
    [({"ladder": (*TWO[:4], replace(TWO[4], accuracy=None))}, "shape.large_model"),
     ({"specific_points": None}, "arrangement.one_big")],
)  # fmt: skip
def test_cannot_tell_what_nobody_measured(unknown, key):
    found = decided(replace(P, **unknown), key)
    assert found.verdict == Verdict.CANNOT_TELL
    assert found.unknown.endswith("not measured")


def test_the_other_rungs_are_judged_though_one_was_not_tried():
    p = replace(P, ladder=(*TWO[:4], replace(TWO[4], accuracy=None)))
    assert decided(p, "shape.trees").verdict != Verdict.CANNOT_TELL


def test_the_ladder_keeps_its_five_rungs():
    with pytest.raises(InputError, match="4 rows is not in 5 to 5 rows"):
        Models(ladder=LADDER[:4])


def test_time_that_is_freed_is_in_no_line_and_counts_as_freed():
    """Ten kinds by hand 10 x 0.05 = 0.5 weeks, 0.55 with one kind more in month 2."""
    free = {"pipeline_time": 0.0, "automated_time": 0.0}
    found = offered(replace(P, **free), "pipeline.automated")
    assert found.weeks_saved[:2] == pytest.approx([0.5, 0.55])
    line = topic.cost_line(replace(P, pipeline=Pipeline.AUTOMATED, **free), PLAN, WORTH)
    np.testing.assert_array_equal(line.weeks, 0.0)


def test_a_pipeline_that_frees_more_than_it_costs_has_a_present_value_above_zero():
    """40 kinds x 0.11 = 4.4 weeks less 0.4 of upkeep: 16,000 - 150 USD a month, for 24,000."""
    plan = replace(Scenario(), models=replace(P, hand_time=0.12), worth=WORTH,
                   demand=Demand(kinds=40.0))  # fmt: skip
    found = next(d for d in evaluate(plan).decisions_on("models") if "pipeline" in d.key)
    assert found.weeks_freed[0] == pytest.approx(4.0)
    assert found.present_value > 0


def test_of_a_pipeline_that_is_there_the_building_is_behind():
    """(150 + 0.4 x 4,000) / (0.04 x 4,000) = 10.9 models; with 6 weeks in 10 months 25.9."""
    assert topic.pipeline_models(P, WORTH) == pytest.approx(25.9375)
    there = replace(P, pipeline=Pipeline.AUTOMATED)
    assert topic.pipeline_models(there, WORTH) == pytest.approx(10.9375)
    found = decided(there, "pipeline.by_hand")
    assert [t.crossing.value for t in found.turns] == pytest.approx([10.9375])


def test_the_lines_of_the_pipeline_meet_at_its_break_even():
    """Built, it pays from 10.9 models: (150 + 0.4 x 4,000) / 160; the work is in no line then."""
    scenario = replace(Scenario(), models=replace(P, pipeline=Pipeline.AUTOMATED), worth=WORTH)
    chart = page.pipeline_chart(page.on_models(evaluate(scenario)), "light")
    assert chart is not None
    assert chart.title == "A pipeline pays from 10.9\xa0models"
    assert chart.subtitle.endswith("building the pipeline is behind")
    models, by_hand, kept = map(np.asarray, chart.columns.values())
    np.testing.assert_array_equal(kept < by_hand, models > 10.9375)
