from __future__ import annotations

import pytest

from calculators import presets
from calculators.answers import paired_words, retraining
from calculators.core import paths
from calculators.core.paired_results import paired_results
from calculators.evaluation import evaluate
from calculators.practices.retraining_inputs import Schedule


def page(key: str = "film", **changes):
    values = {f"retraining.{name}": value for name, value in changes.items()}
    scenario = paths.with_values(presets.preset(key).scenario, values)
    return retraining.on_retraining(evaluate(scenario))


def said(o) -> str:
    return " ".join(part.text for part in retraining.answer(o).sentence)


def test_not_yet_with_its_number_and_the_signal_that_pays():
    text = said(page())
    assert text.startswith("Not yet")
    assert "Provable from 16.6k of them" in text
    assert "On a signal it pays" in text


def test_the_number_of_the_sentence_turns_it():
    assert said(page(labelled=16_600.0)).startswith("Pays")


def test_without_discordance_it_cannot_tell_and_says_what_to_paste():
    text = said(page(discordance=None))
    assert text.startswith("Cannot tell")
    assert "paste the results of two models" in text


def test_without_drift_nothing_is_drawn_and_nothing_is_zero():
    o = page(gain_points=None)
    assert said(o).startswith("Cannot tell")
    values = {f.label: f.value for f in retraining.answer(o).figures}
    for label in ("A gain is seen", "Labelled queries needed", "Best interval"):
        assert values[label] == "unknown"
    assert values["Smallest gain seen"] == "2.87"  # of the discordance, which is measured
    assert not any("0 points" in cell for row in retraining.ways_table(o).rows for cell in row)
    assert retraining.power_chart(o, "light") is None
    assert retraining.interval_table(o) is None


def test_no_labelled_queries_prove_nothing():
    o = page(labelled=0.0)
    assert said(o).startswith("Not yet")
    assert any("Fewer than 75" in note for note in retraining.answer(o).notes)


@pytest.mark.parametrize("schedule", list(Schedule))
def test_the_answer_holds_the_schedule_against_none_whatever_the_plan_does(schedule):
    o = page(schedule=schedule)
    assert said(o).startswith("Not yet")
    assert len(retraining.conditions_table(o).rows) == 3


@pytest.mark.parametrize("accuracy", [0.2, 0.35, 0.9])
def test_the_drift_that_is_said_turns_it_though_discordance_is_unknown(accuracy):
    o = page(discordance=None, accuracy=accuracy, labelled=500.0, gain_points=0.5)
    assert not o.case.provable
    for factor, proven in ((0.999, False), (1.001, True)):
        drift = o.case.drift_needed * factor
        there = page(discordance=None, accuracy=accuracy, labelled=500.0, drift=drift)
        assert there.case.provable == proven


def test_models_that_training_pays_for_are_not_paid_twice():
    """Ten models x 4.35 a month = 43.5; film ships one a month, and its schedule is not adopted."""

    def twice(o):
        return [note for note in retraining.answer(o).notes if "paid twice" in note]

    assert twice(page("recommender"))[0].startswith("Training pays for 43.5\xa0models a month")
    assert twice(page("recommender", gpu_hours=0.0)) == []
    assert twice(page("film")) == []
    assert twice(page("film", schedule=Schedule.SCHEDULED))[0].startswith(
        "Training pays for 1\xa0model a month"
    )


def test_a_range_where_discordance_is_not_measured():
    rows = retraining.interval_table(page("contracts")).rows
    yours = next(row for row in rows if "yours" in row[0])
    assert yours[2] == "1.12–11.7k"


