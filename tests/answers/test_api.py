"""API or self-hosted says both bills, where it turns, what decides, and what is unknown."""

from __future__ import annotations

import re

import numpy as np
import pytest

from calculators import fill, presets
from calculators.answers import api
from calculators.answers.api_words import RULE_OF_THUMB_TOKENS
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.core import words
from calculators.core.cost_line import Lens
from calculators.core.decision import Verdict
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.variable.service import Supply
from calculators.variable.service_model import ModelKind
from tests.said import drawn, holes, texts

LANGUAGE = "services.rows.0."
SUPPORT = presets.PRESETS["support"].scenario


def plan(**values):
    return evaluate(with_values(Scenario(), {k.replace("__", "."): v for k, v in values.items()}))


def everything(c):
    answer = api.answer(c)
    assert len(answer.figures) == 4
    tables = (api.sides_table(c), api.turns_table(c), api.models_table(c), api.levers_table(c.e))
    return texts(answer, tables, drawn((api.price_chart, api.month_chart, api.token_chart), c))


CASES = {
    "as it is": {},
    "through the API": {LANGUAGE + "supply": Supply.API},
    "dear": {"api.input_price": 3.0, "api.output_price": 15.0},
    "dear, and there": {"api.input_price": 3.0, "api.output_price": 15.0,
                        LANGUAGE + "supply": Supply.API},
    "free": {"api.input_price": 0.0, "api.output_price": 0.0},
    "no price": {"api.input_price": None},
    "no price, and there": {"api.output_price": None, LANGUAGE + "supply": Supply.API},
    "no tokens": {LANGUAGE + "kind": ModelKind.OTHER},
    "calls": {LANGUAGE + "kind": ModelKind.OTHER, "api.call_price": 2.0},
    "calls, and there": {LANGUAGE + "kind": ModelKind.OTHER, "api.call_price": 2.0,
                         LANGUAGE + "supply": Supply.API},
    "calls for nothing": {LANGUAGE + "kind": ModelKind.OTHER, "api.call_price": 0.0},
    "no queries": {"demand.queries_per_month": 0.0},
    "too large for the machine": {LANGUAGE + "memory_gb": 4.0, LANGUAGE + "gpus_per_replica": 1.0},
    "too large, and there": {LANGUAGE + "memory_gb": 4.0, LANGUAGE + "gpus_per_replica": 1.0,
                             LANGUAGE + "supply": Supply.API},
    "a limit": {"api.rate_limit": 1e4},
    "left the catalog": {"api.model": "gone-model"},
    "typed": {"api.model": fill.TYPED},
    "errors cost nothing": {"api.cost_per_error": 0.0},
    "better": {"api.error_gap": -0.02},
    "credits": {"business.credits": 1e5},
    "autoscaled": {LANGUAGE + "supply": Supply.AUTOSCALED},
    "serverless, unpriced": {LANGUAGE + "supply": Supply.SERVERLESS},
    "serverless": {LANGUAGE + "supply": Supply.SERVERLESS,
                   LANGUAGE + "serverless_price_per_gpu_second": 0.001},
    "own machines": {LANGUAGE + "supply": Supply.OWN},
    "cached at an unknown price": {LANGUAGE + "cached_prefix_share": 0.4},
    "scaled to a bill": {"services.last_bill": 9000.0, "services.apply_bill": YesNo.YES},
    "far more": {"demand.queries_per_month": 1e10},
}  # fmt: skip


@pytest.mark.parametrize("lens", list(Lens))
@pytest.mark.parametrize("name", CASES)
def test_every_case_is_said_in_words(name, lens):
    c = api.case(evaluate(with_values(Scenario(), CASES[name])), 0, lens)
    found = everything(c)
    assert holes(found) == []
    assert not any("\n" in text for text in found)


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_example_is_said_in_words(key):
    e = evaluate(presets.PRESETS[key].scenario)
    for row in range(len(e.services)):
        assert holes(everything(api.case(e, row))) == []


