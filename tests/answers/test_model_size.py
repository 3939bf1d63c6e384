"""The page on size and shape of models says what its calculators found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators import presets
from calculators.answers import model_size as page
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
from calculators.core.demand import Demand
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from tests.said import drawn, holes, texts

UNTRIED = tuple(replace(row, accuracy=None) for row in LADDER)
CASES = {
    "as it is": {},
    "nothing tried": {"ladder": UNTRIED, "specific_points": None, "hand_time": 0.0},
    "all the same": {"ladder": tuple(replace(row, accuracy=0.8) for row in LADDER)},
    "a larger one taken": {"shape": NextShape.LARGE_MODEL},
    "a smaller one taken": {"shape": NextShape.TREES, "pipeline": Pipeline.AUTOMATED},
    "the large one served": {"served": Shape.LARGE_MODEL},
    "nothing below it": {"served": Shape.RULES},
    "one for each": {"arranged": Arrangement.MANY_SMALL, "small_hosting": 1e4},
    "going over to one": {"arranged": Arrangement.MANY_SMALL,
                          "arrangement": NextArrangement.ONE_BIG},
    "in steps": {"steps": (Step(accuracy=0.9), Step(accuracy=0.8))},
    "no step is right": {"steps": (Step(accuracy=0.0),)},
    "far better apart": {"specific_points": 50.0},
    "no time by hand": {"hand_time": 0.0, "pipeline_time": 0.0},
}  # fmt: skip


def on(kinds=1.0, worth=None, **changed):
    plan = replace(Scenario(), demand=Demand(kinds=kinds), models=Models(**changed),
                   worth=worth or Worth())  # fmt: skip
    return page.on_models(evaluate(plan))


def plan(values, key="support"):
    changes = {f"models.{name}": value for name, value in values.items()}
    return page.on_models(evaluate(paths.with_values(presets.PRESETS[key].scenario, changes)))


def everything(o):
    tables = (page.ladder_table, page.steps_table, page.options_table, page.context_table)
    charts = drawn((page.rungs_chart, page.pipeline_chart, page.kinds_chart), o)
    return texts(page.answer(o), [make(o) for make in tables], charts)


def said(o):
    return "".join(part.text for part in page.answer(o).sentence)


def test_a_pipeline_pays_with_enough_models():
    o = on(kinds=100.0, specific_points=20.0)
    assert said(o).startswith("Pays: automate the pipeline. It pays from 23.5\xa0models. Today")
    assert "What decides it: 100\xa0models" in said(o)


def test_not_yet_names_what_turns_first():
    text = said(on())
    assert text.startswith("Not yet: no other size or shape pays today. First: ")
    assert "Measure next: " in text


def test_what_was_not_tried_is_unknown_and_named():
    o = on(ladder=(*LADDER[:4], replace(LADDER[4], accuracy=None)))
    assert page.ladder_table(o).rows[4][1] == "not tried"
    assert page.ladder_table(o).rows[4][-1] == "cannot tell"
    assert "Measure next: accuracy of large model." in said(o)
    assert page.answer(o).figures[2].note.endswith("here unknown")


def test_nothing_tried_at_all_still_has_a_page():
    o = on(ladder=tuple(replace(row, accuracy=None) for row in LADDER), specific_points=None,
           hand_time=0.0)  # fmt: skip
    assert page.rungs_chart(o, "light") is None
    assert page.kinds_chart(o, "light") is None
    assert page.answer(o).figures[0].value == "none"
    assert said(o).startswith("Cannot tell")


def test_the_gap_that_pays_is_where_the_verdict_turns():
    """With steps, seconds and work in it: a little more pays, a little less does not."""
    steps = (Step(accuracy=0.9), Step(accuracy=0.8))
    gap = on(steps=steps).gap_that_pays / 100
    assert 0 < gap < 0.13
    for points, verdict in ((gap + 1e-6, "pays"), (gap - 1e-6, "not_yet")):
        ladder = (*LADDER[:4], replace(LADDER[4], accuracy=LADDER[3].accuracy + points))
        o = on(steps=steps, ladder=ladder)
        assert o.decisions["shape.large_model"].verdict == verdict


def test_where_one_for_each_stops_paying_is_said_with_its_month():
    """Vehicles: 3 kinds and 0.1 a month pass 5.32 in month 25, December 2028."""
    o = plan({}, "vehicles")
    assert "It pays up to 5.32\xa0kinds, until Dec\xa02028." in said(o)
    turn = o.decisions["arrangement.many_small"].next_turn
    assert turn.month == 25.0
    assert page.kinds_chart(o, "light").title == (
        "One model for each kind costs least up to 5.32\xa0kinds"
    )


def test_what_pays_between_two_numbers_of_kinds_names_both():
    o = plan({"specific_points": 3.0, "served": Shape.SMALL_NETWORK}, "film")
    between = page.on_models(evaluate(paths.with_values(o.e.scenario, {"demand.kinds": 2.1})))
    assert "It pays from 2 to 2.23\xa0kinds." in said(between)
    title = page.kinds_chart(between, "light").title
    assert title == "One model for each kind costs least from 2 to 2.23\xa0kinds"


@pytest.mark.parametrize("key", presets.PLANS)
def test_the_chart_of_kinds_turns_where_the_decision_does(key):
    o = plan({}, key)
    (found,) = (d for k, d in o.decisions.items() if k.startswith("arrangement."))
    names = [mark for mark in ("up to", "from") if mark in page.kinds_chart(o, "light").title]
    assert bool(names) == bool(len(found.turns))
    for turn in found.turns:
        near = turn.crossing.value * np.array([1 - 1e-6, 1 + 1e-6])
        gap = o.kinds_cost(Arrangement.MANY_SMALL, near) - o.kinds_cost(Arrangement.ONE_BIG, near)
        assert gap[0] * gap[1] < 0


def test_while_the_rung_in_use_is_not_measured_no_size_is_called_worse():
    """Support serves the large model: four other rungs need its accuracy, two options do not."""
    ladder = presets.PRESETS["support"].scenario.models.ladder
    o = plan({"ladder": (*ladder[:4], replace(ladder[4], accuracy=None))})
    assert said(o).startswith(
        "Cannot tell: accuracy of large model is not measured; 4 of 6\xa0options cannot be judged, "
        "the other 2 do not pay."
    )
    other = plan({"ladder": (*ladder[:2], replace(ladder[2], accuracy=None), *ladder[3:])})
    assert said(other).startswith("Not yet: no other size or shape that was measured pays today.")
    assert "1 of 6\xa0options cannot be judged." in said(other)


def test_the_ladder_tells_training_serving_and_debugging_apart():
    """Support, small network: 100; 1.02 M x 0.4 / 1,000 = 408; 0.3 weeks x 3,630 = 1.09k."""
    o = plan({})
    table = page.ladder_table(o)
    names = table.columns[3:7]
    assert names == ("Training", "Serving", "Upkeep and debugging", "All costs")
    assert table.rows[3][3:7] == ["$100", "$408", "$1.09k", "$1.6k"]
    for shape in Shape:
        assert sum(o.costs(shape).values()) == pytest.approx(float(o.cost(shape)[0]))


def test_the_smallest_worth_running_by_hand():
    """Rules beat 65 % by 5 points, 500 USD, and cost 545; regression 15 points, 1,500 USD."""
    o = on(replaced_accuracy=0.65, worth=Worth(point_value=100.0, second_value=0.0))
    assert o.smallest == Shape.REGRESSION
    assert page.ladder_table(o).rows[0][-1].endswith("not worth running")


def test_steps_in_a_row_by_hand():
    """0.87 x 0.9 x 0.8 = 62.6 %; 0.03 + 0.5 + 0.25 s; the model's change: 1 + 2 weeks."""
    steps = (Step(name="Find", accuracy=0.9, step_seconds=0.5, validation_weeks=1.0),
             Step(name="Check", accuracy=0.8, step_seconds=0.25, validation_weeks=2.0))  # fmt: skip
    rows = page.steps_table(on(steps=steps)).rows
    assert rows[0][3] == "2\xa0weeks of work"
    assert rows[2][3] == "3\xa0weeks of work"
    assert rows[3][1:3] == ["62.6\u202f%", "0.78\u202fs"]


