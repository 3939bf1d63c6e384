"""Compute: what one replica of a service bears, and whether the model fits."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from calculators.core import throughput
from calculators.core.inputs import Numeric, pick
from calculators.core.throughput import Accelerator, Efficiency, ModelShape
from calculators.core.units import GIGA, KILO, MEGA, TERA, WHOLE_SLACK, whole_down
from calculators.variable.service import Service
from calculators.variable.service_model import ModelKind, Precision

BYTES_PER_PARAMETER = {  # int4 with scales by groups of 32: 4.38 GB a token for 6.74e9 parameters
    Precision.FP32: 4.0,
    Precision.BF16: 2.0,
    Precision.INT8: 1.0,
    Precision.INT4: 0.65,
}
FP32_SHARE_OF_16_BIT = 0.5  # fp32 weights run as TF32, at half the 16-bit peak (NVIDIA data sheets)
REPLICA_SIZES = (1.0, 2.0, 4.0, 8.0, 16.0)  # GPUs that tensor parallelism splits over
NO_SLOTS = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Replica:
    """What one replica of a service bears; every field has the shape of the inputs."""

    gpus: Numeric  # [GPUs]; the smallest size that holds the model, or the one entered
    weights_gb: Numeric  # [GB] of all models on the replica
    cache_gb_per_query: Numeric  # [GB] KV cache or activations of one running query
    memory_gb: Numeric  # [GB] of the whole replica
    usable_gb: Numeric  # [GB] that may be filled
    memory_slots: Numeric  # running queries that memory holds; 0 = does not fit
    latency_slots: Numeric  # running queries that the latency target allows
    slots: Numeric  # running queries: the least of memory, latency and the engine's cap
    hold_seconds: Numeric  # S(b): how long a query holds its slot
    queries_per_second: Numeric  # at full slots
    first_token_seconds: Numeric  # without waiting; equals the answer for other models
    answer_seconds: Numeric  # measured where it was measured
    serverless_seconds: Numeric  # GPU time of one query at the concurrency of serverless workers
    meets_latency: Numeric  # 1 when one query alone stays within the targets, else 0
    fits: Numeric  # 1 when weights and one query fit into memory, else 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Setup:
    """One service on its replica, as the estimate of throughput takes it."""

    service: Service
    shape: ModelShape
    gpu: Accelerator
    engine: Efficiency
    size: Numeric  # [GPUs] of the replica


def unknown_inputs(service: Service) -> list[str]:
    """Return a sentence for each unknown without which the service cannot be computed."""
    if service.kind == ModelKind.LANGUAGE and service.kv_bytes_per_token is None:
        return [
            f"{service.name}: KV cache per token is unknown; enter it from the model card "
            "(0 to 1e+08 bytes). It is not guessed."
        ]
    return []


def replica(service: Service) -> Replica:
    """Return what one replica bears: fit, slots by memory and by latency, throughput, latency.

    Slots b = min(memory, latency target, engine's cap); throughput = b/S(b) (core.throughput).
    A measured throughput µ replaces the estimate: S(b) = b/µ, and µ·T queries run at once (Little's
    law), T the latency measured with it, or else the target within which it is taken to hold.
    """
    shape, gpu, query_bytes = _shape(service), _accelerator(service), _query_bytes(service)
    size = _replica_size(service, shape, gpu, query_bytes)
    on = Setup(service=service, shape=shape, gpu=gpu, engine=_efficiency(service), size=size)
    free = service.memory_used_share * size * gpu.memory_bytes - throughput.weight_bytes(shape)
    in_memory = np.maximum(whole_down(free / np.maximum(query_bytes, 1.0)), NO_SLOTS)
    most = np.minimum(in_memory, service.batch_cap)
    in_time = _slots_in_time(on, most)
    slots = np.where(in_memory > 0, np.clip(in_time, 1.0, np.maximum(most, 1.0)), NO_SLOTS)
    hold = _hold_seconds(on, slots) / service.throughput_factor
    rate = np.where(slots > 0, slots / np.where(hold > 0, hold, 1.0), 0.0)
    at_once = np.minimum(service.serverless_concurrency, np.maximum(slots, 1.0))
    alone = _hold_seconds(on, at_once) / service.throughput_factor
    if service.measured_queries_per_second is not None:
        alone = alone * rate / service.measured_queries_per_second  # the estimate, scaled alike
        rate = np.where(slots > 0, service.measured_queries_per_second, 0.0)
        hold = slots / np.where(rate > 0, rate, 1.0)
    answer = hold if service.measured_answer_seconds is None else service.measured_answer_seconds
    first = _first_token_seconds(on)
    in_time_alone = (answer <= service.answer_target_seconds * (1 + WHOLE_SLACK)) & (
        first <= service.first_token_target_seconds
    )
    return Replica(
        gpus=size,
        weights_gb=throughput.weight_bytes(shape) / GIGA,
        cache_gb_per_query=query_bytes / GIGA,
        memory_gb=size * gpu.memory_bytes / GIGA,
        usable_gb=service.memory_used_share * size * gpu.memory_bytes / GIGA,
        memory_slots=in_memory,
        latency_slots=in_time,
        slots=slots,
        hold_seconds=hold,
        queries_per_second=rate,
        first_token_seconds=np.minimum(first, answer),
        answer_seconds=answer,
        serverless_seconds=np.minimum(alone, answer) / at_once,
        meets_latency=np.where(in_time_alone, 1.0, 0.0),
        fits=np.where(in_memory > 0, 1.0, 0.0),
    )


def _shape(service: Service) -> ModelShape:
    return ModelShape(
        parameters=service.parameters * GIGA * service.models_per_replica,
        active_parameters=service.active_parameters * GIGA,
        bytes_per_parameter=BYTES_PER_PARAMETER[service.precision],
        layers=service.layers,
        hidden_size=service.hidden_size,
        kv_bytes_per_token=_cache_bytes(service),
    )


def _accelerator(service: Service) -> Accelerator:
    in_8_bit = service.tflops if service.tflops_8bit is None else service.tflops_8bit
    tflops = pick(
        service.precision,
        {
            Precision.FP32: lambda: service.tflops * FP32_SHARE_OF_16_BIT,
            Precision.BF16: lambda: service.tflops,
            Precision.INT8: lambda: in_8_bit,
            Precision.INT4: lambda: service.tflops,  # weights unpack to 16 bit
        },
    )
    return Accelerator(
        memory_bytes=service.memory_gb * GIGA,
        bandwidth_bytes_per_second=service.bandwidth_gb_per_second * GIGA,
        flops_per_second=tflops * TERA,
        link_bytes_per_second=service.link_gb_per_second * GIGA,
    )


def _efficiency(service: Service) -> Efficiency:
    return Efficiency(
        bandwidth_share=service.bandwidth_efficiency,
        compute_share=service.compute_efficiency,
        step_overhead_seconds=service.step_overhead_ms / KILO,
    )


def _query_bytes(service: Service) -> Numeric:
    cache = _cache_bytes(service)
    size: Numeric = pick(
        service.kind,
        {
            ModelKind.LANGUAGE: lambda: cache * (service.tokens_in + service.tokens_out),
            ModelKind.OTHER: lambda: service.activation_megabytes * MEGA,
        },
    )
    return size


def _cache_bytes(service: Service) -> Numeric:
    """Return the cache of a token; 0 stands in for an unknown one, whose plan is refused."""
    return 0.0 if service.kv_bytes_per_token is None else service.kv_bytes_per_token


def _replica_size(
    service: Service, shape: ModelShape, gpu: Accelerator, query_bytes: Numeric
) -> Numeric:
    if service.gpus_per_replica is not None:
        return service.gpus_per_replica
    need = throughput.weight_bytes(shape) + query_bytes
    room = service.memory_used_share * gpu.memory_bytes
    size: Numeric = REPLICA_SIZES[-1]
    for smaller in reversed(REPLICA_SIZES[:-1]):
        size = np.where(need <= room * smaller, smaller, size)
    return size


def _hold_seconds(on: Setup, batch: Numeric) -> Numeric:
    service = on.service

    def language() -> Numeric:
        context = service.tokens_in + service.tokens_out / 2
        step = throughput.step_seconds(batch, context, on.shape, on.gpu, on.engine, on.size)
        return service.tokens_out * step + batch * _prefill(on)

    def other() -> Numeric:
        return throughput.other_hold_seconds(
            batch,
            service.gflops_per_query * GIGA,
            service.megabytes_per_query * MEGA,
            throughput.weight_bytes(on.shape),
            service.fixed_milliseconds / KILO,
            on.gpu,
            replace(on.engine, step_overhead_seconds=0.0),  # the fixed time says it for these
            on.size,
        )

    held: Numeric = pick(service.kind, {ModelKind.LANGUAGE: language, ModelKind.OTHER: other})
    return held


def _prefill(on: Setup) -> Numeric:
    tokens = on.service.tokens_in
    cached = tokens * on.service.cached_prefix_share
    return throughput.prefill_seconds(tokens, on.shape, on.gpu, on.engine, on.size, cached)


def _slots_in_time(on: Setup, most: Numeric) -> Numeric:
    measured, seconds = on.service.measured_queries_per_second, on.service.measured_answer_seconds
    if measured is None:
        return _latency_slots(on, most)
    running = measured * (on.service.answer_target_seconds if seconds is None else seconds)
    return np.where(most > 0, np.maximum(whole_down(running), 1.0), NO_SLOTS)


def _latency_slots(on: Setup, most: Numeric) -> Numeric:
    """Largest batch within the answer target: S is convex and piecewise linear in the batch.

    Newton's steps from the right therefore land on it after one for each piece. Where the kink
    lies between two whole batches a step may fall short of one, hence the last comparison.
    """
    target = on.service.answer_target_seconds * on.service.throughput_factor
    batch = np.maximum(most, 1.0)
    for _ in range(3):
        over = _hold_seconds(on, batch) - target
        before = _hold_seconds(on, batch - 1.0) - target
        step = np.where(over > before, over / np.where(over > before, over - before, 1.0), 0.0)
        batch = np.clip(np.where(over > 0, batch - step, batch), 1.0, np.maximum(most, 1.0))
    whole = np.maximum(whole_down(batch), 1.0)
    more = np.minimum(whole + 1.0, np.maximum(most, 1.0))
    reached = _hold_seconds(on, more) <= target
    return np.where(most > 0, np.where(reached, more, whole), NO_SLOTS)


def _first_token_seconds(on: Setup) -> Numeric:
    def language() -> Numeric:
        return _prefill(on) + on.engine.step_overhead_seconds

    def other() -> Numeric:
        return _hold_seconds(on, 1.0)

    kinds = {ModelKind.LANGUAGE: language, ModelKind.OTHER: other}
    alone: Numeric = pick(on.service.kind, kinds)
    return alone / on.service.throughput_factor
