from __future__ import annotations

import numpy as np
import pytest

from calculators import presets
from calculators.answers import operations
from calculators.answers.operations_facts import months_by_the_other_rule, months_without
from calculators.core import paths
from calculators.core.answer import Answer
from calculators.core.business import EngineerTime
from calculators.core.inputs import YesNo
from calculators.evaluation import Evaluation, evaluate
from calculators.scenario import Scenario
from calculators.variable.operations_inputs import LabelPayment

SUPPORT = presets.PRESETS["support"].scenario
MOST_CHARACTERS = 10  # of a figure that fits its card


def plan(**changes: object) -> Evaluation:
    values = {f"operations.{name}": value for name, value in changes.items()}
    return evaluate(paths.with_values(SUPPORT, values))


def text(said: Answer) -> str:
    return "".join(part.text for part in said.sentence)


@pytest.mark.parametrize("key", presets.KEYS)
def test_every_example_has_an_answer_in_words(key: str):
    e = evaluate(presets.PRESETS[key].scenario)
    said = operations.answer(e)
    assert "a month" in said.sentence[0].text
    assert "What decides it:" in text(said)
    assert "Measure next:" in text(said)
    assert len(said.figures) == 4
    assert all(len(f.value) <= MOST_CHARACTERS for f in said.figures)
    assert "nan" not in text(said).lower()
    for table in (operations.levers_table(e), operations.cost_table(e), operations.label_table(e)):
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_support_example_by_hand():
    """1,500 x 180 s x 18 USD/h x 1.1 = 1,485; 300 + 1.02 M x 980; 80; 800; 0.25 x 3,630."""
    e = evaluate(SUPPORT)
    by_hand = 1485 + 300 + 1.02 * 980 + 80 + 800 + 0.25 * 3630
    assert e.costs["Operations"][0] == pytest.approx(by_hand)
    paid = 1485 / (1500 * 0.9)
    assert operations.answer(e).figures[2].value == f"${paid:.2f}"


def test_what_the_line_takes_from_the_runway_is_what_its_absence_gives():
    e = evaluate(SUPPORT)
    without = evaluate(paths.with_values(SUPPORT, {"operations.monthly_amount": 0.0}))
    gained = min(without.runway.months, 60) - e.runway.months
    assert months_without(e) == pytest.approx(gained, abs=1e-6)


def test_both_rules_of_engineer_time_are_shown():
    e = evaluate(SUPPORT)
    paid = evaluate(paths.with_values(SUPPORT, {"worth.engineer_time": EngineerTime.PAID}))
    time = e.lines["operations"].weeks * 3630
    assert e.costs["Operations"] - paid.costs["Operations"] == pytest.approx(time)
    assert months_by_the_other_rule(e) > 0 > months_by_the_other_rule(paid)
    assert any("in cash alone" in note for note in operations.answer(e).notes)
    assert any("if it were bought" in note for note in operations.answer(paid).notes)


def test_no_useful_label_is_said():
    e = plan(useful_share=0.0)
    said = operations.answer(e)
    assert "no label that counts" in text(said)
    assert said.figures[2].value == "never"
    assert said.figures[3].value == "unknown"
    assert any(note.startswith("No item turns out useful") for note in said.notes)
    assert operations.label_chart(e) is None


def test_no_labels_at_all():
    e = plan(labelled_items=0.0)
    said = operations.answer(e)
    assert said.figures[2].value == "none"
    assert operations.label_chart(e) is None
    assert operations.lever_chart(e) is None
    assert operations.cost_chart(e).columns


def test_an_unmeasured_error_leaves_the_optimum_unknown():
    e = plan(error_points=None)
    said = operations.answer(e)
    assert said.figures[3].value == "unknown"
    assert "the error on an evaluation set" in text(said)
    assert operations.label_chart(e) is None


def test_an_error_below_its_floor_gains_nothing():
    e = plan(error_points=3.0, floor_points=4.0)
    assert any("labels gain nothing" in note for note in operations.answer(e).notes)
    assert operations.answer(e).figures[3].value == "0"


def test_the_label_chart_marks_today_and_the_optimum():
    e = evaluate(SUPPORT)
    chart = operations.label_chart(e)
    assert chart is not None
    assert chart.title.startswith("More labels pay: 2.18k")
    both = np.array(chart.columns["Both [USD/month]"])
    x = np.array(next(iter(chart.columns.values())))
    assert x[np.argmin(both)] == pytest.approx(2180, rel=0.02)


def test_the_lever_chart_turns_where_the_decisions_do():
    e = evaluate(SUPPORT)
    chart = operations.lever_chart(e)
    assert chart is not None
    x = np.array(next(iter(chart.columns.values())))
    for name, key in (("Pre-annotation", "preannotation"), ("Active learning", "active_learning")):
        net = np.array(chart.columns[f"{name} [USD/month]"])
        decision = next(d for d in e.decisions if d.key == f"operations.{key}")
        turn = decision.next_turn
        assert turn is not None
        assert np.interp(0.0, net, x) == pytest.approx(turn.crossing.value, rel=1e-3)
    assert chart.title.startswith("Pre-annotation pays from 2.2k")


def test_pre_annotation_by_hand():
    """0.99 an item; 1.5 times faster saves 0.33 less 0.00027. Work 2 x 3,630 over 12 months and
    0.1 points x 1,200: (605 + 120) / 0.32973 = 2,199 items a month."""
    decision = next(d for d in evaluate(SUPPORT).decisions if d.key == "operations.preannotation")
    turn = decision.next_turn
    assert turn is not None
    assert turn.crossing.value == pytest.approx(725 / (0.99 - 0.66 - 0.00027))
    assert decision.monthly_saving[0] == pytest.approx(1500 * 0.32973)


def test_the_parts_sum_to_the_total_in_the_table_of_the_chart():
    e = evaluate(presets.PRESETS["vehicles"].scenario)
    columns = operations.cost_chart(e).columns
    parts = [v for k, v in columns.items() if not k.startswith(("Month", "Total"))]
    total = np.array(columns["Total [USD/month]"])
    np.testing.assert_allclose(np.sum(parts, axis=0), total)
    np.testing.assert_allclose(total, e.costs["Operations"][: total.size])


def test_one_amount_says_that_the_inputs_do_nothing():
    e = plan(monthly_amount=4000.0)
    said = operations.answer(e)
    assert said.figures[0].value == "$4k"
    assert "do nothing until it is cleared" in said.notes[0]
    assert [f.value for f in said.figures[2:]] == ["unknown", "unknown"]
    assert operations.label_chart(e) is None
    assert operations.lever_chart(e) is None
    assert operations.levers_table(e).rows == []
    assert "Stays" in "".join(operations.cost_chart(e).columns)


def test_every_lever_in_use_still_answers():
    slots = ("preannotation", "active_learning", "synthetic", "targeting", "relabelling")
    e = plan(
        **dict.fromkeys(slots, YesNo.YES),
        synthetic_counts_for=0.5,
        wrong_share=0.1,
        label_payment=LabelPayment.BY_TIME,
    )
    assert not [d for d in e.decisions if d.page == "operations"]
    assert "No lever on labels" in text(operations.answer(e))


def test_an_unknown_headline_still_says_the_cost():
    e = evaluate(paths.with_values(Scenario(), {"services.rows.0.memory_gb": 1.0}))
    assert not e.known
    said = text(operations.answer(e))
    assert "costs" in said
    assert "unknown" in said


def test_the_method_says_what_the_measured_case_leaves_out():
    for said in ("3.06 hours", "leaves out the wage", "2304.10660", "1712.00409"):
        assert said in operations.METHOD
