from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.core.inputs import InputError
from calculators.variable import compute
from calculators.variable.compute import replica
from calculators.variable.compute_problems import problems
from calculators.variable.service import Service, Supply
from calculators.variable.service_model import ModelKind, Precision
from calculators.variable.supply import SupplyCost

NOTHING = np.zeros(60)
UNKNOWN = SupplyCost(cost=NOTHING + np.inf, gpus=NOTHING, mean_gpus=NOTHING, revenue_lost=NOTHING)
# one GPU of 100 GB, 1,000 GB/s and 1 TFLOP/s, all of it used
PLAIN = {
    "memory_gb": 100.0,
    "memory_used_share": 1.0,
    "bandwidth_gb_per_second": 1000.0,
    "tflops": 1.0,
    "tflops_8bit": None,
    "bandwidth_efficiency": 1.0,
    "compute_efficiency": 1.0,
    "step_overhead_ms": 0.0,
    "answer_target_seconds": 1e6,
    "first_token_target_seconds": 1e5,
    "batch_cap": 1e5,
}
OTHER = Service(
    **PLAIN,
    kind=ModelKind.OTHER,
    parameters=10.0,  # 20 GB at 2 bytes: 20 ms to read
    active_parameters=10.0,
    gflops_per_query=10.0,  # 10 ms each
    megabytes_per_query=0.0,
    activation_megabytes=8000.0,
    fixed_milliseconds=5.0,
)
LANGUAGE = Service(
    **PLAIN,
    parameters=10.0,  # 20 GB: 20 ms a step
    active_parameters=10.0,
    layers=1.0,
    hidden_size=1.0,
    kv_bytes_per_token=1e6,
    tokens_in=100.0,
    tokens_out=100.0,
)


def test_another_model_by_hand():
    unit = replica(OTHER)
    assert unit.weights_gb == pytest.approx(20)
    assert unit.memory_slots == 10  # (100 − 20) / 8
    assert unit.slots == 10
    assert unit.hold_seconds == pytest.approx(0.105)  # max(10·10 ms, 20 ms) + 5 ms
    assert unit.queries_per_second == pytest.approx(10 / 0.105)
    assert unit.first_token_seconds == pytest.approx(0.025)  # max(10, 20) + 5 alone
    assert unit.fits == 1
    assert unit.meets_latency == 1


def test_a_language_model_by_hand():
    unit = replica(replace(LANGUAGE, batch_cap=2.0))
    assert unit.cache_gb_per_query == pytest.approx(0.2)  # 1 MB · (100 + 100)
    assert unit.memory_slots == 400  # 80 / 0.2
    assert unit.slots == 2
    # step: max((20 GB + 2·150 MB)/1,000 GB/s, 2·10e9·2/1e12) = max(20.3, 40) ms
    # prefill: (2·10e9·100 + 2·1·1·100²)/1e12 = 2 s; held: 100·0.04 + 2·2 s
    assert unit.hold_seconds == pytest.approx(8.0)
    assert unit.queries_per_second == pytest.approx(0.25)
    assert unit.first_token_seconds == pytest.approx(2.0)


def test_a_cached_prefix_is_not_computed_again_but_attended_to():
    half = replace(LANGUAGE, cached_prefix_share=0.5, tokens_out=0.0, batch_cap=1.0)
    # 2·10e9·50 / 1e12 = 1 s, and 2·L·d·(100² − 50²) / 1e12 with L·d = 1e8: 1.5 s
    wide = replace(half, layers=1000.0, hidden_size=1e5)
    assert replica(half).hold_seconds == pytest.approx(1.0)
    assert replica(wide).hold_seconds == pytest.approx(2.5)
    assert replica(replace(half, cached_prefix_share=1.0)).hold_seconds == 0


WEIGHTS = [  # precision, GB of 10e9 parameters, TFLOP/s of 1 (16-bit) and of 3 (8-bit)
    pytest.param(Precision.FP32, 40.0, 0.5, id="fp32: 4 bytes, half the 16-bit peak"),
    pytest.param(Precision.BF16, 20.0, 1.0, id="bf16: 2 bytes"),
    pytest.param(Precision.INT8, 10.0, 3.0, id="int8: 1 byte, the 8-bit peak"),
    pytest.param(Precision.INT4, 6.5, 1.0, id="int4: 0.65 bytes with scales, 16-bit arithmetic"),
]


@pytest.mark.parametrize(("precision", "gb", "tflops"), WEIGHTS)
def test_precision_by_hand(precision, gb, tflops):
    unit = replica(replace(OTHER, precision=precision, tflops_8bit=3.0, batch_cap=1.0))
    assert unit.weights_gb == pytest.approx(gb)
    assert unit.hold_seconds == pytest.approx(max(gb / 1000, 0.01 / tflops) + 0.005)


