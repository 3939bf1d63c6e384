"""Embedding fine-tuning says which condition fails, and what turns it."""

from __future__ import annotations

import pytest

from calculators import presets
from calculators.answers import decision_words, fine_tuning
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.core.proof import Design
from calculators.evaluation import evaluate
from calculators.practices.fine_tuning_inputs import Metric
from tests.said import drawn, holes, texts

UNKNOWN = {"fine_tuning.discordance": None}
WORTH_IT = {"worth.point_value": 1_500.0}
GRADED = {"fine_tuning.metric": Metric.GRADED}
CASES = {
    "as it is": {},
    "discordance decides": UNKNOWN | {"fine_tuning.labelled": 1500.0},
    "unknown, too few": UNKNOWN,
    "different queries": UNKNOWN | {"fine_tuning.design": Design.INDEPENDENT},
    "graded, unknown": GRADED,
    "graded": GRADED | {"fine_tuning.gain_deviation": 0.2},
    "graded, different queries": GRADED
    | {"fine_tuning.gain_deviation": 0.2, "fine_tuning.design": Design.INDEPENDENT},
    "no labels": {"fine_tuning.labelled": 0.0},
    "one label": {"fine_tuning.labelled": 1.0},
    "more labels than ever": {"fine_tuning.labelled": 1e8},
    "no gain": {"fine_tuning.gain_points": 0.0},
    "no gain, free labels": {"fine_tuning.gain_points": 0.0, "fine_tuning.label_price": 0.0},
    "at the low ends": {"fine_tuning.gain_points": 0.0, "fine_tuning.label_price": 0.0,
                        "fine_tuning.discordance": 0.0, "fine_tuning.accuracy": 0.0,
                        "fine_tuning.labelled": 0.0, "fine_tuning.power": 0.5,
                        "fine_tuning.significance": 1e-6, "demand.queries_per_month": 0.0,
                        "fine_tuning.serving_amount": -1e7, "worth.point_value": 0.0},
    "all right already": {"fine_tuning.accuracy": 1.0, "fine_tuning.gain_points": 0.0},
    "as much gain as discordance": {"fine_tuning.gain_points": 10.0},
    "worth nothing": {"worth.point_value": 0.0},
    "worth a fortune": {"worth.point_value": 1e9},
    "no kinds seen": {"fine_tuning.kinds_seen": 0.0},
    "serving it saves": {"fine_tuning.serving_amount": -5_000.0},
    "free": {"fine_tuning.adopting_weeks": 0.0, "fine_tuning.changes_per_year": 0.0,
             "fine_tuning.training_labels": 0.0, "fine_tuning.change_bill": 0.0},
    "adopted": {"fine_tuning.adopted": YesNo.YES},
    "adopted and unknown": UNKNOWN
    | {"fine_tuning.adopted": YesNo.YES, "fine_tuning.labelled": 1500.0},
    "adopted, not worth it": {"fine_tuning.adopted": YesNo.YES, "worth.point_value": 0.0},
    "many looks, one source": {"fine_tuning.looks": 1e4, "fine_tuning.per_cluster": 1e6,
                               "fine_tuning.cluster_correlation": 1.0},
    "no queries": {"demand.queries_per_month": 0.0},
}  # fmt: skip


def plan(values, key="support"):
    return evaluate(with_values(presets.PRESETS[key].scenario, values))


def page(key="support", **fields):
    values = {f"fine_tuning.{name}": value for name, value in fields.items()}
    return fine_tuning.on_tuning(plan(values, key))


def everything(e):
    o = fine_tuning.on_tuning(e)
    tables = (fine_tuning.conditions_table(o), fine_tuning.labels_table(o),
              fine_tuning.context_table(o), fine_tuning.published_table())  # fmt: skip
    charts = drawn((fine_tuning.power_chart, fine_tuning.gain_chart, fine_tuning.value_chart), o)
    return texts(fine_tuning.answer(o), tables, charts, widest=14)


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_said_in_words(case):
    found = everything(plan(CASES[case]))
    assert holes(found) == []
    assert any("What decides it:" in text for text in found)
    assert any("Measure next:" in text for text in found)


@pytest.mark.parametrize("key", presets.PLANS)
def test_every_example_is_said_in_words(key):
    assert holes(everything(plan({}, key))) == []


def sentence(values):
    said = fine_tuning.answer(fine_tuning.on_tuning(plan(values)))
    return said.sentence[0].style, "".join(part.text for part in said.sentence)


def test_what_the_least_discordance_reaches_is_not_called_out_of_reach():
    """At the least, 2 %, 390 queries are enough, at the most 5,540: of 300, 50 more a month."""
    _, text = sentence(UNKNOWN | {"fine_tuning.labelled": 300.0})
    assert "perhaps not in this plan" in text
    _, text = sentence(UNKNOWN | {"fine_tuning.labelled": 300.0,
                                  "fine_tuning.labelled_per_month": 1.0})  # fmt: skip
    assert ", not in this plan" in text