def sentence(c):
    return " ".join(part.text for part in api.answer(c).sentence)


def test_the_answer_says_verdict_bills_runway_turn_and_what_to_measure():
    said = sentence(api.case(evaluate(SUPPORT), 1))
    for part in ("The API pays", "when paid", "of runway", "What decides it", "Measure next"):
        assert part in said


def test_lines_cross_where_the_decision_turns():
    c = api.case(plan(api__input_price=3.0, api__output_price=15.0), 0)
    assert c.turns
    for turn in c.turns:
        below, above = turn.units * np.array([1 - 1e-6]), turn.units * np.array([1 + 1e-6])
        signs = [np.sign((c.own_at(at) - c.api_at(at))[0]) for at in (below, above)]
        assert signs == ([-1, 1] if turn.to_api else [1, -1])


def test_the_curves_pass_through_the_figures_of_the_month():
    for way in (Supply.ON_DEMAND, Supply.API):
        c = api.case(plan(**{"services__rows__0__supply": way}), 0, Lens.ACCOUNTING)
        at = np.array([c.units])
        assert c.own_at(at)[0] == pytest.approx(c.own_all_in)
        assert c.api_at(at)[0] == pytest.approx(c.api_all_in)


def test_at_the_errors_allowed_both_cost_the_same():
    c = api.case(plan(api__cost_per_error=0.5), 0)
    at = api.case(plan(api__cost_per_error=0.5, api__error_gap=c.errors_allowed), 0)
    assert at.api_all_in == pytest.approx(at.own_all_in)


def test_today_s_machines_are_full_at_the_capacity():
    c = api.case(evaluate(SUPPORT), 1)
    below, above = (c.own_at(np.array([c.own_capacity * x]))[0] for x in (1 - 1e-5, 1 + 1e-5))
    assert below == pytest.approx(c.own_at(np.array([c.units]))[0])
    assert above > below


@pytest.mark.parametrize("key", presets.PLANS)
@pytest.mark.parametrize("share", [1.0, 0.1])
def test_the_examples_agree_with_what_is_published_or_say_why_not(key, share):
    """Own serving rarely wins below two billion tokens a month, engineers and idle time counted."""
    scenario = presets.PRESETS[key].scenario
    queries = {"demand.queries_per_month": share * scenario.demand.queries_per_month}
    e = evaluate(with_values(scenario, queries))
    for row, result in enumerate(e.services):
        c = api.case(e, row)
        said = api.answer(c)
        words_said = " ".join(part.text for part in said.sentence)
        if result.service.kind != ModelKind.LANGUAGE:
            assert "unknown without an API's price per call" in words_said
            continue
        own_wins = c.own_all_in < c.api_all_in
        explained = any("rule of thumb" in note for note in said.notes)
        assert explained == (own_wins and c.units < RULE_OF_THUMB_TOKENS)
        assert not own_wins
        assert "What decides it" in words_said  # above the rule too: the price of a token


def test_a_model_without_tokens_is_compared_by_the_call():
    """Film: 2 cents a thousand calls; own serving and the API cost the same where it turns."""
    film = presets.PRESETS["film"].scenario
    c = api.case(evaluate(with_values(film, {"api.call_price": 0.02})), 0)
    assert c.units == pytest.approx(c.calls)
    assert c.per_lot(c.in_lens(c.api_bill)) == pytest.approx(0.02)
    assert c.turns
    for turn in c.turns:
        beside = np.array([turn.units * (1 - 1e-6), turn.units * (1 + 1e-6)])
        apart = c.api_at(beside) - c.own_at(beside)
        assert (apart[0] > 0) != (apart[1] > 0)
    said = " ".join(everything(c))
    assert "calls a month" in said
    assert "1,000 calls" in said
    assert not re.search(r"\btokens?\b", said.replace(api.METHOD, ""))
    assert api.models_table(c) is None


