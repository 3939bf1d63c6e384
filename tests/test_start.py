"""Eight answers and the plan they yield, by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import catalog
from calculators.answers import start
from calculators.core import codec, paths
from calculators.core.inputs import InputError, specs
from calculators.evaluation import evaluate
from calculators.presets import DEFAULT_PRESET, PRESETS
from calculators.scenario import Scenario
from calculators.start import ASSUMED, EightQuestions, candidates, first_plan
from calculators.variable import compute
from calculators.variable.service import Supply

ANSWERS = EightQuestions(
    queries_per_month=500_000.0,
    growth=0.05,
    cash=800_000.0,
    revenue_per_month=20_000.0,
    people=4.0,
    salary=120_000.0,
    start_month="2027-01",
)
QUICK_SECONDS = 0.020


def test_there_are_eight_questions_each_with_a_source():
    declared = specs(EightQuestions)
    assert len(declared) == 8
    assert all(spec.source.title for spec in declared.values())


@pytest.mark.parametrize(
    ("path", "by_hand"),
    [
        ("demand.queries_per_month", 500_000),
        ("demand.customers", 100),
        ("demand.customers_gained", 0.05 + 0.03),
        ("demand.customers_lost", 0.03),
        ("business.start_month", "2027-01"),
        ("business.cash", 800_000),
        ("business.revenue_per_customer", 20_000 / 100),
        ("business.acquisition_cost", 3 * 200),
        ("business.other_fixed_costs", 4 * 1_500),
        ("team.monthly_amount", None),  # the page computes it
        ("team.roles.0.people", 4),
        ("team.roles.0.salary", 120_000),
        ("worth.engineer_week_cost", 3_273.32),  # 120,000 / 0.705 / 52
        ("operations.monthly_amount", None),  # the page computes it
        ("operations.monitoring_fixed", 4 * 300),
        ("operations.labelled_items", 0),
        ("hardware.monthly_amount", None),  # the page computes it
        ("hardware.assets.0.units", 4),
        ("hardware.assets.0.purchase_month", -17),
        ("training.shipped_models", 0),
        ("training.seats", 0),
        ("bandwidth.monthly_amount", None),  # the page computes it
        ("bandwidth.kilobytes_down", 4),
        ("services.rows.0.model", "llama-3-1-8b"),
        ("services.rows.0.kv_bytes_per_token", 131_072),
    ],
)
def test_first_plan_by_hand(path: str, by_hand: object):
    plan, base = first_plan(ANSWERS)
    assert base == DEFAULT_PRESET
    expected = by_hand if isinstance(by_hand, str) else pytest.approx(by_hand)
    assert paths.value_at(plan, path) == expected


def test_hardware_by_hand():
    """4 laptops x 1,600 USD / 36 months = 177.78 USD a month; 6,400 USD are paid in month 19."""
    line = evaluate(first_plan(ANSWERS)[0]).lines["hardware"]
    np.testing.assert_allclose(line.accounting, 177.78, atol=0.005)
    assert np.flatnonzero(line.cash).tolist() == [18, 54]
    assert line.cash[18] == 6_400


def test_the_team_by_hand():
    """4 x 120,000 / 0.705 / 12 = 56,737.59 a month; nobody at all costs nothing."""
    costs = evaluate(first_plan(ANSWERS)[0]).costs
    np.testing.assert_allclose(costs["Team"], 56_737.59, rtol=1e-7)
    alone = evaluate(first_plan(replace(ANSWERS, people=0.0))[0]).costs
    assert not alone["Team"].any()


def test_bandwidth_by_hand():
    """1e9 queries x 4 kB, 1 % sent again, = 4,040 GB; 3,940 GB x 0.09 USD = 354.6 USD."""
    plan, _ = first_plan(replace(ANSWERS, queries_per_month=1e9))
    assert evaluate(plan).costs["Bandwidth"][0] == pytest.approx(354.6)
    free, _ = first_plan(ANSWERS)  # 500,000 x 4 kB x 1.01 = 2.02 GB, below the free 100
    assert evaluate(free).costs["Bandwidth"][0] == 0


def test_revenue_and_growth_are_those_answered():
    result = evaluate(first_plan(ANSWERS)[0])
    assert result.cash.revenue[0] == pytest.approx(20_000)
    assert result.cash.revenue[1] == pytest.approx(21_000)
    assert result.cash.costs["Winning customers"][0] == pytest.approx(0.08 * 3 * 20_000)


@pytest.mark.parametrize(
    ("growth", "gained", "lost"),
    [(0.0, 0.03, 0.03), (0.1, 0.13, 0.03), (-0.03, 0.0, 0.03), (-0.2, 0.0, 0.2)],
)
def test_customers_won_and_lost_yield_the_growth(growth: float, gained: float, lost: float):
    demand = first_plan(replace(ANSWERS, growth=growth))[0].demand
    assert demand.customers_gained == pytest.approx(gained, abs=1e-12)
    assert demand.customers_lost == pytest.approx(lost)


@pytest.mark.parametrize("answer", ["queries_per_month", "revenue_per_month", "people", "salary"])
def test_none_of_it_works(answer: str):
    plan, _ = first_plan(replace(ANSWERS, **{answer: 0.0}))
    result = evaluate(plan)
    assert result.problems == ()
    assert not np.isnan(result.runway.months)
    assert np.all(np.isfinite(result.cash.cash))


def test_the_machine_holds_the_model_and_no_cheaper_bill_is_passed_over():
    plan, _ = first_plan(ANSWERS)
    chosen = evaluate(plan)
    service = plan.services.rows[0]
    assert chosen.services[0].unit.fits == 1
    assert chosen.services[0].unit.meets_latency == 1
    assert chosen.services[0].unit.gpus <= service.gpus_per_machine
    smaller = [m for m in candidates() if m.price_per_hour < service.price_per_gpu_hour]
    for machine in smaller:
        other = replace(
            service,
            price_per_gpu_hour=machine.price_per_gpu_hour,
            gpus_per_machine=float(machine.gpus_per_machine),
            memory_gb=machine.memory_gb,
            bandwidth_gb_per_second=machine.bandwidth_gb_per_second,
            tflops=machine.flops_16_bit / 1e12,
        )
        unit = compute.replica(other)
        tried = evaluate(replace(plan, services=replace(plan.services, rows=(other,))))
        dearer = tried.cash.costs["Compute"][0] >= chosen.cash.costs["Compute"][0]
        split = unit.gpus > other.gpus_per_machine
        assert dearer or split or not unit.meets_latency, machine.key


def test_no_queries_take_the_cheapest_machine_by_the_hour_that_answers_in_time():
    """16 GB of weights and one query do not fit into 0.9 of 16 GB: the first of 24 GB or more."""
    plan, _ = first_plan(replace(ANSWERS, queries_per_month=0.0))
    service = plan.services.rows[0]
    assert service.memory_gb >= 24
    assert service.price_per_gpu_hour < 1.5


def test_a_plan_whose_model_lacks_the_cache_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch):
    row = catalog.language_model("llama-3-1-8b")
    assert row is not None
    blank = replace(row, kv_bytes_per_token=None)
    monkeypatch.setattr(catalog, "language_model", lambda key: blank)
    plan, _ = first_plan(ANSWERS)
    assert plan.services.rows[0].machine == "typed"
    problems = evaluate(plan).problems
    assert len(problems) == 1
    assert "KV cache per token is unknown" in problems[0]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("nobody-made-this", "not in the catalog"),
        ("qwen3-5-27b", "does not know the parameters of Qwen3.5-27B"),
        ("whisper-tiny", "does not know the work of a query"),
        ("<script>", "'<script>' is not in the catalog"),
    ],
)
def test_a_model_without_figures_is_refused_in_words(model: str, said: str):
    with pytest.raises(InputError, match="Model: ") as refusal:
        EightQuestions(model=model)
    assert said in refusal.value.problems[0]


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf, 1e400, "many", None])
def test_bad_answers_name_input_and_range(bad: object):
    with pytest.raises(InputError, match="Queries a month: .*0 to 10T"):
        EightQuestions(queries_per_month=bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("model", ["llama-3-1-70b", "gpt-oss-20b", "vit-b-16", "deepseek-v3"])
def test_other_models_yield_a_plan_without_problems(model: str):
    plan, _ = first_plan(replace(ANSWERS, model=model))
    result = evaluate(plan)
    assert result.problems == ()
    assert result.services[0].unit.meets_latency == 1


@pytest.mark.parametrize(
    ("model", "sold_as", "price"),
    [
        ("llama-3-1-405b", "together-meta-llama-3-1-405b-instruct-turbo", 3.5),
        ("gpt-oss-20b", "fireworks-gpt-oss-20b", 0.07),  # groq asks 0.075
        ("llama-3-3-70b-instruct", "aws-meta-llama3-3-70b-instruct-v1-0", 0.72),
        ("qwen2-5-7b", "typed", None),  # no API of the catalog sells it
    ],
)
def test_the_api_of_a_first_plan_sells_the_same_model(model: str, sold_as: str, price: float):
    plan, _ = first_plan(replace(ANSWERS, model=model))
    assert (plan.api.model, plan.api.input_price) == (sold_as, price)


def test_an_api_of_the_405b_model_costs_612_dollars():
    """100,000 queries x 1,750 tokens x 3.50 USD a million = 612.50 USD."""
    plan, _ = first_plan(replace(ANSWERS, model="llama-3-1-405b", queries_per_month=1e5))
    service = evaluate(plan).services[0]
    assert service.service.tokens_in + service.service.tokens_out == 1750
    assert service.bill(Supply.API).cash[0] == pytest.approx(612.5)
    assert "api.model" in ASSUMED


def test_that_work_is_free_at_no_salary_is_said():
    week = "Cost of an engineer-week"
    free = replace(ANSWERS, salary=0.0)
    assert first_plan(free)[0].worth.engineer_week_cost == 0
    said = dict(start.assumed(free).rows)[week]
    assert said.startswith(
        "$0, as your answer for the salary is 0: every piece of work is then free"
    )
    paid = start.assumed(ANSWERS).rows
    assert not any("free" in source for _, source in paid)
    assert any(week in names and "salary / 0.705" in source for names, source in paid)


def test_every_assumption_names_an_input_of_the_plan():
    plan, _ = first_plan(ANSWERS)
    for path, source in ASSUMED.items():
        assert paths.declaration(plan, path) is not None, path
        assert source.is_assumption or source.url


def rounded(value: float) -> float:
    """As people write figures: no query a million years."""
    return round(value, 6)


ANY_ANSWERS = {
    name: st.floats(*spec.bounds).map(rounded if not getattr(spec, "whole", False) else round)
    for name, spec in specs(EightQuestions).items()
    if hasattr(spec, "bounds")
}


@settings(max_examples=25, deadline=None)
@given(
    values=st.fixed_dictionaries(ANY_ANSWERS),
    model=st.sampled_from(["llama-3-1-8b", "qwen3-32b", "bge-small-en-v1-5", "mixtral-8x7b-v0-1"]),
)
def test_the_link_of_any_first_plan_says_the_same(values: dict[str, float], model: str):
    plan, base_key = first_plan(EightQuestions(model=model, **values))
    base = PRESETS[base_key].scenario
    query = codec.encode(plan, base)
    again, messages = codec.decode(base, query)
    assert messages == []
    assert codec.encode(again, base) == query
    months = evaluate(plan).runway.months
    assert not np.isnan(months)
    assert evaluate(again).runway.months == pytest.approx(months, rel=1e-6)


def test_a_first_plan_takes_no_time():
    first_plan(ANSWERS)
    best = np.inf
    for _ in range(5):
        begun = time.perf_counter()
        first_plan(ANSWERS)
        best = min(best, time.perf_counter() - begun)
    assert best < QUICK_SECONDS


def test_what_is_not_asked_keeps_its_declared_default():
    plan, _ = first_plan(ANSWERS)
    plain = Scenario()
    for path in ("demand.peak_to_mean", "business.collection_months", "services.rows.0.tokens_in"):
        assert paths.value_at(plan, path) == paths.value_at(plain, path)
