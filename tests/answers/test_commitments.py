"""What the page on commitments says: the level, what it saves, and growth that fails."""

from __future__ import annotations

import numpy as np
import pytest

from calculators import presets
from calculators.answers import commitments
from calculators.core import paths, words
from calculators.core.inputs import YesNo
from calculators.evaluation import evaluate
from calculators.variable.service import CommitmentYears, Supply

GROWING = presets.PRESETS["contracts"].scenario
ROW = "services.rows.0."
EVERY = [
    (key, i) for key, p in presets.PRESETS.items() for i in range(len(p.scenario.services.rows))
]


def shown(changes=None, scenario=GROWING, row=0):
    return commitments.committed(evaluate(paths.with_values(scenario, changes or {})), row)


def said(c):
    return " ".join(part.text for part in commitments.answer(c).sentence)


@pytest.mark.parametrize(("key", "row"), EVERY)
def test_every_example_is_said_in_words(key, row):
    c = shown(scenario=presets.PRESETS[key].scenario, row=row)
    answer = commitments.answer(c)
    charts = [
        commitments.cost_chart(c, "light"),
        commitments.duration_chart(c, "dark"),
        commitments.growth_chart(c, "light"),
    ]
    text = said(c) + " ".join(answer.notes)
    text += " ".join(f"{chart.title} {chart.reading}" for chart in charts if chart)
    assert "nan" not in text
    assert "inf" not in text
    assert "What decides it" in text
    assert "Measure next" in text
    assert len(answer.figures) == 4
    for table in (commitments.offers_table(c), commitments.regret_table(c)):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_saving_is_the_bill_by_the_hour_less_that_of_the_level():
    c = shown()
    held = evaluate(paths.with_values(GROWING, {ROW + "supply": Supply.COMMITTED}))
    assert c.cost(c.best) == pytest.approx(held.compute_cost[:12].mean())
    assert c.saving == pytest.approx(c.by_the_hour - held.compute_cost[:12].mean())
    assert c.saving == pytest.approx(c.level * (c.use - c.ratio) * c.price)


def test_no_level_is_cheaper_than_the_best():
    c = shown()
    assert c.cost(c.best) == pytest.approx(min(c.cost(level) for level in range(60)))


def test_regret_is_nothing_as_planned_and_never_negative():
    c = shown()
    assert c.regrets[0].regret == pytest.approx(0)
    assert c.regrets[0].held == pytest.approx(c.cost(c.best))
    assert all(r.regret >= -1e-9 for r in c.regrets)


def test_at_the_break_even_growth_the_saving_is_nothing():
    c = shown()
    below, at, above = c.saving_at_growth(c.break_even_growth + np.array([-0.005, 0.0, 0.005]))
    assert abs(at) < 0.05 * c.saving
    assert below < 0 < above


def test_a_longer_term_hangs_more_on_growth():
    changes = {ROW + "commitment_years": CommitmentYears.THREE, ROW + "commitment_discount": 0.5}
    one, three = shown(), shown(changes)
    assert three.break_even_growth > one.break_even_growth
    assert three.regrets[-1].regret > one.regrets[-1].regret


def test_what_runs_anyway_pays_at_any_growth():
    c = shown(scenario=presets.PRESETS["recommender"].scenario)
    assert c.break_even_growth == -np.inf
    assert "saves at any growth" in said(c)


def test_a_level_above_any_load_is_said_with_what_it_wastes():
    c = shown({"commitments.considered_gpus": 60.0})
    # busiest hour 50 GPUs; 10 idle at 70 % of 0.526 USD/h × 730 h
    assert c.most == 50
    note = next(n for n in commitments.answer(c).notes if "above the load" in n)
    assert "10 GPUs would never be used" in note
    assert "$2.69k" in note
    assert c.saving < 0
    assert said(c).startswith("Never:")


def test_nothing_that_runs_is_said_and_nothing_is_committed():
    c = shown({"demand.queries_per_month": 0.0, ROW + "minimum_replicas": 0.0})
    assert c.level == 0
    assert "no GPU of Clause reader is cheapest" in said(c)
    assert any("No query reaches" in note for note in commitments.answer(c).notes)
    assert commitments.growth_chart(c, "light") is None


def test_no_discount_commits_to_none():
    c = shown({ROW + "commitment_discount": 0.0})
    assert (c.best, c.saving) == (0, 0)
    assert "none is needed in more than 100" in said(c)


def test_a_plan_that_has_it_says_so():
    c = shown({ROW + "supply": Supply.COMMITTED})
    assert c.today == c.best == 16
    assert "The plan has it" in said(c)
    assert commitments.offers_table(c).rows[1][-1] == "chosen"


def test_an_unknown_quote_is_unknown_and_never_nothing():
    row = commitments.offers_table(shown({"commitments.three_year_discount": None})).rows[2]
    assert "enter a quote for three years" in row[-1]
    assert row[1:8] == ["unknown"] * 7