@pytest.mark.parametrize("key", ["support", "contracts", "film", "vehicles", "recommender"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_lie_on_the_charts(key, theme):
    o = page(key)
    power = retraining.power_chart(o, theme)
    assert power is not None
    assert "luck" in power.title
    for chart in (retraining.interval_chart(o, theme), retraining.exaggeration_chart(o, theme)):
        assert chart is not None
        assert chart.reading.endswith(".")


def test_pasted_results_by_hand():
    # 15 won, 5 lost of 98: p = 2·P(at most 5 of 20) = 0.0414; (15 − 5)/98 = 10.2 points
    lines = ["0 1"] * 15 + ["1 0"] * 5 + ["1 1"] * 70 + ["0 0"] * 8
    table = paired_words.results_table(paired_results("\n".join(lines)))
    values = {row[0]: row[1] for row in table.rows}
    assert values["Discordant"] == "20.4\u202f%"
    assert values["Gain"] == "10.2\xa0points"
    assert values["Exact McNemar"] == "p = 0.041, told from luck"
    assert values["Gain, 95 % interval (Agresti-Min)"] == "1.23\xa0points to 18.8\xa0points"


def test_what_is_needed_is_rounded_up_wherever_it_is_said():
    """Support needs 956,479: 957k is enough, 956k is not."""
    o = page("support")
    assert o.case.needed == pytest.approx(956_479, abs=1)
    assert "Provable from 957k of them" in said(o)
    assert retraining.answer(o).figures[1].value == "957k"
    provable = next(r for r in retraining.conditions_table(o).rows if "provable" in r[0])
    assert "from 957k" in provable[3]
    assert "956k" in provable[2]  # 955,979 short of it, rounded up
    yours = next(r for r in retraining.interval_table(o).rows if "(yours)" in r[0])
    assert yours[2] == "957k"


def figure(o, label: str) -> str:
    return next(f.value for f in retraining.answer(o).figures if f.label == label)


def test_a_chance_is_said_alike_in_figure_sentence_chart_and_table():
    """Support: 0.1728 %; every day it is under 0.1 % and never 0 %."""
    for values, seen in (({}, "0.173\u202f%"), ({"interval_days": 1.0}, "under 0.1\u202f%")):
        o = page("support", **values)
        own = next(row for row in retraining.interval_table(o).rows if "yours" in row[0])
        assert figure(o, "A gain is seen") == own[3] == seen
        assert f"would show it {seen} of the time" in said(o)
        assert f"{seen} of the time" in retraining.power_chart(o, "light").reading


def test_what_is_needed_is_rounded_up_and_what_is_left_down_everywhere():
    """Support at 0.2 points a day: 379.3 of 500 are needed, so 380, and 120 are left."""
    o = page("support", drift=0.2)
    provable = next(r for r in retraining.conditions_table(o).rows if "provable" in r[0])
    assert figure(o, "Labelled queries needed") == "380"
    assert provable[2].startswith("120\xa0labelled")
    assert provable[3].startswith("from 380")


def test_a_number_beyond_all_that_anybody_labels_is_the_same_in_sentence_and_table():
    """Every day: 0.004 points, (3.81 + 0.84)² · 0.1 / 0.00004² = 1.35 billion."""
    o = page("support", interval_days=1.0)
    provable = next(r for r in retraining.conditions_table(o).rows if "provable" in r[0])
    assert "Provable from 1.36\u202fB of them, not in this plan." in said(o)
    assert provable[3:] == ["from 1.36\u202fB\xa0labelled queries", "not in this plan"]


def test_without_drift_there_is_no_gain_to_be_seen_however_rarely():
    o = page("support", drift=0.0)
    assert figure(o, "A gain is seen") == "never"
    assert "wins nothing" in said(o)
    assert " of the time" not in said(o)
    assert {row[3] for row in retraining.interval_table(o).rows} == {"none"}


def test_the_smallest_gain_of_a_cycle_that_the_labelled_queries_prove():
    """500 queries, 10 % discordant, 0.411 %: (2.870 + 0.842) · √(0.1 / 500) = 5.25 points."""
    o = page("support")
    assert figure(o, "Smallest gain seen") == "5.23"
    low, high = page("contracts").smallest_gains  # discordance not measured: its least, its most
    assert low == pytest.approx(1.85, abs=0.01)
    assert high == pytest.approx(4.39, abs=0.01)
