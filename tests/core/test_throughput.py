"""The throughput estimate against published cases, and its properties."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.serving_fit import efficiency_for
from calculators.core.throughput import (
    Accelerator,
    Efficiency,
    ModelShape,
    decode_ceiling_tokens_per_second,
    exchange_seconds,
    hold_seconds,
    kv_bytes_per_token_full_attention,
    latency_slots,
    memory_slots,
    other_hold_seconds,
    prefill_seconds,
    queries_per_second,
    step_seconds,
    weight_bytes,
)

A100 = Accelerator(
    memory_bytes=80e9,
    bandwidth_bytes_per_second=2039e9,
    flops_per_second=312e12,
    link_bytes_per_second=300e9,
)
H100 = Accelerator(
    memory_bytes=80e9,
    bandwidth_bytes_per_second=3350e9,
    flops_per_second=1979e12,
    link_bytes_per_second=450e9,
)
LLAMA_70B = ModelShape(
    parameters=70.6e9,
    active_parameters=70.6e9,
    bytes_per_parameter=1.0,
    layers=80.0,
    hidden_size=8192.0,
    kv_bytes_per_token=163840.0,  # 8-bit cache
)
LLAMA_8B = ModelShape(
    parameters=8.03e9,
    active_parameters=8.03e9,
    bytes_per_parameter=2.0,
    layers=32.0,
    hidden_size=4096.0,
    kv_bytes_per_token=131072.0,
)
PLAIN = Efficiency(bandwidth_share=0.6, compute_share=0.5, step_overhead_seconds=0.002)


# Kwon et al., PagedAttention, SOSP 2023, section 3; NVIDIA, Mastering LLM Techniques: Inference
# Optimization; IETF draft-calabria-bmwg-ai-fabric-inference-bench
KV_CASES = [
    pytest.param(40, 40, 128, 1, 819_200, 0.0, id="MEM-1 OPT-13B, one token: 800 KiB"),
    pytest.param(40, 40, 128, 2048, 1.6e9, 0.05, id="MEM-1 OPT-13B, 2048 tokens: 1.6 GB"),
    pytest.param(32, 32, 128, 4096, 2 * 2**30, 0.01, id="MEM-2 Llama 2 7B, 4096 tokens: 2 GiB"),
    pytest.param(80, 8, 128, 4096, 1_342_177_280, 0.0, id="MEM-3 80 layers, 8 KV heads"),
]


@pytest.mark.parametrize(("layers", "heads", "dim", "tokens", "expected", "tolerance"), KV_CASES)
def test_cache_of_full_attention(layers, heads, dim, tokens, expected, tolerance):
    cache = kv_bytes_per_token_full_attention(layers, heads, dim, 2.0) * tokens
    assert cache == pytest.approx(expected, rel=tolerance)


def test_mem_2_weights_are_about_14_gb():
    assert weight_bytes(replace(LLAMA_8B, parameters=6.74e9)) == pytest.approx(14e9, rel=0.05)


# pytorch-labs/gpt-fast README, Llama 2 7B on A100-80GB: bytes read per token, tokens/s, roofline
GPT_FAST = [
    pytest.param("bf16", 13.32e9, 104.9, 153, id="THR-1 bf16"),
    pytest.param("int8", 6.87e9, 155.58, 297, id="THR-1 int8"),
    pytest.param("int4", 4.38e9, 196.80, 465, id="THR-1 int4, group 32"),
]


@pytest.mark.parametrize(("precision", "read", "measured", "roofline"), GPT_FAST)
@pytest.mark.parametrize("engine", ["gpt-fast (torch.compile)", "vLLM", "llama.cpp", "unknown"])
def test_roofline_and_estimate_at_batch_1(engine, precision, read, measured, roofline):
    model = ModelShape(
        parameters=6.74e9,
        active_parameters=6.74e9,
        bytes_per_parameter=read / 6.74e9,
        layers=32.0,
        hidden_size=4096.0,
        kv_bytes_per_token=524288.0,
    )
    ceiling = decode_ceiling_tokens_per_second(model, A100)
    assert ceiling == pytest.approx(roofline, rel=0.005)
    assert ceiling >= measured
    fitted = efficiency_for(engine, "A100-80", precision, 1, False).efficiency
    estimate = 1.0 / step_seconds(1.0, 100.0, model, A100, fitted)
    assert measured / 2.5 <= estimate <= measured * 2.5


# docs.nvidia.com NIM benchmarking 1.0.0, container 1.8.0: Llama 3.3 70B fp8 on 2 x H100 SXM
THR_2 = {1: 51.67, 5: 218.48, 25: 623.4, 50: 814.37, 100: 917.26, 200: 920.54}


def llama_70b_tokens_per_second(concurrency, engine="NVIDIA NIM (TensorRT-LLM)"):
    efficiency = efficiency_for(engine, "H100-SXM", "fp8", 2, False).efficiency
    batch = np.minimum(concurrency, memory_slots(5000.0, 500.0, LLAMA_70B, H100, 2.0))
    hold = hold_seconds(batch, 5000.0, 500.0, LLAMA_70B, H100, efficiency, 2.0)
    return 500.0 * queries_per_second(batch, hold)


@pytest.mark.parametrize("engine", ["NVIDIA NIM (TensorRT-LLM)", "vLLM"])
@pytest.mark.parametrize("concurrency", THR_2)
def test_thr_2_within_one_and_a_half(concurrency, engine):
    ratio = llama_70b_tokens_per_second(float(concurrency), engine) / THR_2[concurrency]
    assert 1 / 1.5 <= ratio <= 1.5


def test_thr_2_does_not_grow_past_what_memory_holds():
    slots = memory_slots(5000.0, 500.0, LLAMA_70B, H100, 2.0)
    assert slots == 89  # floor(0.9 * (160e9 - 70.6e9) / (163840 * 5500)) = floor(89.29)
    at_slots = llama_70b_tokens_per_second(slots)
    assert llama_70b_tokens_per_second(10.0 * slots) == pytest.approx(at_slots)


def test_step_by_hand():
    # 16.06e9 + 10 * 1000 * 131072 = 17.37072e9 B / (2039e9 * 0.6) = 14.19873 ms, + 2 ms
    step = step_seconds(10.0, 1000.0, LLAMA_8B, A100, PLAIN)
    assert step == pytest.approx(0.01619873, rel=1e-6)


def test_prefill_by_hand():
    # (2 * 8.03e9 * 1000 + 2 * 32 * 4096 * 1e6) / (312e12 * 0.5) = 1.6322144e13 / 1.56e14
    assert prefill_seconds(1000.0, LLAMA_8B, A100, PLAIN) == pytest.approx(0.10462913, rel=1e-6)


def test_exchange_by_hand():
    # 2 * 32 * (10e-6 + 100 * 4096 * 2 * 2 * 3/4 / 300e9) = 64 * (10e-6 + 4.096e-6)
    seconds = exchange_seconds(100.0, LLAMA_8B, A100, 4.0)
    assert seconds == pytest.approx(9.02144e-4, rel=1e-9)
    assert exchange_seconds(100.0, LLAMA_8B, A100, 1.0) == 0.0


def test_other_model_by_hand():
    # 16 * 8.2e9 / (312e12 * 0.5) = 0.841 ms against 16 * 44e6 / (2039e9 * 0.6) = 0.575 ms;
    # + 2 ms a pass + 1 ms fixed
    hold = other_hold_seconds(16.0, 8.2e9, 44e6, 0.0, 0.001, A100, PLAIN)
    assert hold == pytest.approx(0.0038410256, rel=1e-6)


def test_embedder_holds_for_its_prefill_alone():
    prefill = prefill_seconds(300.0, LLAMA_8B, A100, PLAIN)
    hold = hold_seconds(8.0, 300.0, 0.0, LLAMA_8B, A100, PLAIN)
    assert hold == pytest.approx(8.0 * prefill)
    assert queries_per_second(8.0, hold) == pytest.approx(1.0 / prefill)


def test_model_that_does_not_fit_has_no_slot_and_serves_nothing():
    large = replace(LLAMA_70B, bytes_per_parameter=2.0)
    slots = memory_slots(1000.0, 100.0, large, A100)
    assert slots == 0.0
    hold = hold_seconds(slots, 1000.0, 100.0, large, A100, PLAIN)
    assert queries_per_second(slots, hold) == 0.0


def test_model_without_cache_is_not_limited_by_memory():
    embedder = replace(LLAMA_8B, kv_bytes_per_token=0.0)
    assert memory_slots(500.0, 0.0, embedder, A100) == np.inf


@given(target=st.floats(0.1, 200.0), out=st.floats(1.0, 1000.0))
def test_latency_slots_are_the_largest_batch_within_the_target(target, out):
    slots = latency_slots(target, 512.0, 500.0, out, LLAMA_8B, A100, PLAIN)
    assert 0.0 <= slots <= 512.0
    assert slots == np.floor(slots)
    if slots >= 1:
        within = hold_seconds(slots, 500.0, out, LLAMA_8B, A100, PLAIN)
        assert within <= target * (1 + 1e-6)
    if slots < 512:
        assert hold_seconds(slots + 1.0, 500.0, out, LLAMA_8B, A100, PLAIN) > target * (1 - 1e-6)


@given(
    batch=st.floats(1.0, 2000.0), more=st.floats(1.0, 10.0), gpus=st.sampled_from([1.0, 2.0, 8.0])
)
def test_hold_never_falls_with_the_batch(batch, more, gpus):
    first = hold_seconds(batch, 500.0, 200.0, LLAMA_8B, A100, PLAIN, gpus)
    assert hold_seconds(batch * more, 500.0, 200.0, LLAMA_8B, A100, PLAIN, gpus) >= first


@given(batch=st.floats(1.0, 2000.0), more=st.floats(1.0, 10.0))
def test_throughput_never_falls_with_bandwidth(batch, more):
    faster = replace(A100, bandwidth_bytes_per_second=2039e9 * more)
    rates = [
        queries_per_second(batch, hold_seconds(batch, 500.0, 200.0, LLAMA_8B, gpu, PLAIN))
        for gpu in (A100, faster)
    ]
    assert rates[1] >= rates[0]


def lifted(group, factors):
    return type(group)(**{f.name: getattr(group, f.name) * factors for f in fields(group)})


def at(group, i):
    return type(group)(**{f.name: float(getattr(group, f.name)[i]) for f in fields(group)})


def test_array_equals_loop_of_scalars():
    factors = np.array([0.5, 1.0, 1.4])
    batch, tokens_in, tokens_out = 20.0 * factors, 800.0 * factors, np.array([0.0, 100.0, 300.0])
    gpus, target = np.array([1.0, 2.0, 8.0]), np.array([0.2, 5.0, 60.0])
    model, gpu, share = (lifted(g, factors) for g in (LLAMA_8B, A100, PLAIN))

    def everything(b, i, o, m, a, e, g, t):
        hold = hold_seconds(b, i, o, m, a, e, g)
        return [
            hold,
            queries_per_second(b, hold),
            memory_slots(i, o, m, a, g),
            latency_slots(t, b, i, o, m, a, e, g),
            decode_ceiling_tokens_per_second(m, a, i, g),
            other_hold_seconds(b, i * 1e9, i * 1e6, 1e9, 0.0, a, e, g),
        ]

    together = everything(batch, tokens_in, tokens_out, model, gpu, share, gpus, target)
    for n in range(3):
        parts = (at(g, n) for g in (model, gpu, share))
        alone = everything(batch[n], tokens_in[n], tokens_out[n], *parts, gpus[n], target[n])
        assert [float(row[n]) for row in together] == pytest.approx([float(x) for x in alone])


def test_axes_broadcast():
    gpus, batch = np.array([[1.0], [2.0]]), np.array([1.0, 8.0, 64.0])
    assert np.shape(hold_seconds(batch, 500.0, 200.0, LLAMA_8B, A100, PLAIN, gpus)) == (2, 3)
