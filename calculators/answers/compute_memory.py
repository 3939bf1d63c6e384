"""Memory of one replica: what fills it, and what would hold a model that does not fit."""

from __future__ import annotations

from typing import Literal

from calculators.answers.compute_words import gpus, row_of
from calculators.catalog import Machine, machines
from calculators.core import words
from calculators.core.answer import Share
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable import compute
from calculators.variable.service_model import ModelKind

PHONE_GB, LAPTOP_GB = 8.0, 16.0  # assumption: memory of a common phone and laptop
Role = Literal["base", "alt", "soft", "free"]
SPLITS = compute.REPLICA_SIZES


def memory_bar(e: Evaluation, row: int) -> tuple[str, str, list[Share]]:
    """Return title, subtitle and parts of the memory of one replica, at the slots it uses."""
    result = e.services[row_of(e, row)]
    service, unit = result.service, result.unit
    where = f"{gpus(first(unit.gpus))} of {_gb(first(service.memory_gb))}, {service.name}"
    if compute.unknown_inputs(service):
        title = "Whether it fits is unknown: enter the KV cache per token"
        return title, where, _unknown_parts(result)
    if first(unit.fits) == 0:
        return _does_not_fit(result, where)
    whole, weights = first(unit.memory_gb), first(unit.weights_gb)
    cache = first(unit.slots) * first(unit.cache_gb_per_query)
    reserve = whole - first(unit.usable_gb)
    free = max(whole - weights - cache - reserve, 0.0)
    title = f"One replica fits, with {_gb(free)} to spare"
    running = words.number(first(unit.slots), "queries")
    language = service.kind == ModelKind.LANGUAGE
    parts = [
        _part("Weights", weights, whole, "base"),
        _part(f"KV cache of {running}" if language else f"{running} at once", cache, whole, "alt"),
        _part("Kept free for the framework", reserve, whole, "soft"),
        _part("Free", free, whole, "free"),
    ]
    return title, f"{where}. {_on_devices(result)}", parts


def _unknown_parts(result: ServiceResult) -> list[Share]:
    whole, weights = first(result.unit.memory_gb), first(result.unit.weights_gb)
    share = min(weights / whole, 1.0)
    return [
        Share(name="Weights", size=_gb(weights), share=share, role="base"),
        Share(name="KV cache", size=words.UNKNOWN, share=1.0 - share, role="free"),
    ]


def _does_not_fit(result: ServiceResult, where: str) -> tuple[str, str, list[Share]]:
    unit = result.unit
    weights, cache = first(unit.weights_gb), first(unit.cache_gb_per_query)
    need = weights + cache
    title = f"Does not fit: it needs {_gb(need)}, and {_gb(first(unit.usable_gb))} may be filled"
    machine = smallest_machine(need / first(result.service.memory_used_share))
    holds = f"Smallest listed machine that holds it: {machine.label}" if machine else ""
    holds = holds or "It does not fit any machine listed"
    parts = [
        _part("Weights", weights, need, "base"),
        _part("One running query", cache, need, "alt"),
    ]
    return title, f"{where}. {holds}. {_on_devices(result)}", parts


def smallest_machine(memory_gb: float) -> Machine | None:
    """Return the listed machine with the least memory that holds so much; ties by price."""
    enough = [
        machine
        for machine in machines()
        if machine.gpus_per_machine in SPLITS
        and machine.gpus_per_machine * machine.memory_gb >= memory_gb
    ]
    return min(
        enough,
        key=lambda machine: (
            machine.gpus_per_machine * machine.memory_gb,
            machine.price_per_hour,
        ),
        default=None,
    )


def _on_devices(result: ServiceResult) -> str:
    """Whether one model with one query fits a phone or a laptop, both of an assumed size."""
    unit, service = result.unit, result.service
    models = first(service.models_per_replica)
    need = first(unit.weights_gb) / models + first(unit.cache_gb_per_query)
    share = first(service.memory_used_share)
    said = [
        f"{name} with {_gb(size)}: {'fits' if need <= share * size else 'does not fit'}"
        for name, size in (("phone", PHONE_GB), ("laptop", LAPTOP_GB))
    ]
    return f"On a device one query needs {_gb(need)} ({', '.join(said)}; sizes are assumptions)"


def _part(name: str, size: float, whole: float, role: Role) -> Share:
    return Share(name=name, size=_gb(size), share=size / whole if whole > 0 else 0.0, role=role)


def _gb(size: float) -> str:
    return (
        words.value_with_unit(size * 1e3, "MB") if size < 1 else words.value_with_unit(size, "GB")
    )