def test_the_sentence_names_the_condition_that_fails():
    style, text = sentence(WORTH_IT)
    assert style == "not_yet"
    assert "400" in text
    assert "cannot prove a gain of 2" in text
    style, text = sentence({"fine_tuning.labelled": 5_000.0, "worth.point_value": 500.0})
    assert style == "never"
    assert "would not repay" in text
    assert "though a gain of 2" in text
    style, text = sentence(WORTH_IT | {"fine_tuning.labelled": 5_000.0})
    assert style == "pays"
    assert "is provable" in text


def test_what_is_unknown_is_a_range_and_the_measurement_is_named():
    values = UNKNOWN | WORTH_IT | {"fine_tuning.labelled": 1_500.0}
    style, text = sentence(values)
    assert style == "cannot_tell"
    assert "on how many of the labelled queries two published embedders differ" in text
    figures = fine_tuning.answer(fine_tuning.on_tuning(plan(values))).figures
    assert "–" in figures[1].value


def test_the_facts_agree_with_the_decision():
    for values in CASES.values():
        o = fine_tuning.on_tuning(plan(values))
        if o.decision is None or o.decision.unknown:
            assert o.adopted or o.missing == o.decision.unknown
            continue
        margins = o.decision.margins_today
        assert (margins["provable"] > 0) == o.provable
        assert (margins["worth it"] > 0) == o.worth_it
        by_page = o.months_to_earn * (o.value - o.monthly_cost)
        assert margins["worth it"] == pytest.approx(by_page, abs=1e-6)


def test_the_value_of_a_point_that_is_said_turns_the_second_condition():
    at = fine_tuning.on_tuning(plan({})).point_value_that_pays
    holds = [
        fine_tuning.on_tuning(plan({"worth.point_value": at * f})).worth_it for f in (0.999, 1.001)
    ]
    assert holds == [False, True]


def test_a_graded_gain_asks_for_75_queries_and_the_verdict_says_the_same():
    """2 points, spread 0.04: 7.85 x 0.0016 / 0.0004 = 31 and two, but fewer than 75 prove none."""
    few = {"fine_tuning.gain_deviation": 0.04, "fine_tuning.labelled": 10.0}
    o = fine_tuning.on_tuning(plan(few, "recommender"))
    assert o.needed == (75.0,)
    assert o.verdict == "not_yet"
    more = few | {"fine_tuning.labelled_per_month": 65.0}
    assert fine_tuning.on_tuning(plan(more, "recommender")).decision.turns[0].month == 2
    assert fine_tuning.on_tuning(plan(few | {"fine_tuning.labelled": 76.0}, "recommender")).provable


NOTHING = [  # what makes the answers gain nothing, and what to measure then
    ("gain_points", "no gain is expected", "the gain, on queries that were not trained with"),
    ("kinds_seen", "the labels hold no kind of query", "which kinds of queries the labels hold"),
    ("reaching_share", "nothing of the gain reaches an answer",
     "how much of a point of search becomes a point of accuracy"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "why", "measured"), NOTHING)
def test_where_nothing_is_won_no_value_of_a_point_is_asked_for(field, why, measured):
    o = page("support", **{field: 0.0})
    said = " ".join(part.text for part in fine_tuning.answer(o).sentence)
    assert f": {why}, so $14.2k" in said
    assert f"Measure next: {measured}." in said
    assert "what a point of accuracy is worth" not in said
    assert fine_tuning.conditions_table(o).rows[1][2:] == ["nowhere", "never"]
    assert o.decision.signal == measured


def test_without_a_gain_there_is_no_chance_to_see_it_nor_a_bill_to_prove_it():
    figures = fine_tuning.answer(page("support", gain_points=0.0)).figures
    assert [f.value for f in figures[:2]] == ["none", "none"]
    assert figures[1].note == "there is no gain to prove"


def test_without_labelled_queries_the_sentence_says_so_once():
    o = page("support", labelled=0.0)
    said = " ".join(part.text for part in fine_tuning.answer(o).sentence)
    assert ": a gain of 2\xa0points cannot be proven without labelled queries, but" in said
    assert "no labelled queries cannot" not in said
    assert fine_tuning.gain_chart(o, "light").title == "Without labelled queries no gain is proven"


def test_what_is_needed_is_rounded_up_in_sentence_figure_chart_table_and_list():
    """Vehicles: 1,504.6 labelled queries, so 1.51k of them, and 905 more than the 600 there are."""
    o = page("vehicles")
    said = " ".join(part.text for part in fine_tuning.answer(o).sentence)
    assert "Provable from 1.51k\xa0labelled queries" in said
    assert fine_tuning.answer(o).figures[1].value == "1.51k"
    assert fine_tuning.power_chart(o, "light").title.startswith("1.51k")
    assert fine_tuning.conditions_table(o).rows[0][1:3] == [
        "lacks 905\xa0queries",
        "1.51k\xa0labelled queries",
    ]
    assert o.decision.signal.startswith("1.51k")
    assert decision_words.turning(o.e, o.decision).startswith("Pays from 1.51k")


def test_the_simpler_way_stands_beside_what_does_not_pay_yet():
    way = "a newer base model, a reranker or keyword search beside it. Measure next:"
    text = [
        " ".join(p.text for p in fine_tuning.answer(page(key)).sentence) for key in presets.PLANS
    ]
    assert [f"Until then: {way}" in said for said in text] == [True, True, False, True, False]
    assert f"Instead: {way}" in text[2]  # film: at no number of labelled queries