@pytest.mark.parametrize("key", ["support", "contracts", "film", "vehicles", "recommender"])
def test_without_a_price_the_one_at_which_it_turns_is_said(key):
    """Just below that price the decision pays, just above it does not."""
    scenario = presets.PRESETS[key].scenario
    c = api.case(evaluate(scenario), 0)
    answer, chart = api.answer(c), api.price_chart(c, "light")
    assert chart is not None
    asked = words.money(c.price_today)
    assert f"less than {asked} for a thousand calls pays" in answer.sentence[1].text
    assert answer.figures[2].value == asked
    assert asked in chart.title
    assert holes(everything(c)) == []
    for times, verdict in ((0.999, Verdict.PAYS), (1.001, Verdict.NOT_YET)):
        priced = with_values(scenario, {"api.call_price": c.price_today * times})
        assert api.case(evaluate(priced), 0).decision.verdict == verdict


def test_no_price_is_said_where_an_api_would_pay_at_none():
    values = {LANGUAGE + "kind": ModelKind.OTHER, "api.swaps_per_year": 50.0}
    c = api.case(evaluate(with_values(Scenario(), values)), 0)
    assert c.price_today == 0.0
    assert "beside its price cost more" in api.answer(c).sentence[1].text
    assert api.answer(c).figures[2].value == words.UNKNOWN
    free = with_values(Scenario(), values | {"api.call_price": 0.0})
    assert api.case(evaluate(free), 0).decision.verdict != Verdict.PAYS


def test_a_minimum_spend_and_a_batch_move_that_price():
    """Paid for 0.75 of the price it may be 4/3; below a minimum spend that is too high, none."""
    film = presets.PRESETS["film"].scenario
    prices = [
        api.case(
            evaluate(with_values(film, {f"api.{k}": v for k, v in given.items()})), 0
        ).price_today
        for given in ({}, {"batch_share": 0.5, "batch_discount": 0.5}, {"minimum_spend": 1e5})
    ]
    assert prices[1] == pytest.approx(prices[0] / 0.75)
    assert prices[2] == 0.0


def test_own_serving_that_wins_below_the_rule_of_thumb_is_explained():
    cheap = {"services__rows__0__price_per_gpu_hour": 0.05, "api__self_hosting_time": 0.0,
             "demand__queries_per_month": 1e6, "api__input_price": 2.0}  # fmt: skip
    assert any("rule of thumb" in note for note in api.answer(api.case(plan(**cheap), 0)).notes)


def test_a_model_that_left_the_catalog_is_marked():
    notes = api.answer(api.case(plan(api__model="gone-model"), 0)).notes
    assert any("gone-model is not in the catalog" in note for note in notes)
    edited = api.answer(api.case(plan(api__input_price=0.5), 0)).notes
    assert any("differ from the catalog" in note for note in edited)


# 3.06 M calls a month: 0.1 more wrong at 0.50 USD each are 153,000 USD; 51,000 USD of revenue are
# turned away at a token a minute; 10 weeks a month at 3,630 USD; 400 weeks over the 12 months.
DECIDED = {
    "the API's wrong answers": ({"api.error_gap": 0.1}, "wrong answers of the API, $153k a month"),
    "own wrong answers": ({"api.error_gap": -0.1}, "wrong answers of own serving, $153k a month"),
    "slower": ({"api.latency_gap_seconds": 5.0, "worth.second_value": 1e4},
               "slower answers of the API, $50k a month"),
    "refused": ({"api.rate_limit": 1.0}, "revenue that the API turns away, $51k a month"),
    "staff": ({"api.self_hosting_time": 10.0},
              "engineers who keep own serving running, $36.3k a month"),
    "the move": ({"api.migration_weeks": 400.0}, "the move to the API, $121k a month"),
    "idle": ({}, "idle time; a million tokens costs $0.413"),
    "dear": ({"api.input_price": 3.0, "api.output_price": 15.0}, "the price of a token; a million"),
}  # fmt: skip