def test_an_unknown_8_bit_peak_is_the_16_bit_one():
    known = replace(OTHER, precision=Precision.INT8, tflops_8bit=1.0)
    unknown = replace(known, tflops_8bit=None)
    assert replica(unknown).queries_per_second == replica(known).queries_per_second


def test_models_side_by_side_share_the_memory():
    unit = replica(replace(OTHER, models_per_replica=3.0))
    assert unit.weights_gb == pytest.approx(60)
    assert unit.memory_slots == 5  # (100 − 60) / 8


SIZES = [  # parameters [1e9], GPUs that hold weights and one query of 8 GB
    pytest.param(46.0, 1.0, id="92 + 8 = 100"),
    pytest.param(46.1, 2.0, id="92.2 + 8 > 100"),
    pytest.param(96.0, 2.0, id="192 + 8 = 200"),
    pytest.param(150.0, 4.0, id="308 GB"),
    pytest.param(300.0, 8.0, id="608 GB"),
    pytest.param(700.0, 16.0, id="1,408 GB"),
]


@pytest.mark.parametrize(("parameters", "gpus"), SIZES)
def test_the_smallest_replica_that_holds_the_model(parameters, gpus):
    unit = replica(replace(OTHER, parameters=parameters))
    assert unit.gpus == gpus
    assert unit.fits == 1


def test_a_model_that_fits_no_machine_bears_nothing_and_says_so():
    service = replace(OTHER, name="Giant", parameters=800.0)  # 1,608 GB > 1,600
    unit = replica(service)
    assert unit.fits == 0
    assert unit.slots == 0
    assert unit.queries_per_second == 0
    assert compute.unknown_inputs(service) == []
    (said,) = problems(service, unit, UNKNOWN)
    assert "Giant: does not fit. It needs 1,608 GB, and 16 GPUs of 100 GB hold 1,600 GB" in said


def test_an_unknown_cache_is_refused_and_not_guessed():
    service = replace(LANGUAGE, name="Bot", kv_bytes_per_token=None)
    (said,) = problems(service, replica(service), UNKNOWN)
    assert said.startswith("Bot: KV cache per token is unknown")
    assert problems(replace(service, kind=ModelKind.OTHER), replica(service), UNKNOWN) == []


def test_an_unknown_serverless_price_is_refused_where_it_is_chosen():
    service = replace(LANGUAGE, supply=Supply.SERVERLESS)
    assert "serverless price is unknown" in problems(service, replica(service), UNKNOWN)[0]
    assert problems(LANGUAGE, replica(LANGUAGE), UNKNOWN) == []


def test_more_active_parameters_than_there_are_is_refused():
    with pytest.raises(InputError, match="Active parameters: 11.0 billion is more than all 10.0"):
        replace(LANGUAGE, active_parameters=11.0)


MEASURED = [  # measured queries/s, measured seconds, target → slots, held, answer
    pytest.param(2.0, None, 4.0, 8, 4.0, 4.0, id="2/s within 4 s: 8 at once"),
    pytest.param(2.0, None, 0.1, 1, 0.5, 0.5, id="2/s, none within 0.1 s: one by one takes 0.5"),
    pytest.param(2.0, None, 100.0, 10, 5.0, 5.0, id="2/s, but memory holds 10: 5 s"),
    pytest.param(2.0, 3.0, 4.0, 6, 3.0, 3.0, id="2/s at 3 s: 6 at once"),
    pytest.param(2.0, 3.0, 2.0, 6, 3.0, 3.0, id="2/s at 3 s misses a target of 2 s"),
]


@pytest.mark.parametrize(("rate", "seconds", "target", "slots", "held", "answer"), MEASURED)
def test_a_measurement_replaces_the_estimate(rate, seconds, target, slots, held, answer):
    service = replace(
        OTHER,
        measured_queries_per_second=rate,
        measured_answer_seconds=seconds,
        answer_target_seconds=target,
    )
    unit = replica(service)
    assert unit.slots == slots
    assert unit.queries_per_second == rate
    assert unit.hold_seconds == pytest.approx(held)
    assert unit.answer_seconds == pytest.approx(answer)
    assert unit.meets_latency == (answer <= target)


def test_the_factor_scales_throughput_and_latency():
    unit, half = replica(OTHER), replica(replace(OTHER, throughput_factor=0.5))
    assert half.queries_per_second == pytest.approx(unit.queries_per_second / 2)
    assert half.hold_seconds == pytest.approx(unit.hold_seconds * 2)
    assert half.first_token_seconds == pytest.approx(unit.first_token_seconds * 2)


