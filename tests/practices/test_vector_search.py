"""Vector search: sizes and bills of published cases, what turns when, and what never turns back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import fill
from calculators.core import paths
from calculators.core.business import Worth
from calculators.core.decision import Needs, Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Input, InputError, specs
from calculators.core.units import SECONDS_PER_MONTH
from calculators.evaluation import evaluate
from calculators.practices import vector_search as search
from calculators.practices import vector_search_catalog
from calculators.practices.vector_search_inputs import Index, ValueType, VectorSearch
from calculators.practices.vector_search_need import (
    estimated_seconds,
    held_gb,
    latency_seconds,
    planned_vectors,
    rebuilding_share,
    restart_seconds,
    scan_seconds,
    vector_gb,
)
from calculators.practices.vector_search_prices import (
    brute_force_bill,
    managed_bill,
    read_units,
    self_hosted_bill,
    write_units,
)
from calculators.presets import PLANS, PRESETS
from calculators.scenario import Scenario

PLAN, WORTH = demand_plan(Demand()), Worth()
FREE = {"read_price": 0.0, "write_price": 0.0, "storage_price": 0.0}
ESSAY = {"vectors": 50_000.0, "dimensions": 768.0, "growth": 0.0}


def searched(**values):
    return VectorSearch(**{"metadata_bytes": 0.0, **values})


def decisions(scenario=None, **values):
    changed = {f"vector_search.{name}": value for name, value in values.items()}
    e = evaluate(paths.with_values(scenario or Scenario(), changed))
    return {d.changes["vector_search.index"]: d for d in e.decisions_on("vector_search")}


# Published cases


def test_vec_1_50_000_x_768_x_4_bytes_is_153_6_mb():
    p = searched(**ESSAY)
    assert vector_gb(p, 50_000.0) == pytest.approx(0.1536, rel=1e-15)
    assert vector_gb(p, 50_000.0) * 1e9 / 2**20 == pytest.approx(146.5, abs=0.02)  # MiB


@pytest.mark.parametrize(
    ("vectors", "dimensions", "beside", "expected"),
    [(5e5, 768.0, 500.0, 1.78), (1e6, 1536.0, 1000.0, 7.14), (5e6, 1024.0, 15_000.0, 95.5)],
)
def test_vec_2_read_units_are_decimal_gb(vectors, dimensions, beside, expected):
    p = searched(dimensions=dimensions, metadata_bytes=beside)
    assert read_units(p, vectors) == pytest.approx(expected, rel=0.005)


def test_vec_2_a_search_takes_at_least_a_quarter_of_a_unit():
    assert read_units(searched(), 1.0) == 0.25
    assert read_units(searched(dimensions=1.0, corpora=4.0), 1e9 / 4) == 0.25  # 1 GB in 4 parts


@pytest.mark.parametrize(("used", "bill"), [(20.0, 50.0), (100.0, 100.0)])
def test_vec_3_the_least_bill_is_a_minimum_and_not_added(used, bill):
    p = searched(**FREE | {"read_price": 1.0})  # 4 searches of a quarter of a unit: one unit
    assert managed_bill(p, 0.0, used * 4e6) == pytest.approx(bill, rel=1e-12)


def test_vec_4_100_000_x_384_is_read_in_milliseconds():
    p = searched(dimensions=384.0)
    assert vector_gb(p, 1e5) * 1e9 == 153_600_000
    estimate = estimated_seconds(p, 1e5) * 1e3
    assert 4.05 / 10 < estimate < 4.05 * 10  # published with 8 threads: the order of magnitude
    assert estimate == pytest.approx(9.3, rel=0.005)  # one thread, measured


# By hand


def test_1_m_x_768_takes_186_ms_and_50_ms_are_reached_near_270_000():
    p = searched()
    assert scan_seconds(p, 1e6) == pytest.approx(3.072 / 16.5)
    assert 0.05 / scan_seconds(p, 1.0) == pytest.approx(270_000, rel=0.01)


def test_a_measurement_of_8_ms_over_100_000_is_20_ms_over_250_000():
    p = searched(measured_ms=8.0, measured_vectors=1e5)
    assert scan_seconds(p, 250_000.0) == pytest.approx(0.020)
    today = searched(vectors=4e5, corpora=4.0, measured_ms=8.0)  # of one of today's corpora
    assert scan_seconds(today, 4e5) == pytest.approx(0.008)


def test_int8_is_a_quarter_of_float32_and_corpora_divide_the_search_but_not_memory():
    small = searched(value_type=ValueType.INT8, corpora=10.0, metadata_bytes=232.0)
    assert vector_gb(small, 1e6) == pytest.approx(0.768)
    assert held_gb(small, 1e6) == pytest.approx(1.0)
    assert scan_seconds(small, 1e6) == pytest.approx(0.0768 / 16.5)


def test_one_core_half_busy_19_of_20_wait_less_than_2_s_ln_10():
    # M/M/1: P(wait > t) = 0.5·exp(−(1 − 0.5)·t / S) = 0.05 at t = 2·S·ln 10
    found = latency_seconds(searched(cores=1.0), 0.01, 50.0)
    assert found == pytest.approx(0.01 + 2 * 0.01 * np.log(10))


def test_without_searches_there_is_no_queue_and_beyond_the_cores_no_end():
    p = searched(cores=2.0)
    assert latency_seconds(p, 0.01, 0.0) == 0.01
    assert latency_seconds(p, 0.01, 200.0) == np.inf  # 200/s × 0.01 s = 2 cores


def test_4_gb_at_0_25_gb_a_second_load_in_16_s():
    assert restart_seconds(searched(dimensions=1000.0), 1e6) == pytest.approx(16.0)


@pytest.mark.parametrize(("writes", "share"), [(0.0, 0.0), (0.001, 0.008), (5.0, 0.08)])
def test_4_gb_rewritten_in_8_s_once_a_write_or_once_in_100_s(writes, share):
    p = searched(dimensions=1000.0, writes=writes, visible_seconds=100.0)
    assert rebuilding_share(p, 1e6) == pytest.approx(share)


def test_writes_a_month_times_units_times_price():
    # 10/s × 2,628,000 s × 7 kB each × 4 USD a million = 735.84 USD
    p = searched(dimensions=1500.0, metadata_bytes=1000.0, writes=10.0,
                 **FREE | {"write_price": 4.0})  # fmt: skip
    assert write_units(p) == 7.0
    assert SECONDS_PER_MONTH == 2_628_000
    assert managed_bill(p, 0.0, 0.0) == pytest.approx(735.84)


def test_an_index_of_40_gb_takes_three_machines_of_16():
    p = searched(dimensions=1000.0, memory_factor=2.0)
    assert self_hosted_bill(p, 5e6) == 3 * 96.0  # 5 M × 4 kB × 2 = 40 GB
    assert self_hosted_bill(p, 1.0) == 96.0


def test_brute_force_buys_machines_for_what_the_first_does_not_do():
    p = searched(dimensions=1000.0, memory_gb=8.0, latency_budget_ms=1e6)
    assert brute_force_bill(p, 2e6, 0.0, Index.SELF_HOSTED) == 0.0  # 8 GB
    assert brute_force_bill(p, 8e6, 0.0, Index.SELF_HOSTED) == 2 * 96.0  # 24 GB more: two of 16
    fast = replace(p, memory_gb=100.0, latency_budget_ms=100.0)
    assert (
        brute_force_bill(fast, 1e6, 0.0, Index.SELF_HOSTED) == 2 * 96.0
    )  # 242 ms: divided over three
    assert (
        brute_force_bill(replace(p, memory_gb=100.0), 1e6, 20.0, Index.SELF_HOSTED) == 2 * 96.0
    )  # 4.8 of 2 cores


# What the plan says


def test_50_000_documents_of_768_dimensions_not_yet():
    found = decisions(**ESSAY)
    assert {d.verdict for d in found.values()} == {Verdict.NOT_YET}
    latency = found[Index.SELF_HOSTED].margins_today["latency"]
    assert latency == pytest.approx(0.1536 / 16.5 * 1e3 - 50, rel=1e-6)
    assert found[Index.MANAGED].margins_today["cost"] < 0
    turn = next(t for t in found[Index.MANAGED].turns if t.condition == "latency")
    assert turn.crossing.value == pytest.approx(270_000, rel=0.02)


def test_it_turns_when_its_signal_is_entered():
    found = decisions(**ESSAY, measured_ms=60.0)
    assert {d.verdict for d in found.values()} == {Verdict.PAYS}


def test_near_the_budget_an_estimate_is_not_enough_and_a_measurement_is():
    near = {"vectors": 300_000.0, "growth": 0.0}  # 55.9 ms by estimate, the budget is 50
    for d in decisions(**near).values():
        assert d.verdict == Verdict.CANNOT_TELL
        assert "script" in d.unknown
    assert decisions(**near, measured_ms=40.0)[Index.MANAGED].verdict == Verdict.NOT_YET
    assert decisions(**near, measured_ms=70.0)[Index.MANAGED].verdict == Verdict.PAYS


def test_a_managed_one_beyond_the_budget_does_not_help_with_latency():
    slow = decisions(vectors=1e6, latency_budget_ms=12.0, growth=0.0)  # 15 + 5 ms
    assert slow[Index.MANAGED].margins_today["latency"] <= 12 - 20
    assert slow[Index.MANAGED].verdict == Verdict.NOT_YET
    assert slow[Index.SELF_HOSTED].verdict == Verdict.PAYS  # 5 ms


def test_no_vectors_no_database():
    assert {d.verdict for d in decisions(vectors=0.0).values()} == {Verdict.NEVER}


def test_more_than_any_machine_holds_is_no_overflow():
    for d in decisions(vectors=1e12, dimensions=1e5, growth=1.0).values():
        assert d.verdict == Verdict.PAYS
        assert np.isfinite(d.margins_today["memory"])
        assert not np.isnan(d.monthly_saving).any()


def test_the_plan_reaches_a_condition_in_the_month_in_which_vectors_do():
    d = decisions(vectors=1e6, growth=0.1, latency_budget_ms=1e5, load_budget_seconds=1e5)[
        Index.SELF_HOSTED
    ]
    memory = next(t for t in d.turns if t.condition == "memory")
    held = 768 * 4 + 100  # bytes of each
    assert memory.crossing.value == pytest.approx(8e9 / held)
    assert memory.month == 1 + np.ceil(np.log(8e9 / held / 1e6) / np.log(1.1))


def test_the_way_back_pays_when_nothing_speaks_for_a_database():
    back = decisions(index=Index.SELF_HOSTED, vectors=50_000.0, self_hosted_upkeep=0.5, growth=0.0)[
        Index.BRUTE_FORCE
    ]
    assert (back.verdict, back.needs) == (Verdict.PAYS, Needs.ALL)
    assert decisions(index=Index.SELF_HOSTED, vectors=5e6)[Index.BRUTE_FORCE].verdict != (
        Verdict.PAYS
    )


@pytest.mark.parametrize("index", Index)
@pytest.mark.parametrize("vectors", [50_000.0, 4e6, 3e7])
@pytest.mark.parametrize("scale", [1.0, 300.0])
def test_the_saving_today_is_the_difference_of_the_lines_and_the_value(index, vectors, scale):
    p = VectorSearch(index=index, vectors=vectors)
    plan = demand_plan(Demand(queries_per_month=1e6 * scale))
    for found in search.adoptions(p, plan, WORTH):
        then = replace(p, **{k.partition(".")[2]: v for k, v in found.changes.items()})
        lines = [search.cost_line(x, plan, WORTH) for x in (p, then)]
        now, later = (
            line.cash[0] + line.weeks[0] * WORTH.engineer_week_cost for line in lines
        )  # fmt: skip
        saved = found.saving(np.array([found.scale.today]))[0]
        assert saved == pytest.approx(now - later + found.value_gained, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize(("round_trip", "verdict"), [(0.0, Verdict.NOT_YET), (95.0, Verdict.PAYS)])
def test_an_array_need_not_meet_a_budget_that_the_database_misses_too(round_trip, verdict):
    # 55.9 ms in memory, 50 ms allowed; the database answers in 5 or in 100 ms
    values = {**ESSAY, "vectors": 3e5, "index": Index.MANAGED, "managed_minimum": 5000.0}
    back = decisions(**values, round_trip_ms=round_trip)[Index.BRUTE_FORCE]
    assert back.verdict == verdict


def test_one_of_every_cause_is_enough_and_each_is_named():
    causes = {
        "memory": {"memory_gb": 0.1},
        "latency": {"measured_ms": 200.0},
        "restart": {"load_budget_seconds": 0.1},
        "writes": {"writes": 10.0, "visible_seconds": 0.5},
        "cost": {"self_hosted_upkeep": 0.0, "self_hosted_weeks": 0.0, "recall": 1.0,
                 "machine_price": 0.0, "index_ms": 1.0},
    }  # fmt: skip
    for cause, values in causes.items():
        d = decisions(**ESSAY, **values)[Index.SELF_HOSTED]
        holding = {name for name, margin in d.margins_today.items() if margin > 0}
        assert holding == ({cause} if cause != "cost" else set())
        assert (d.verdict == Verdict.PAYS) == (cause != "cost")  # nothing saved: it does not pay


def test_recall_lost_is_worth_points():
    d = decisions(recall=0.9, recall_loss_points=0.2)[Index.SELF_HOSTED]
    assert d.points_lost == pytest.approx(10 * 0.2)
    assert d.worth_lost == pytest.approx(2 * 1000.0)


# Properties

COUNTS = st.floats(1.0, 1e10)


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.floats(1.0, 100.0), st.floats(0.0, 1e4), st.sampled_from(ValueType))
def test_a_larger_corpus_never_moves_memory_latency_restart_or_writes_back(n, times, rate, kind):
    p = searched(value_type=kind, cores=4.0, writes=0.1)
    n = np.array([n, n * times])
    load = search.Load(p, PLAN)
    load.peak_today = rate
    _, conditions = search.conditions_of(p, load, Index.MANAGED)
    for condition in conditions:
        small, large = condition.margin(n)
        assert large >= small, condition.name


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.floats(1e3, 1e10), st.floats(1.0, 100.0))
def test_cost_is_not_independent_of_the_number_of_searches(n, searches, times):
    p = VectorSearch(managed_minimum=0.0)
    few, many = (managed_bill(p, n, x) for x in (searches, searches * times))
    assert many >= few
    if times > 1.01:
        assert many > few or few == pytest.approx(many)
    assert managed_bill(p, n, searches * 1e6) > managed_bill(p, n, searches)


@settings(max_examples=30, deadline=None)
@given(st.floats(1e3, 1e8), st.floats(0.5, 64.0), st.floats(5.0, 500.0))
def test_conditions_turn_in_the_order_of_their_limits(vectors, memory, budget):
    p = searched(vectors=vectors, memory_gb=memory, latency_budget_ms=budget, growth=0.0,
                 measured_ms=vectors * 1e-4, writes=0.0)  # fmt: skip
    scenario = Scenario(vector_search=p, demand=Demand(queries_per_month=1.0))
    d = next(d for d in evaluate(scenario).decisions_on("vector_search")
             if d.option == search.NAMES[Index.SELF_HOSTED])  # fmt: skip
    limits = {
        "memory": memory * 1e9 / 3072,
        "latency": budget / 1e-4,
        "restart": 60.0 * 0.25e9 / 3072,
    }
    if budget <= p.index_ms:
        del limits["latency"]
    reached = {t.condition: t.crossing.value for t in d.turns if t.condition in limits}
    for name, at in reached.items():
        assert at == pytest.approx(limits[name], rel=1e-4)
    order = sorted(reached, key=reached.__getitem__)
    assert order == sorted(reached, key=limits.__getitem__)


def test_draws_equal_points():
    rng = np.random.default_rng(5)
    values = {"vectors": rng.uniform(1e5, 1e8, 20), "growth": rng.uniform(0, 0.1, 20),
              "read_price": rng.uniform(1, 30, 20), "managed_upkeep": rng.uniform(0, 1, 20),
              "machine_gb": rng.uniform(8, 64, 20)}  # fmt: skip
    for index in (Index.MANAGED, Index.SELF_HOSTED):
        together = search.cost_line(VectorSearch(index=index, **values), PLAN, WORTH)
        for i in range(20):
            point = VectorSearch(index=index, **{k: float(v[i]) for k, v in values.items()})
            alone = search.cost_line(point, PLAN, WORTH)
            np.testing.assert_allclose(together.cash[i], alone.cash)
            np.testing.assert_allclose(together.weeks[i], alone.weeks)
    np.testing.assert_allclose(planned_vectors(VectorSearch(growth=0.0)), 50_000.0)


def test_what_moves_with_the_searches_is_no_more_than_the_bill():
    p = VectorSearch(index=Index.MANAGED, vectors=1e7)
    line = search.cost_line(p, demand_plan(Demand(queries_per_month=1e8)), WORTH)
    assert ((line.variable > 0) & (line.variable <= line.cash)).all()
    small = search.cost_line(replace(p, vectors=1e3), PLAN, WORTH)
    assert not small.variable.any()  # the least bill does not move
    np.testing.assert_array_equal(small.cash, 50.0)


# Catalog, examples, refusals


def test_the_provider_fills_its_prices():
    changed, said = fill.filled(Scenario(), "vector_search.provider", "pinecone-enterprise")
    p = changed.vector_search
    assert (p.managed_minimum, p.read_price, p.write_price) == (500.0, 25.5, 6.375)
    assert p.storage_price == 0.33
    assert not said
    typed, _ = fill.filled(Scenario(), "vector_search.provider", fill.TYPED)
    assert typed.vector_search.read_price == Scenario().vector_search.read_price


def test_the_defaults_are_those_of_the_catalog():
    for name, price in vector_search_catalog.prices_of("pinecone-standard").items():
        assert getattr(VectorSearch(), name) == price
    offered = [o["value"] for o in fill.options("vector_databases")]
    assert offered == [fill.TYPED, *vector_search_catalog.PLANS]


def test_examples_say_not_yet_and_a_hundred_times_as_much_pays():
    for key in PLANS:
        scenario = PRESETS[key].scenario
        assert scenario.vector_search.index == Index.BRUTE_FORCE
        today = decisions(scenario)
        large = decisions(
            paths.with_values(
                scenario, {"demand.queries_per_month": scenario.demand.queries_per_month * 100}
            ),
            vectors=scenario.vector_search.vectors * 100,
        )
        assert today[Index.SELF_HOSTED].verdict == Verdict.NOT_YET, key
        assert large[Index.SELF_HOSTED].verdict == Verdict.PAYS, key


def test_what_is_out_of_range_is_named():
    with pytest.raises(InputError, match="Vectors: -1 is not in 0 to 1T vectors"):
        VectorSearch(vectors=-1.0)
    with pytest.raises(InputError, match="Recall of an index: 120 % is not in 0 to 100 %"):
        VectorSearch(recall=1.2)


@pytest.mark.parametrize("index", Index)
@pytest.mark.parametrize("measured", [None, 60.0])
def test_every_input_at_its_ends_gives_numbers(index, measured):
    p = VectorSearch(index=index, measured_ms=measured)
    ends = [{n: bound} for n, s in specs(VectorSearch).items() if isinstance(s, Input)
            for bound in s.bounds]  # fmt: skip
    ends += [{n: s.bounds[side] for n, s in specs(VectorSearch).items() if isinstance(s, Input)}
             for side in (0, 1)]  # fmt: skip
    for values in ends:
        changed = replace(p, **values)
        assert not np.isnan(search.cost_line(changed, PLAN, WORTH).cash).any(), values
        for found in search.adoptions(changed, PLAN, WORTH):
            n = np.array([1.0, found.scale.today, 1e12])
            assert not np.isnan(found.saving(n)).any(), values
            for condition in found.conditions:
                assert not np.isnan(condition.margin(n)).any(), (values, condition.name)
