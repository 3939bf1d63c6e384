"""A point of accuracy says what it is worth, where it turns, and what must be measured."""

from __future__ import annotations

import numpy as np
import pytest

from calculators import presets
from calculators.answers import accuracy, lever_table, model_size
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.practices.accuracy_value_inputs import Framing
from tests.said import drawn, holes, texts

KNOWN = {"accuracy.error_cost": 0.1}
CASES = {
    "as it is": {},
    "an error costs nothing": {"accuracy.error_cost": 0.0},
    "nobody acts": {"accuracy.acted_share": 0.0},
    "several points": {"accuracy.aimed_points": 2.5},
    "no harder": {"accuracy.harder": 1.0},
    "no work": {"accuracy.point_weeks": 0.0, "accuracy.point_labels": 0.0},
    "costs more than it wins": {"accuracy.dearer_answers": 1e5},
    "pursued": {"accuracy.pursue": YesNo.YES},
    "pursued and unknown": {"accuracy.pursue": YesNo.YES, "accuracy.error_cost": None},
    "pursued, costs more": {"accuracy.pursue": YesNo.YES, "accuracy.dearer_answers": 1e5},
    "unknown": {"accuracy.error_cost": None},
    "sales, unknown": {"accuracy.framing": Framing.SALES},
    "sales": {"accuracy.framing": Framing.SALES, "accuracy.sales_lift": 0.01},
    "no queries": {"demand.queries_per_month": 0.0},
    "a fortune": {"accuracy.error_cost": 1e7},
    "free time": {"worth.engineer_week_cost": 0.0},
    "all of it free": {
        "worth.engineer_week_cost": 0.0,
        "accuracy.label_price": 0.0,
        "accuracy.dearer_answers": 0.0,
    },
    "extremes": {
        "accuracy.aimed_points": 50.0,
        "accuracy.harder": 5.0,
        "accuracy.point_weeks": 1e4,
    },
}


def plan(values, key="support"):
    return evaluate(with_values(presets.PRESETS[key].scenario, values))


def everything(e):
    o = accuracy.on_a_point(e)
    tables = (accuracy.points_table(o), accuracy.size_table(o), accuracy.context_table(o))
    charts = drawn((accuracy.size_chart, accuracy.points_chart), o)
    return texts(accuracy.answer(o), tables, charts) + list(accuracy.uses(o))


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_said_in_words(case):
    found = everything(plan(KNOWN | CASES[case]))
    assert holes(found) == []
    assert any("What decides it:" in text for text in found)
    assert any("Measure next:" in text for text in found)


@pytest.mark.parametrize("key", presets.PLANS)
def test_every_example_is_said_in_words(key):
    assert holes(everything(plan({}, key))) == []


def test_the_volume_that_is_said_is_the_crossing_of_the_decision():
    o = accuracy.on_a_point(plan(KNOWN))
    assert o.decision is not None
    (turn,) = o.decision.turns
    assert o.turning_queries == pytest.approx(turn.crossing.value, rel=1e-6)


def test_the_cost_of_an_error_that_is_said_turns_the_verdict():
    at = accuracy.on_a_point(plan(KNOWN)).error_cost_that_pays
    verdicts = [
        accuracy.on_a_point(plan({"accuracy.error_cost": at * f})).verdict for f in (0.999, 1.001)
    ]
    assert verdicts == ["not_yet", "pays"]


def test_the_button_sets_the_value_that_the_page_found():
    o = accuracy.on_a_point(plan(KNOWN | {"worth.point_value": 1_000.0}))
    ((path, value),) = accuracy.uses(o).values()
    assert path == "worth.point_value"
    assert float(value) == o.point_value == pytest.approx(1_200.0)
    assert accuracy.uses(accuracy.on_a_point(plan({"accuracy.error_cost": None}))) == {}
    after = plan(KNOWN | {path: float(value)})
    assert accuracy.uses(accuracy.on_a_point(after)) == {}


def test_unknown_is_said_and_not_counted_as_nothing():
    said = accuracy.answer(accuracy.on_a_point(plan({"accuracy.error_cost": None})))
    assert said.sentence[0].style == "cannot_tell"
    assert said.figures[0].value == "unknown"


def test_lines_meet_at_the_break_even():
    o = accuracy.on_a_point(plan(KNOWN))
    at = np.array([o.turning_queries])
    assert o.value_at(at) == pytest.approx(o.cost_at(at))


@pytest.mark.parametrize("key", presets.KEYS)
def test_an_example_counts_a_point_as_this_page_finds_it(key):
    """One plan, one value of a point: support 1,200,000 answers x 1 % x 0.10 = 1,200 a month."""
    o = accuracy.on_a_point(evaluate(presets.PRESETS[key].scenario))
    assert o.missing or not any("whole plan counts a point" in n for n in accuracy.answer(o).notes)


def test_other_pages_name_the_value_that_this_page_finds_where_it_differs():
    """1,200,000 answers x 1 % x 0.10 = 1,200 against 1,000 that the plan counts."""
    e = plan(KNOWN | {"worth.point_value": 1_000.0})
    both = "$1k ($1.2k by the page Accuracy)"
    assert f"a point at {both}" in model_size.ladder_table(model_size.on_models(e)).subtitle
    assert lever_table.levers_table(e, "compute").subtitle.endswith(f"; a point counts {both}")
    assert any("whole plan counts a point at $1k" in n
               for n in accuracy.answer(accuracy.on_a_point(e)).notes)  # fmt: skip
    same = plan(KNOWN)
    assert "by the page Accuracy" not in lever_table.levers_table(same, "compute").subtitle
    assert "a point at $1.2k" in model_size.ladder_table(model_size.on_models(same)).subtitle


def test_the_simpler_way_stands_beside_what_does_not_pay_yet():
    until = "Until then: fix the errors that cost most, one by one. Measure next:"
    for key, pays in (("support", False), ("film", False), ("contracts", True)):
        said = " ".join(
            part.text for part in accuracy.answer(accuracy.on_a_point(plan({}, key))).sentence
        )
        assert (until in said) != pays


def test_the_value_that_would_pay_is_rounded_up_wherever_it_is_said():
    """Film: 2,044.7 a month for a point, 0.1623 an error: 2.05k and 0.163 are enough."""
    o = accuracy.on_a_point(plan({}, "film"))
    said = " ".join(part.text for part in accuracy.answer(o).sentence)
    assert "if a point is worth $2.05k a month or more, which is $0.163 an error" in said
    assert "$0.163 an error turns it" in said
    assert accuracy.size_chart(o, "light").title.endswith("$2.05k a month or more")