def test_the_plan_with_another_rung_says_so_and_offers_the_way_back():
    o = on(shape=NextShape.TREES, pipeline=Pipeline.AUTOMATED)
    assert page.ladder_table(o).rows[2][-1] == "in use"
    assert "The plan has a pipeline for fewer models than pay for it." in page.answer(o).notes
    assert "shape.small_network" in o.decisions


def test_the_best_rung_has_most_left():
    o = on()
    assert o.net(o.best) == max(o.net(shape) for shape in Shape)
    assert np.isfinite(o.net(o.best))


def test_a_ladder_unlike_compute_is_noticed():
    scenario = presets.PRESETS["support"].scenario
    ladder = scenario.models.ladder
    far = (*ladder[:4], replace(ladder[4], serving=0.01))
    notes = page.answer(page.on_models(evaluate(scenario))).notes
    assert not any("Compute says" in note for note in notes)
    other = paths.with_values(scenario, {"models.ladder": far})
    assert any("Compute says" in n for n in page.answer(page.on_models(evaluate(other))).notes)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("key", ["support", "recommender"])
def test_it_is_said_in_words_whatever_is_entered(case, key):
    assert holes(everything(plan(CASES[case], key))) == []


@pytest.mark.parametrize("key", presets.PLANS)
def test_every_example_has_a_verdict_and_at_most_one_unknown(key):
    o = plan({}, key)
    assert holes(everything(o)) == []
    unknown = [d for d in o.decisions.values() if d.unknown]
    assert len(unknown) == (key == "film")
    assert said(o).split(":")[0] in ("Pays", "Not yet")