def test_a_ceiling_is_called_one():
    c = shown({ROW + "commitment_offer": "aws-compute-savings-plan-all-1-3-years-max-discount"})
    assert any("ceiling" in note and "as of 2026-03-08" in note
               for note in commitments.answer(c).notes)  # fmt: skip


def test_a_price_that_was_quoted_second_hand_is_not_called_a_ceiling():
    c = shown({ROW + "commitment_offer": "aws-reserved-g6e-xlarge-us-east-1-1-year-no-upfront"})
    (note,) = (note for note in commitments.answer(c).notes if "as of 2025-08-12" in note)
    assert "second hand" in note
    assert "ceiling" not in note


def test_what_is_paid_first_is_said_by_hand():
    c = shown({ROW + "commitment_upfront": 0.5})
    (note,) = (note for note in commitments.answer(c).notes if "upfront" in note)
    paid = 0.5 * c.level * c.ratio * c.price * 12
    assert words.money(paid) in note
    assert "in cash" in commitments.offers_table(c).subtitle


def test_the_bill_of_last_month_scales_the_price():
    changes = {"services.last_bill": 2 * evaluate(GROWING).estimated_compute[0],
               "services.apply_bill": YesNo.YES,}  # fmt: skip
    assert shown(changes).saving == pytest.approx(2 * shown().saving)


def test_the_page_and_the_decision_say_against_what_they_compare():
    """By the hour a GPU pays above 43 % of the hours; against the peak at any use."""
    e = evaluate(presets.PRESETS["support"].scenario)
    c = commitments.committed(e, 1)
    three = next(d for d in e.decisions if d.key == "commitments.three.1")
    assert three.detail == "2 GPUs at 57% off, instead of always for the peak"
    assert three.baseline == "Always for the peak"
    table = commitments.offers_table(c)
    assert table.rows[2][7] == "43\u202f% of hours"
    assert "saving and hours against renting by the hour" in table.subtitle
    assert "verdict against what the plan has, always for the peak" in table.subtitle
    figure = commitments.answer(c).figures[2]
    assert figure.note == "pays above 70\u202f%, against rent by the hour"
    held = paths.with_values(e.scenario, {"services.rows.1.supply": Supply.COMMITTED})
    table = commitments.offers_table(commitments.committed(evaluate(held), 1))
    assert "what the plan has" not in table.subtitle


def test_why_a_saving_is_not_enough_is_said_at_todays_load():
    """10 kinds on 3 GPUs: 0.3 × 3 × 383.98 = 346 a month, 4,147 in 12 months of 7,260."""
    text = said(shown())
    assert text.startswith("Not yet:")
    assert "at today's load it saves $346 a month against always for the peak" in text
    assert "too little in 12 months for 2\xa0weeks of work" in text
    assert "$979" not in text  # × 12 it would be enough: it is the mean of a year that grows


def test_what_renting_by_the_hour_saves_is_not_put_down_to_the_discount():
    """1 % off a GPU at 1.861 USD/h × 730 h is 13.60 a month, of $2.95k."""
    plan = paths.with_values(
        presets.PRESETS["support"].scenario, {"services.rows.1.commitment_discount": 0.01}
    )
    c = commitments.committed(evaluate(plan), 1)
    assert "What decides it: renting the rest by the hour" in said(c)
    assert "of which the discount of 1\u202f% saves $13.60 a month" in said(c)


def test_without_a_discount_nothing_is_judged_as_if_it_were_committed():
    plan = paths.with_values(
        presets.PRESETS["support"].scenario, {"services.rows.1.commitment_discount": 0.0}
    )
    c = commitments.committed(evaluate(plan), 1)
    row = commitments.offers_table(c).rows[1]
    assert row[2:7] == ["0 GPUs", "$2.5k", "$0", "no change", "no change"]
    assert row[-1] == "never"
    assert said(c).startswith("Never:")


def test_no_gpu_as_entered_is_not_called_the_cheapest():
    plan = paths.with_values(
        presets.PRESETS["support"].scenario, {"commitments.considered_gpus": 0.0}
    )
    c = commitments.committed(evaluate(plan), 1)
    assert "1 GPU would save $408 a month" in said(c)
    assert "is cheapest" not in said(c)
    assert "Never" not in said(c)
    assert "last one" not in commitments.duration_chart(c, "light").reading


def test_month_1_of_each_kind_stands_in_the_table():
    """84 GPUs for three years at 55 % off, where 3 are needed today: most of them wait."""
    rows = commitments.offers_table(shown()).rows
    assert rows[2][2] == "84 GPUs"
    assert rows[2][5] == "costs $13.4k"
    (note,) = (n for n in commitments.answer(shown()).notes if "month 1" in n)
    assert "costs $3.15k for 1 year and $13.4k for 3 years more than what the plan has" in note
    support = shown(scenario=presets.PRESETS["support"].scenario, row=1)
    assert not any("month 1" in n for n in commitments.answer(support).notes)
