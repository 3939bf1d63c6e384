"""Levers: what would make serving cheaper, and what each may cost in accuracy or time."""
# fmt: off

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from calculators.core.adoption import Adoption
from calculators.core.demand import Demand
from calculators.core.inputs import Input, Inputs, Measured, Numeric
from calculators.core.sources import LOSS, WORK, YOURS, assumption
from calculators.variable.service import RENTED_WAYS, SUPPLY_LABELS, Service, Services, Supply
from calculators.variable.service_model import ModelKind, Precision

NEXT_PRECISION = {Precision.FP32: Precision.BF16, Precision.BF16: Precision.INT8,
                  Precision.INT8: Precision.INT4}
SPARE_REPLICAS = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Levers(Inputs):
    """How far each lever would be pulled, and what it may cost."""

    sampled_share: Annotated[Numeric, Input(
        label="Sampling: keep", unit="share", bounds=(0.01, 1.0), typical=(0.1, 1.0), step=0.05,
        source=WORK, expert=True, help="Score this share of what is scored today.")] = 0.7
    sampling_points: Annotated[Numeric, Input(
        label="Sampling: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0, 5.0),
        step=0.1,
        doubt=(0.3, 3.0), source=LOSS, expert=True)] = 0.5
    sampling_weeks: Annotated[Numeric, Input(
        label="Sampling: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0), step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 1.0
    cached_share: Annotated[Numeric, Input(
        label="Cache: answer this share", unit="share", bounds=(0.0, 0.99), typical=(0.0, 0.9),
        step=0.01, source=WORK, expert=True)] = 0.3
    caching_points: Annotated[Numeric, Input(
        label="Cache: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0, 5.0),
        step=0.1,
        doubt=(0.3, 3.0), source=LOSS, expert=True, help="Answers grow old.")] = 0.2
    caching_weeks: Annotated[Numeric, Input(
        label="Cache: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0), step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 1.5
    precision_points: Annotated[Numeric, Input(
        label="Lower precision: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0,
        5.0),
        step=0.1, doubt=(0.3, 3.0), source=LOSS, expert=True)] = 0.3
    precision_weeks: Annotated[Numeric, Input(
        label="Lower precision: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 1.5
    smaller_size: Annotated[Numeric, Input(
        label="Smaller model: size", unit="share", bounds=(0.001, 1.0), typical=(0.05, 1.0),
        step=0.05,
        source=WORK, expert=True,
        help="Of today's parameters, by distillation or another model.")] = 0.4
    smaller_points: Annotated[Numeric, Input(
        label="Smaller model: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0, 10.0),
        step=0.1, doubt=(0.3, 3.0), source=LOSS, expert=True)] = 1.0
    smaller_weeks: Annotated[Numeric, Input(
        label="Smaller model: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 30.0),
        step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 6.0
    smaller_queries_per_second: Annotated[Measured, Input(
        label="Smaller model: measured throughput", unit="queries/s", bounds=(1e-6, 1e7),
        typical=(0.01, 1e4), optional=True, source=YOURS, expert=True,
        help="Of one replica. A model with 500 times fewer parameters has been seen to be slower, "
        "so its speed is asked for and not assumed.")] = None
    compiled_speedup: Annotated[Numeric, Input(
        label="Compilation: speed-up", unit="×", bounds=(0.1, 20.0), typical=(1.0, 3.0), step=0.05,
        doubt=(0.85, 1.2), source=LOSS, expert=True,
        help="Graph surgery, fused kernels, compilation.")] = 1.2
    compiled_weeks: Annotated[Numeric, Input(
        label="Compilation: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0), step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 3.0
    waiting_share: Annotated[Numeric, Input(
        label="Cheaper hours: can wait", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.8),
        step=0.05,
        source=YOURS, expert=True,
        help="Share of the work above the mean that can wait for a quiet hour.")
        ] = 0.2
    waiting_weeks: Annotated[Numeric, Input(
        label="Cheaper hours: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 2.0
    supply_weeks: Annotated[Numeric, Input(
        label="Change of supply: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5,
        doubt=(0.6, 2.0), source=WORK, expert=True)] = 2.0
    hours_down: Annotated[Numeric, Input(
        label="Hours down a month on one replica", unit="h/month", bounds=(0.0, 730.0),
        typical=(0.0, 10.0), step=0.1, doubt=(0.3, 3.0), expert=True,
        source=assumption("a single machine is lost now and then; count your own outages"),
        help="A second replica avoids them.")] = 1.0


def supply_adoptions(
    levers: Levers, services: Services, idle: Container[int] = ()
) -> Iterator[Adoption]:
    """Yield the other options of each service's supply slot.

    ``idle``: rows of which no machine is worth buying ahead; with none there is no commitment.
    """
    why = {
        Supply.ON_DEMAND: ("a load too flat or too small for anything else", "stay as you are",
                           "the bill of the other ways for one month"),
        Supply.AUTOSCALED: ("the load varies by more than a machine", "keep machines for the peak",
                            "queries an hour, and the time a machine takes to start"),
        Supply.COMMITTED: ("the base load is certain for a year", "rent by the hour",
                           "the least machines in use at any hour of the last quarter"),
        Supply.HELD_DOWN: ("users accept to wait or to pay for the busy hours", "serve the peak",
                           "queries above the cap, and how many of them come back"),
        Supply.SERVERLESS: ("machines would stand idle most of the day", "one small machine",
                            "the busy share of the machines you pay for"),
    }
    for i, service in enumerate(services.rows):
        for option in RENTED_WAYS:
            if option == service.supply or (option == Supply.COMMITTED and i in idle):
                continue
            price = service.serverless_price_per_gpu_second
            missing = option == Supply.SERVERLESS and price is None
            assumes, simpler, signal = why[option]
            yield Adoption(
                key=f"services.rows.{i}.supply.{option}",
                label=f"{SUPPLY_LABELS[option]}: {service.name}",
                detail=f"instead of {SUPPLY_LABELS[service.supply].lower()}",
                changes={f"services.rows.{i}.supply": option}, weeks=levers.supply_weeks,
                unknown="the serverless price per GPU-second" if missing else "",
                assumes=assumes, simpler=simpler, signal=signal)


def demand_adoptions(levers: Levers, demand: Demand) -> Iterator[Adoption]:
    """Yield the levers on the queries themselves."""
    yield Adoption(
        key="levers.sampling", label="Score fewer queries", weeks=levers.sampling_weeks,
        detail="sampling", points_lost=levers.sampling_points,
        changes={"demand.scored_share": demand.scored_share * levers.sampled_share},
        assumes="neighbouring queries say nearly the same", simpler="score everything",
        signal="accuracy with and without the dropped queries")
    yield Adoption(
        key="levers.caching", label="Answer more from a cache", weeks=levers.caching_weeks,
        detail="repeated queries", points_lost=levers.caching_points,
        changes={"demand.cached_share": _larger(demand.cached_share, levers.cached_share)},
        assumes="many queries repeat", simpler="compute every answer",
        signal="share of queries of last month that were asked before")
    if not demand.hourly:
        mean_above = demand.peak_to_mean - 1
        yield Adoption(
            key="levers.waiting", label="Move work to quiet hours", weeks=levers.waiting_weeks,
            detail="work that can wait",
            changes={"demand.peak_to_mean": 1 + mean_above * (1 - levers.waiting_share)},
            assumes="part of the peak is not urgent", simpler="serve in the order of arrival",
            signal="share of the busiest hour that nobody waits for")


def _larger(one: Numeric, other: Numeric) -> Numeric:
    larger: Numeric = np.maximum(one, other)
    return larger


def model_adoptions(levers: Levers, services: Services) -> Iterator[Adoption]:
    """Yield the levers on each service's model."""
    for i, service in enumerate(services.rows):
        row = f"services.rows.{i}"
        if service.precision in NEXT_PRECISION and service.measured_queries_per_second is None:
            lower = NEXT_PRECISION[service.precision]
            yield Adoption(
                key=f"{row}.precision", label=f"{lower} weights: {service.name}",
                detail=f"instead of {service.precision}", weeks=levers.precision_weeks,
                points_lost=levers.precision_points, changes={f"{row}.precision": lower},
                assumes="weights hold more digits than answers need", simpler="keep the precision",
                signal="points lost on your evaluation set")
        yield Adoption(
            key=f"{row}.compiled", label=f"Compile: {service.name}", weeks=levers.compiled_weeks,
            detail="graph surgery, fused kernels", changes=_faster(row, service,
            levers.compiled_speedup),
            assumes="the engine leaves time between kernels", simpler="the engine as it comes",
            signal="throughput of one replica before and after")
        yield _smaller(row, service, levers)
        if service.supply != Supply.SERVERLESS:
            yield Adoption(
                key=f"{row}.spare", label=f"A second replica: {service.name}", weeks=0.0,
                detail="survives the loss of one", hours_gained=levers.hours_down,
                changes={f"{row}.minimum_replicas": _larger(service.minimum_replicas,
                SPARE_REPLICAS)},
                assumes="an hour down costs more than a machine", simpler="restart by hand",
                signal="hours down last month")


def _faster(row: str, service: Service, speedup: Numeric) -> dict[str, Any]:
    if service.measured_queries_per_second is not None:
        return {f"{row}.measured_queries_per_second": service.measured_queries_per_second * speedup}
    return {f"{row}.throughput_factor": service.throughput_factor * speedup}


def _smaller(row: str, service: Service, levers: Levers) -> Adoption:
    size, speed = levers.smaller_size, levers.smaller_queries_per_second
    changes: dict[str, Any] = {
        f"{row}.parameters": service.parameters * size,
        f"{row}.active_parameters": service.active_parameters * size}
    if service.kind == ModelKind.OTHER:
        changes[f"{row}.gflops_per_query"] = service.gflops_per_query * size
    if speed is not None:
        changes[f"{row}.measured_queries_per_second"] = speed
    return Adoption(
        key=f"{row}.smaller", label=f"Smaller model: {service.name}", weeks=levers.smaller_weeks,
        detail="distilled, or another", points_lost=levers.smaller_points, changes=changes,
        unknown="" if speed is not None else "the smaller model's throughput: not measured",
        assumes="fewer parameters are faster, which must be measured", simpler="keep the model",
        signal="measured throughput and points lost of the smaller model")
