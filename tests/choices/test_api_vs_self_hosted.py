"""Tokens bought or made: the bill by hand, published cases, limits, and the way back."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from calculators import fill, presets
from calculators.choices import api_vs_self_hosted_catalog as listed
from calculators.choices.api_vs_self_hosted import adoptions, serving_cost
from calculators.choices.api_vs_self_hosted_alone import TokensMade, tokens_results
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.choices.api_vs_self_hosted_tokens import (
    break_even_error_gap,
    break_even_tokens,
    cost_per_million_tokens,
    price_per_call,
)
from calculators.core.business import Worth
from calculators.core.decision import Verdict
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from calculators.variable import compute
from calculators.variable.service import Service, Services, Supply
from calculators.variable.service_model import ModelKind
from calculators.variable.supply import Day, Load

CALL = Service(tokens_in=1000.0, tokens_out=200.0)
UNIT = compute.replica(CALL)
PRICED = Api(input_price=1.0, output_price=4.0, cached_price=0.1)
FLAT = np.ones(24)
TWO_LEVELS = np.array([0.5] * 16 + [2.0] * 8)
LANGUAGE = "services.rows.0.supply"


def reach(calls, hours=FLAT, revenue=0.0):
    calls = np.atleast_1d(np.asarray(calls, dtype=float))
    day = Day(hours=hours, start_hours=0.1)
    return Load(queries_per_month=calls, copies=np.ones(1), day=day,
                revenue_per_call=np.array([revenue]))  # fmt: skip


def bill(p=PRICED, calls=1e6, service=CALL, worth=None, **load):
    return serving_cost(p, service, UNIT, reach(calls, **load), worth or Worth())


BY_HAND = [
    pytest.param({}, {}, 1800.0, id="1e6 x (1000 x 1 + 200 x 4) / 1e6 = 1,800"),
    pytest.param({"cached_share": 0.5}, {}, 1350.0, id="half of 1000 at 0.1: 500 + 50 + 800"),
    pytest.param({}, {"cached_prefix_share": 0.5}, 1350.0, id="the share of the service"),
    pytest.param({"cached_share": 0.0}, {"cached_prefix_share": 0.5}, 1800.0, id="measured: none"),
    pytest.param({"cached_share": 0.5, "cached_price": None}, {}, 1800.0,
                 id="no price of cached input: the full one"),
    pytest.param({"batch_share": 0.4, "batch_discount": 0.5}, {}, 1440.0, id="1,800 x (1 - 0.2)"),
    pytest.param({"minimum_spend": 5000.0}, {}, 5000.0, id="the minimum is paid"),
    pytest.param({"minimum_spend": 500.0}, {}, 1800.0, id="the minimum is passed"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "of_service", "cost"), BY_HAND)
def test_the_bill_by_hand(changed, of_service, cost):
    found = bill(replace(PRICED, **changed), service=replace(CALL, **of_service))
    np.testing.assert_allclose(found.cost, cost)
    np.testing.assert_array_equal(found.cash, found.cost)  # both lenses alike
    np.testing.assert_array_equal(found.cloud, 0.0)  # no cloud's credits
    np.testing.assert_array_equal(found.gpus, 0.0)


CALLS_BY_HAND = [
    pytest.param({}, 1500.0, id="1e6 x 1.5 / 1000 = 1,500"),
    pytest.param({"batch_share": 0.5, "batch_discount": 0.5}, 1125.0, id="1,500 x (1 - 0.25)"),
    pytest.param({"minimum_spend": 2000.0}, 2000.0, id="the minimum is paid"),
    pytest.param(
        {"input_price": None, "cached_share": 0.9}, 1500.0, id="tokens have no part in it"
    ),
    pytest.param({"rate_limit": 1.0}, 1500.0, id="nor the limit, which counts tokens"),
]


@pytest.mark.parametrize(("changed", "cost"), CALLS_BY_HAND)
def test_a_model_without_tokens_is_billed_by_the_call(changed, cost):
    other = replace(CALL, kind=ModelKind.OTHER)
    p = replace(PRICED, call_price=1.5, **changed)
    found = bill(p, service=other, revenue=1.0)
    np.testing.assert_allclose(found.cost, cost)
    np.testing.assert_array_equal(found.revenue_lost, 0.0)
    assert price_per_call(p, other) * 1e6 == pytest.approx(cost) or "minimum_spend" in changed
    (offered,) = adoptions(p, Services(rows=(other,)))
    assert not offered.unknown
    assert offered.signal.startswith("calls a month")


def test_swaps_take_1_week_x_2_a_year_over_12():
    p = replace(PRICED, swap_weeks=1.0, swaps_per_year=2.0)
    np.testing.assert_allclose(bill(p).weeks, 1 / 6)


def test_value_lost_is_1e6_x_1_percent_x_half_a_dollar_and_2_seconds_x_500():
    p = replace(PRICED, error_gap=0.01, cost_per_error=0.5, latency_gap_seconds=2.0)
    np.testing.assert_allclose(bill(p).value_lost, 5000.0 + 1000.0)
    better = replace(PRICED, error_gap=-0.01, cost_per_error=0.5)
    np.testing.assert_allclose(bill(better).value_lost, -5000.0)


# 1e6 calls: 2e6/month in 8 hours, 0.5e6 in 16. A limit of 1.5e6 turns away 0.5e6 x 8 / 24.
def test_the_rate_limit_turns_away_what_the_busiest_hours_ask_above_it():
    p = replace(PRICED, rate_limit=1.5e6 * 1200 / 43_800)  # tokens a minute of 43,800 a month
    found = bill(p, hours=TWO_LEVELS, revenue=0.06)
    np.testing.assert_allclose(found.revenue_lost, 0.5e6 / 3 * 0.06)
    np.testing.assert_allclose(found.cost, 1800.0)  # asked again, and paid
    waits = bill(replace(p, batch_share=0.25), hours=TWO_LEVELS, revenue=0.06)
    np.testing.assert_allclose(waits.revenue_lost, 0.0)  # 2e6 x 0.75 = the limit
    np.testing.assert_array_equal(bill(PRICED, hours=TWO_LEVELS, revenue=1.0).revenue_lost, 0.0)


@pytest.mark.parametrize("missing", ["input_price", "output_price"])
def test_an_unknown_price_is_unknown_and_never_zero(missing):
    p = replace(PRICED, **{missing: None})
    assert price_per_call(p, CALL) is None
    assert np.isinf(bill(p).cost).all()
    offered = list(adoptions(p, Services(rows=(CALL,))))
    assert missing.removesuffix("_price") in offered[0].unknown
    plan = with_values(Scenario(), {f"api.{missing}": None, LANGUAGE: Supply.API})
    assert "not taken as zero" in " ".join(evaluate(plan).problems)


def test_a_model_without_tokens_is_unknown_with_words():
    vision = replace(CALL, kind=ModelKind.OTHER)
    assert np.isinf(bill(service=vision).cost).all()
    offered = list(adoptions(PRICED, Services(rows=(vision,))))
    assert "per call" in offered[0].unknown
    assert "price of a call" in offered[0].signal
    assert "tokens" not in offered[0].signal
    assert offered[0].weeks_saved == 0.0


def test_a_model_that_no_machine_holds_may_be_bought_by_the_token():
    plan = with_values(
        Scenario(), {"services.rows.0.memory_gb": 4.0, "services.rows.0.gpus_per_replica": 1.0}
    )
    assert not evaluate(plan).known
    assert evaluate(with_values(plan, {LANGUAGE: Supply.API})).known


# published cases


def test_slf_1_at_full_load_and_at_a_tenth():
    assert cost_per_million_tokens(2.5, 700.0) == pytest.approx(0.992, rel=0.005)
    assert cost_per_million_tokens(2.5, 700.0, 0.1) == pytest.approx(9.92, rel=0.005)


def test_slf_2_pays_back_in_17_8_months():
    found = tokens_results(TokensMade())
    assert found["tokens_per_month"] == pytest.approx(120.4e6, rel=5e-4)
    assert found["payback_months"] == pytest.approx(17.8, abs=0.1)
    assert found["payback_months"] == pytest.approx(15_000 / (120.384 * 21.25 / 3 - 7.92))


def test_break_even_tokens_are_2000_over_10_minus_2():
    assert break_even_tokens(2000.0, 10.0, 2.0) == 250e6
    assert break_even_tokens(2000.0, 2.0, 10.0) == np.inf


def test_the_error_gap_is_the_saving_of_a_call_over_the_cost_of_an_error():
    assert break_even_error_gap(0.002, 0.5) == 0.004
    assert break_even_error_gap(0.002, 0.0) == np.inf


# decisions


def plan(calls=1.2e6, **api):
    values = {f"api.{k}": v for k, v in api.items()}
    return with_values(Scenario(), {"demand.queries_per_month": calls, **values})


def decision(scenario):
    return evaluate(scenario).decisions_on("api")[0]


def test_below_two_billion_tokens_the_api_of_the_same_model_pays():
    # 1e6 calls of 1,750 tokens are 1.75e9
    assert decision(plan(1e6)).verdict == Verdict.PAYS
    assert decision(plan(1e5)).verdict == Verdict.PAYS


def test_margin_is_12_months_of_saving_and_freed_weeks_less_the_work():
    scenario = plan(migration_weeks=2.0, self_hosting_time=0.5, swap_weeks=0.0)
    e, worth = evaluate(scenario), scenario.worth
    result = e.services[0]
    saved = result.chosen.cost[0] - result.bill(Supply.API).cost[0]
    freed = 0.5 * worth.engineer_week_cost
    expected = worth.payback_months * (saved + freed) - 2.0 * worth.engineer_week_cost
    found = e.decisions_on("api")[0]
    assert found.margins_today["cost"] == pytest.approx(expected)
    assert found.monthly_saving[0] == pytest.approx(saved)  # time on the payroll is no cash
    assert found.weeks_freed[0] == 0.5


def test_going_there_and_back_has_opposite_signs_without_work():
    free = {"migration_weeks": 0.0, "return_weeks": 0.0}
    there = decision(plan(**free))
    back = decision(with_values(plan(**free), {LANGUAGE: Supply.API}))
    assert back.key == "services.rows.0.self_hosted"
    assert back.changes[LANGUAGE] == Supply.ON_DEMAND
    assert back.margins_today["cost"] == pytest.approx(-there.margins_today["cost"])
    np.testing.assert_allclose(back.monthly_saving, -there.monthly_saving)


def test_an_api_that_is_dear_turns_at_a_volume_on_every_stair():
    found = decision(plan(1e6, input_price=2.0, output_price=8.0))
    assert found.verdict == Verdict.NOT_YET
    assert len(found.turns) % 2 == 1  # the API pays at the lowest volume and not at the highest


def test_choosing_the_api_moves_cash_by_the_bill_alone():
    one, other = (
        evaluate(with_values(plan(), {LANGUAGE: way})) for way in (Supply.ON_DEMAND, Supply.API)
    )
    assert other.costs["Compute"][0] == pytest.approx(
        other.services[0].chosen.cost[0]
        + other.services[0].chosen.weeks[0] * plan().worth.engineer_week_cost
    )
    assert other.runway.months >= one.runway.months


# the catalog


def test_choosing_a_model_fills_its_prices_and_says_what_is_unknown():
    scenario, said = fill.filled(Scenario(), "api.model", "openai-gpt-5")
    found = scenario.api
    assert (found.input_price, found.output_price, found.cached_price) == (1.25, 10.0, 0.125)
    assert said == []
    back, said = fill.filled(scenario, "api.model", Api().model)
    assert (back.api.input_price, back.api.cached_price) == (0.18, None)
    assert "cached price" in " ".join(said)
    assert listed.as_listed(back.api, listed.listed(back.api))
    assert fill.paths_set_by("api.model") == [f"api.{name}" for name in listed.PRICES]


def test_a_model_that_has_left_the_catalog_keeps_the_prices_of_the_link():
    values = {"api.model": "gone-model", "api.input_price": 7.0}
    scenario = with_values(Scenario(), values)
    assert listed.listed(scenario.api) is None
    assert fill.filled(scenario, "api.model", "gone-model")[0].api.input_price == 7.0


def test_every_listed_model_has_its_prices():
    for row in listed.chat_models():
        assert row.input_per_million_usd is not None, row.key
        assert row.output_per_million_usd is not None, row.key
    assert {o["value"] for o in fill.options("api_prices")} >= {Api().model, fill.TYPED}


# arrays, and speed


def test_arrays_equal_a_loop():
    prices = np.array([0.5, 1.0, 2.0])
    together = bill(replace(PRICED, input_price=prices, rate_limit=1e4), calls=[1e5, 1e6])
    for i, price in enumerate(prices):
        alone = bill(replace(PRICED, input_price=float(price), rate_limit=1e4), calls=[1e5, 1e6])
        np.testing.assert_allclose(together.cost[i], alone.cost)
        np.testing.assert_allclose(together.revenue_lost, alone.revenue_lost)


def test_it_is_fast():
    p, load = replace(PRICED, rate_limit=1e9), reach(np.geomspace(1.0, 1e9, 400))
    best = np.inf
    for _ in range(20):
        start = time.perf_counter()
        serving_cost(p, CALL, UNIT, load, Worth())
        best = min(best, time.perf_counter() - start)
    assert best < 3e-3  # generous on a shared machine; it takes about a tenth of it


def test_the_support_example_is_cheaper_at_the_api():
    e = evaluate(presets.PRESETS["support"].scenario)
    found = next(d for d in e.decisions_on("api") if not d.unknown)
    assert found.verdict == Verdict.PAYS


def test_leaving_the_api_takes_engineers_wherever_it_is_offered():
    """The same change says the same on two pages; own machines are set up beside the move."""
    p = presets.PRESETS["support"].scenario
    plan = with_values(p, {"services.rows.1.supply": Supply.API, "levers.supply_weeks": 2.0,
                           "commitments.three_year_discount": 0.57})  # fmt: skip
    now = evaluate(plan)
    found = {d.key: d for page in ("compute", "api", "spot", "cloud_or_own", "commitments")
             for d in now.decisions_on(page)}  # fmt: skip
    back, lever = (found[f"services.rows.1.{n}"] for n in ("self_hosted", "supply.on_demand"))
    assert lever.margins_today == pytest.approx(back.margins_today)
    assert (lever.verdict, lever.weeks) == (back.verdict, back.weeks) == (lever.verdict, 6.0)
    ways = ["services.rows.1.supply.autoscaled", "services.rows.1.supply.spot",
            "commitments.three.1", "cloud_or_own.own.1"]  # fmt: skip
    for key in ways:
        assert found[key].weeks == 6.0 + (6.0 if "own" in key else 0.0), key
        assert np.max(found[key].weeks_freed) < 0, key
    assert found["services.rows.0.supply.autoscaled"].weeks == 2.0  # the embedder stays where it is


def test_a_commitment_instead_of_the_api_is_charged_half_a_week_a_month():
    """0.5 weeks x 24 months of payback, and the move of 6 weeks in place of 2."""
    plan = with_values(presets.PRESETS["support"].scenario, {"services.rows.1.supply": Supply.API})
    idle = {"api.self_hosting_time": 0.0, "api.return_weeks": 2.0}
    with_time, without = (
        next(d for d in evaluate(with_values(plan, changes)).decisions_on("commitments")
             if d.key == "commitments.three.1").margins_today["cost"]
        for changes in ({}, idle)
    )  # fmt: skip
    weeks = 0.5 * plan.worth.payback_months + 6 - 2
    assert without - with_time == pytest.approx(weeks * plan.worth.engineer_week_cost)