def test_serverless_seconds_are_those_at_its_own_concurrency():
    # alone max(10, 20) + 5 = 25 ms; four at once max(40, 20) + 5 = 45 ms, a quarter each
    assert replica(OTHER).serverless_seconds == pytest.approx(0.025)
    four = replace(OTHER, serverless_concurrency=4.0)
    assert replica(four).serverless_seconds == pytest.approx(0.045 / 4)


# docs.nvidia.com, NIM benchmarking 1.0.0: Llama-3.3-70B fp8 on 2 × H100 SXM, 5,000 in, 500 out
NIM = [(1, 51.67), (5, 218.48), (25, 623.4), (50, 814.37)]


@pytest.mark.parametrize(("running", "measured"), NIM)
def test_thr_2_is_within_1_5_times(running, measured):
    service = Service(
        parameters=70.6,
        active_parameters=70.6,
        precision=Precision.INT8,
        layers=80.0,
        hidden_size=8192.0,
        kv_bytes_per_token=163_840.0,  # 2·80·8·128 bytes: an 8-bit cache
        tokens_in=5000.0,
        tokens_out=500.0,
        gpus_per_replica=2.0,
        step_overhead_ms=0.0,
        batch_cap=float(running),
        answer_target_seconds=1e4,
    )
    unit = replica(service)
    assert unit.slots == running
    assert 1 / 1.5 < unit.queries_per_second * 500 / measured < 1.5


@st.composite
def services(draw):
    share, size = st.floats(0.05, 1.0), st.floats(0.1, 60.0)
    kind = draw(st.sampled_from(list(ModelKind)))
    parameters = draw(size)
    return Service(
        kind=kind,
        parameters=parameters,
        active_parameters=parameters * draw(share),
        precision=draw(st.sampled_from(list(Precision))),
        layers=float(draw(st.integers(1, 100))),
        hidden_size=float(draw(st.integers(64, 10_000))),
        tokens_in=draw(st.floats(1, 5000)),
        tokens_out=draw(st.floats(0, 1000)),
        cached_prefix_share=draw(st.floats(0, 1)),
        gpus_per_replica=draw(st.sampled_from([None, 1.0, 2.0, 8.0])),
        gflops_per_query=draw(st.floats(0, 1e4)),
        megabytes_per_query=draw(st.floats(0, 1e4)),
        batch_cap=float(draw(st.integers(1, 300))),
        throughput_factor=draw(st.floats(0.2, 5)),
        answer_target_seconds=draw(st.floats(0.01, 100)),
    )


@given(services())
def test_slots_are_the_largest_batch_within_the_target(service):
    """Against every batch that memory and the engine allow, one by one."""
    unit = replica(service)
    assume(unit.fits)
    most = float(np.minimum(unit.memory_slots, service.batch_cap))
    batches = np.arange(1.0, most + 1)
    open_ended = replace(service, answer_target_seconds=1e6, batch_cap=batches)
    held = np.broadcast_to(replica(open_ended).hold_seconds, batches.shape)
    within = batches[held <= service.answer_target_seconds * (1 + 1e-9)]
    if within.size:
        assert unit.slots == within[-1]
        assert unit.answer_seconds <= service.answer_target_seconds * (1 + 1e-8)
    else:
        assert unit.slots == 1 or held[0] == pytest.approx(held[int(unit.slots) - 1])
        assert unit.meets_latency == 0


@given(services())
def test_more_running_queries_never_lower_the_throughput(service):
    caps = np.arange(1.0, 65.0)
    unit = replica(replace(service, batch_cap=caps, answer_target_seconds=1e6))
    assume(np.all(unit.fits))
    assert np.all(np.diff(unit.queries_per_second) >= -1e-9 * unit.queries_per_second[:-1])
    assert np.all(np.diff(np.broadcast_to(unit.hold_seconds, caps.shape)) >= -1e-9)


@pytest.mark.parametrize("way", [Supply.OWN, Supply.HYBRID, Supply.SPOT, Supply.API])
def test_a_way_without_a_price_is_refused_and_not_taken_as_zero(way):
    service = replace(LANGUAGE, name="Bot", supply=way)
    (said,) = problems(service, replica(service), UNKNOWN)
    assert said.startswith("Bot: what it costs as")
    assert "not taken as zero" in said
    priced = replace(UNKNOWN, cost=NOTHING)
    assert problems(service, replica(service), priced) == []