@pytest.mark.parametrize("name", DECIDED)
def test_what_decides_is_the_largest_part_of_what_sets_both_ways_apart(name):
    changes, expected = DECIDED[name]
    c = api.case(evaluate(with_values(SUPPORT, changes)), 1)
    assert f"What decides it: {expected}" in sentence(c)
    assert sum(c.apart.values()) == pytest.approx(c.api_all_in - c.own_all_in)


@pytest.mark.parametrize("way", [Supply.API, Supply.ON_DEMAND])
def test_the_parts_add_up_to_the_difference_whichever_way_the_plan_goes(way):
    c = api.case(plan(**{"services__rows__0__supply": way}), 0, Lens.ACCOUNTING)
    assert sum(c.apart.values()) == pytest.approx(c.api_all_in - c.own_all_in)


def test_where_the_limit_decides_the_limit_is_to_be_measured():
    c = api.case(evaluate(with_values(SUPPORT, {"api.rate_limit": 1.0})), 1)
    assert "Measure next: tokens in the busiest minute" in sentence(c)


TWO_LINES = 2 * 116  # characters of a sentence at 1,440 px


@pytest.mark.parametrize("name", DECIDED)
@pytest.mark.parametrize("way", [Supply.ON_DEMAND, Supply.SPOT, Supply.API])
@pytest.mark.parametrize("model", ["llama-3-1-8b", "gpt-oss-20b"])
def test_the_sentence_stays_within_two_lines(name, way, model):
    changes = {**DECIDED[name][0], "services.rows.1.supply": way, "services.rows.1.model": model}
    said = api.answer(api.case(evaluate(with_values(SUPPORT, changes)), 1)).sentence
    assert len("".join(part.text for part in said[:2])) <= TWO_LINES


def test_an_api_of_another_model_is_named_where_a_service_changes_its_model():
    larger, _ = fill.filled(SUPPORT, "services.rows.1.model", "gpt-oss-20b")
    assert larger.api.model == SUPPORT.api.model  # of Llama-3.1-8B, at $0.18
    c = api.case(evaluate(larger), 1)
    assert "nother model's API" in sentence(c)
    note = next(note for note in api.answer(c).notes if "compared runs" in note)
    assert "runs Meta-Llama-3.1-8B-Instruct-Turbo, not gpt-oss-20b" in note
    assert "at fireworks, $0.07 and $0.30" in note
    assumed = next(
        d.assumes for d in c.e.decisions_on("api") if d.key.startswith("services.rows.1")
    )
    assert assumed.startswith("Meta-Llama-3.1-8B-Instruct-Turbo at the API answers as well as gpt")
    same, _ = fill.filled(larger, "api.model", "groq-gpt-oss-20b")
    assert "nother model's" not in sentence(api.case(evaluate(same), 1))
    assert "nother model's" not in sentence(api.case(evaluate(SUPPORT), 1))


@pytest.mark.parametrize(
    ("sold", "model"),
    [
        ("meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo", "Llama-3.1-8B"),
        ("meta.llama3-3-70b-instruct-v1:0", "Llama-3.3-70B-Instruct"),
        ("openai/gpt-oss-120b", "gpt-oss-120b"),
        ("minimax-m3", "MiniMax-M3"),
    ],
)
def test_one_model_is_known_by_every_seller_s_name_for_it(sold, model):
    assert api_catalog.plain_name(sold) == api_catalog.plain_name(model)
    assert api_catalog.plain_name(sold) != api_catalog.plain_name("Llama-3.1-70B")


def test_listed_models_stand_by_price_with_their_dates():
    table = api.models_table(api.case(evaluate(SUPPORT), 1))
    assert table.rows[0][0].startswith("gpt-5-nano")  # 4,096 x 0.05 + 200 x 0.40 is the least
    assert all(re.match(r"20\d\d-\d\d", row[-1]) for row in table.rows)
    assert sum("chosen" in row[0] for row in table.rows) == 1
