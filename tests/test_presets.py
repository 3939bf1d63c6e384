"""The examples: every figure sourced, five companies, two cases, published results beside ours."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from calculators import presets
from calculators.core import paths
from calculators.core.decision import Verdict
from calculators.core.inputs import Text
from calculators.core.serving_fit import fitted_rows
from calculators.evaluation import evaluate
from calculators.fixed import training_storage
from calculators.presets import CASES, KEYS, PLANS, PRESETS, comparisons, held_against, preset
from calculators.variable import compute, supply

QUICK_SECONDS = 0.08  # of the processor, for all seven; a page opens one


@pytest.fixture(scope="module", params=KEYS)
def example(request: pytest.FixtureRequest) -> presets.Preset:
    return PRESETS[request.param]


def test_there_are_five_companies_and_two_cases_and_one_is_shown_first():
    assert list(PRESETS) == list(KEYS)
    assert len(PRESETS) == len({p.name for p in PRESETS.values()}) == 7
    assert (len(PLANS), len(CASES)) == (5, 2)
    assert preset(presets.DEFAULT_PRESET) is PRESETS["support"]


@pytest.mark.parametrize("key", ["", "nobody", "../support", "Support"])
def test_what_is_no_example_is_none(key: str):
    assert preset(key) is None


def test_all_load_quickly():
    PRESETS["support"]  # the catalog is read once, by whoever needs it first
    best = np.inf
    for _ in range(5):
        begun = time.process_time()
        assert all(presets._read.__wrapped__(key).story for key in KEYS)  # what is held stays
        best = min(best, time.process_time() - begun)
    assert best < QUICK_SECONDS


@pytest.mark.parametrize("key", CASES)
def test_the_story_of_a_case_fits_its_chip_and_says_what_means_nothing(key: str):
    story = PRESETS[key].story
    assert len(story) <= 140
    assert "ignore the runway" in story


def test_a_second_look_reads_nothing(example: presets.Preset):
    assert PRESETS[example.key] is example


def test_each_source_is_a_publication_or_called_an_assumption(example: presets.Preset):
    assert len(example.sources) > (40 if example.key in PLANS else 30)
    for path, source in example.sources.items():
        assert paths.declaration(example.scenario, path) is not None, path
        assert source.title.strip(), path
        assert source.is_assumption or (source.url.startswith("https://") and source.as_of), path
    for benchmark in example.benchmarks:
        assert benchmark.source.url.startswith("https://")
        assert benchmark.source.as_of


def test_what_is_set_has_a_source_and_a_name_may_stand_bare(example: presets.Preset):
    bare = [path for path, source in example.sources.items() if source is presets.NAMED]
    for path in bare:
        spec = paths.declaration(example.scenario, path)
        assert isinstance(spec, Text)
        assert not spec.catalog, path


def test_the_figures_are_those_of_the_files():
    support = PRESETS["support"].scenario
    assert paths.value_at(support, "demand.queries_per_month") == 1_200_000
    assert paths.value_at(support, "services.rows.1.kv_bytes_per_token") == 131_072  # by catalog
    assert paths.value_at(support, "services.rows.1.memory_gb") == 48  # L40S, by catalog
    assert paths.value_at(support, "services.rows.1.price_per_gpu_hour") == 1.861
    contracts = PRESETS["contracts"].scenario
    assert paths.value_at(contracts, "business.funding.0.amount") == 250_000
    ranking = PRESETS["recommender"].scenario
    assert paths.value_at(ranking, "services.rows.0.gflops_per_query") == 20.83  # not a pair's


def test_every_service_fits_and_answers_in_time(example: presets.Preset):
    result = evaluate(example.scenario)
    assert result.problems == ()
    for service in result.services:
        assert service.unit.fits == 1, service.service.name
        assert service.unit.meets_latency == 1, service.service.name
        assert np.all(np.isfinite(service.chosen.cost))


def test_the_founders_of_the_five_are_in_different_positions():
    result = {key: evaluate(PRESETS[key].scenario) for key in KEYS}
    months = {key: float(found.runway.months) for key, found in result.items()}
    assert 14 <= months["contracts"] <= 22
    assert months["film"] < 12
    assert months["vehicles"] < 12
    assert result["vehicles"].runway_with_planned.months == np.inf
    assert result["film"].runway_with_planned.months == months["film"]
    assert 14 <= months["support"] <= 24
    assert result["support"].runway_with_planned.months > months["support"] + 6
    assert months["recommender"] == np.inf
    assert result["recommender"].runway.alive == 1


def test_something_pays_and_something_does_not_yet(example: presets.Preset):
    verdicts = {found.verdict for found in evaluate(example.scenario).decisions}
    other = Verdict.NOT_YET if example.key in PLANS else Verdict.NEVER  # a case has no growth
    assert {Verdict.PAYS, other} <= verdicts


def test_the_team_costs_what_its_source_says():
    """4 x 133,080 / 12 / 0.705 + 112,590 / 12 / 0.705 + 10,000 + 5 x 200 = 87,231 a month.

    13 % leave in a year: posts are vacant 0.13 x 62/365 of the time, and 6 x 0.13 hires cost 4,700.
    """
    pay = (4 * 133_080 + 112_590) / 12 / 0.705 + 10_000
    by_hand = pay * (1 - 0.13 * 62 / 365) + 5 * 200 + 6 * 0.13 / 12 * 4_700
    found = evaluate(PRESETS["support"].scenario).lines["team"].cash
    np.testing.assert_allclose(found, by_hand, rtol=1e-6)


def test_queries_are_what_their_sources_multiply_to():
    asked = {key: PRESETS[key].scenario.demand.queries_per_month for key in KEYS}
    assert asked["contracts"] == 20 * 5_000 * 40 * 3
    assert asked["film"] == 26 * 800 * 3_600 * 24
    assert asked["vehicles"] == 12 * 6 * 10 * 3_600 * 160
    assert asked["support"] == 60 * 20_000
    assert asked["recommender"] == 240 * 500_000


def test_a_published_result_is_met_or_the_gap_is_explained(example: presets.Preset):
    found = comparisons(example)
    assert found
    assert found[0] == held_against(example)
    for one in found:
        assert one.ratio == one.ours / one.published
        assert one.is_close == (1 / 1.5 <= one.ratio <= 1.5)
        assert one.is_close or len(one.explanation) > 80, one.what


def test_each_example_has_a_benchmark_that_is_met(example: presets.Preset):
    found = held_against(example)
    assert found is not None
    assert found.is_close


def test_hugging_face_bill_by_hand():
    """0.60 USD/h / (61 x 3,600 s) x 1e6 = 2.732 USD; printed as 2.7."""
    bill = comparisons(PRESETS["contracts"])[1]
    assert bill.ours == pytest.approx(0.60 / (61 * 3600) * 1e6, rel=1e-9)
    assert bill.ratio == pytest.approx(2.732 / 2.7, rel=1e-3)


def test_yolo_pass_by_hand():
    """68.5 GFLOP / (65 TFLOP/s x share of the fit) + the overhead of one step; no input read."""
    benchmark = PRESETS["vehicles"].benchmarks[0]
    service = benchmark.service
    by_hand = 68.5 / 65 / service.compute_efficiency + service.step_overhead_ms
    assert held_against(PRESETS["vehicles"]).ours == pytest.approx(by_hand, rel=1e-9)


def test_the_explanation_of_the_405b_bill_holds():
    """With the coefficients of the engine of 2024 on many GPUs, the estimate meets the bill."""
    benchmark = PRESETS["support"].benchmarks[1]
    old = next(
        row
        for row in fitted_rows()
        if row.classes == ("vllm_2024", "nvidia", "any", "5 or more", "dense")
    )
    service = replace(
        benchmark.service,
        bandwidth_efficiency=old.bandwidth_share,
        compute_efficiency=old.compute_share,
        step_overhead_ms=1000 * old.step_overhead_seconds,
    )
    unit = compute.replica(service)
    each = supply.cost_per_query_at_capacity(service, unit) / (128 + 2048) * 1e6
    assert 1 / 1.5 < each / benchmark.published < 1.5
    assert old.compute_share < benchmark.service.compute_efficiency / 5


def test_footage_that_is_kept_is_paid_once_and_where_data_are_kept():
    """20,800 h x 1 GB x 3 months and 2 TB at 23 USD; 59.7 + 0.96 TB x 2 months at 22.4 USD."""
    film, vehicles = (PRESETS[key].scenario for key in ("film", "vehicles"))
    kept = training_storage.stored_tb(film.training)[0]
    assert kept == pytest.approx(20_800 * 3 / 1_000 + 2)
    assert kept * film.training.hot_price == pytest.approx(1_435 + 46, abs=1)
    # what comes in each month is what leaves after three, and grows with the customers
    footage = training_storage.stored_tb(film.training)[3:] / evaluate(film).demand.customers[3:]
    np.testing.assert_allclose(footage, kept / 26, rtol=0.02)
    frames = vehicles.demand.queries_per_month * 144e3 / 1e12
    driven = (frames + 12 * 160 * 0.5 / 1_000) * 2 * 22.4
    assert training_storage.logs_kept_bill(vehicles.training) == pytest.approx(driven, rel=0.01)
    for example in (film, vehicles):
        assert evaluate(example).costs["Bandwidth"][0] < 100
