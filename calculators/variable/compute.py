"""Compute: what does one replica of a service bear, and does the model fit?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from calculators.core import throughput
from calculators.core.inputs import Numeric, pick
from calculators.core.throughput import Accelerator, Efficiency, ModelShape
from calculators.core.units import GIGA, KILO, MEGA, TERA, whole_down
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
    meets_latency: Numeric  # 1 when one query alone stays within the targets, else 0
    fits: Numeric  # 1 when weights and one query fit into memory, else 0


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
    A measured throughput replaces the estimate: S(b) = b / measured.
    """
    shape, gpu, engine = _shape(service), _accelerator(service), _efficiency(service)
    query_bytes = _query_bytes(service)
    size = _replica_size(service, shape, gpu, query_bytes)
    free = service.memory_used_share * size * gpu.memory_bytes - throughput.weight_bytes(shape)
    in_memory = np.maximum(whole_down(free / np.maximum(query_bytes, 1.0)), NO_SLOTS)
    most = np.minimum(in_memory, service.batch_cap)
    in_time = _latency_slots(service, shape, gpu, engine, size, most)
    slots = np.where(in_memory > 0, np.clip(in_time, 1.0, np.maximum(most, 1.0)), NO_SLOTS)
    hold = _hold_seconds(service, shape, gpu, engine, size, slots) / service.throughput_factor
    rate = np.where(slots > 0, slots / np.where(hold > 0, hold, 1.0), 0.0)
    if service.measured_queries_per_second is not None:
        rate = np.where(slots > 0, service.measured_queries_per_second, 0.0)
        hold = slots / np.where(rate > 0, rate, 1.0)
    answer = hold if service.measured_answer_seconds is None else service.measured_answer_seconds
    first = _first_token_seconds(service, shape, gpu, engine, size)
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
        meets_latency=np.where(
            (answer <= service.answer_target_seconds * (1 + 1e-9))
            & (first <= service.first_token_target_seconds),
            1.0,
            0.0,
        ),
        fits=np.where(in_memory > 0, 1.0, 0.0),
    )


def _shape(service: Service) -> ModelShape:
    width = BYTES_PER_PARAMETER[service.precision]
    return ModelShape(
        parameters=service.parameters * GIGA * service.models_per_replica,
        active_parameters=service.active_parameters * GIGA,
        bytes_per_parameter=width,
        layers=service.layers,
        hidden_size=service.hidden_size,
        kv_bytes_per_token=0.0
        if service.kv_bytes_per_token is None
        else service.kv_bytes_per_token,
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
    cache = 0.0 if service.kv_bytes_per_token is None else service.kv_bytes_per_token
    return pick(
        service.kind,
        {
            ModelKind.LANGUAGE: lambda: cache * (service.tokens_in + service.tokens_out),
            ModelKind.OTHER: lambda: service.activation_megabytes * MEGA,
        },
    )


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


def _hold_seconds(
    service: Service,
    shape: ModelShape,
    gpu: Accelerator,
    engine: Efficiency,
    size: Numeric,
    batch: Numeric,
) -> Numeric:
    def language() -> Numeric:
        context = service.tokens_in + service.tokens_out / 2
        step = throughput.step_seconds(batch, context, shape, gpu, engine, size)
        return service.tokens_out * step + batch * _prefill(service, shape, gpu, engine, size)

    def other() -> Numeric:
        return throughput.other_hold_seconds(
            batch,
            service.gflops_per_query * GIGA,
            service.megabytes_per_query * MEGA,
            throughput.weight_bytes(shape),
            service.fixed_milliseconds / KILO,
            gpu,
            replace(engine, step_overhead_seconds=0.0),  # the fixed time says it for these
            size,
        )

    return pick(service.kind, {ModelKind.LANGUAGE: language, ModelKind.OTHER: other})


def _prefill(
    service: Service, shape: ModelShape, gpu: Accelerator, engine: Efficiency, size: Numeric
) -> Numeric:
    read_now = service.tokens_in * (1 - service.cached_prefix_share)
    return throughput.prefill_seconds(read_now, shape, gpu, engine, size)


def _latency_slots(
    service: Service,
    shape: ModelShape,
    gpu: Accelerator,
    engine: Efficiency,
    size: Numeric,
    most: Numeric,
) -> Numeric:
    """Largest batch within the answer target: S is convex and piecewise linear in the batch.

    Newton's steps from the right therefore land on it exactly after one for each piece.
    """
    target = service.answer_target_seconds * service.throughput_factor
    batch = np.maximum(most, 1.0)
    for _ in range(3):
        over = _hold_seconds(service, shape, gpu, engine, size, batch) - target
        before = _hold_seconds(service, shape, gpu, engine, size, batch - 1.0) - target
        step = np.where(over > before, over / np.where(over > before, over - before, 1.0), 0.0)
        batch = np.clip(np.where(over > 0, batch - step, batch), 1.0, np.maximum(most, 1.0))
    return np.where(most > 0, np.maximum(whole_down(batch), 1.0), NO_SLOTS)


def _first_token_seconds(
    service: Service, shape: ModelShape, gpu: Accelerator, engine: Efficiency, size: Numeric
) -> Numeric:
    def language() -> Numeric:
        return _prefill(service, shape, gpu, engine, size) + engine.step_overhead_seconds

    def other() -> Numeric:
        return _hold_seconds(service, shape, gpu, engine, size, 1.0)

    alone = pick(service.kind, {ModelKind.LANGUAGE: language, ModelKind.OTHER: other})
    return alone / service.throughput_factor
