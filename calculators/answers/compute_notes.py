"""What decides the cost of serving, what to measure next, and what must be said beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from calculators.answers.compute_bills import bill_by_month
from calculators.answers.compute_curves import busiest_multiple
from calculators.answers.compute_levers import PAGE
from calculators.answers.compute_words import (
    gpus,
    row_of,
    seconds,
    share_words,
    source_of_throughput,
)
from calculators.answers.lever_table import levers
from calculators.answers.price_notes import machine_price
from calculators.core import words
from calculators.core.cost_line import bought_time
from calculators.core.decision import Decision
from calculators.core.demand import Demand
from calculators.core.inputs import Input, YesNo, specs
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable import compute, supply
from calculators.variable.service import WITHOUT_MACHINES, Service, Supply

MOST = 0.5  # of a bill: more than that decides it
HARDLY = 1e-9  # of the mean load: what must run when next to nothing arrives


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a service pays for beside the machines that serve its queries."""

    said: str
    cost: float  # [USD/month]
    whole: float  # [USD/month] the bill that it is part of
    measure: str


def decides(e: Evaluation) -> str:
    """Return what decides the cost: of the service that costs most, what limits its machines."""
    result = max(e.services, key=lambda r: first(bill_by_month(e, r)))
    where = f" ({result.service.name})" if len(e.services) > 1 else ""
    return f"What decides it: {_reason(e, result)}{where}."


def _reason(e: Evaluation, result: ServiceResult) -> str:
    beside = _most_of_it(e, result)
    if beside is not None:
        return f"{beside.said}, {words.money(beside.cost)} of {words.money(beside.whole)}"
    if result.service.supply == Supply.API:
        return _tokens(e, result)
    if result.service.supply in WITHOUT_MACHINES:
        return "the GPU-seconds of one query, cold starts included"
    if _is_least(result):
        busy = f"{gpus(first(result.chosen.gpus))}, {share_words(first(result.utilisation))} busy"
        models = words.number(first(result.load.copies), "models")
        return f"{models} on {busy}" if _has_several(result) else f"the least that can run, {busy}"
    if result.service.measured_queries_per_second is not None:
        rate = words.number(result.service.measured_queries_per_second, "queries/s")
        return f"the busiest hour, and the measured {rate} of a replica"
    return f"the busiest hour, and {limit(result)}"


def _most_of_it(e: Evaluation, result: ServiceResult) -> Beside | None:
    """Return what takes more than half of a service's bill and does not follow its queries."""
    whole = first(bill_by_month(e, result))
    beside = first(supply.staging_cost(result.service)) * first(e.bill_factor)
    time = first(bought_time(result.chosen.weeks, e.scenario.worth))
    count = words.value_with_unit(first(result.service.other_gpus), "non-production GPUs")
    used, worked = f"hours in which the {count} are used", "engineers' hours on serving it"
    found = (
        Beside(said=count, cost=beside, whole=whole, measure=used),
        Beside(said="engineer time", cost=time, whole=whole, measure=worked),
    )
    return next((one for one in found if one.cost > MOST * whole), None)


def _tokens(e: Evaluation, result: ServiceResult) -> str:
    """Return what an API bills: the tokens of a query, or the least that it takes a month."""
    service, least = result.service, first(e.scenario.api.minimum_spend)
    if least > 0 and first(result.chosen.cost - supply.staging_cost(service)) <= least:
        return f"the API's minimum of {words.money(least, 'month')}"
    asked, answered = words.number(first(service.tokens_in)), first(service.tokens_out)
    return f"the tokens of one query, {asked} in and {words.number(answered)} out"


def _is_least(result: ServiceResult) -> bool:
    """Whether no fewer machines could run if next to nothing arrived."""
    least = _gpus_at(result, HARDLY * busiest_multiple(result))
    return first(result.chosen.gpus) <= least


def _has_several(result: ServiceResult) -> bool:
    """Whether the alike models need more than one replica, whatever the load."""
    return first(result.load.copies) > first(result.service.models_per_replica)


def limit(result: ServiceResult) -> str:
    """Return which of memory, latency and the engine's cap limits the queries on one replica."""
    service, unit = result.service, result.unit
    held, cap = first(unit.memory_slots), first(service.batch_cap)
    slots = words.number(first(unit.slots), "queries")
    if first(unit.slots) < min(held, cap):
        target = seconds(first(service.answer_target_seconds))
        return f"latency: within {target} a replica takes {slots} at once"
    if held <= cap:
        return f"memory: a replica holds {slots} at once"
    return f"the engine's cap of {slots} at once"


def _gpus_at(result: ServiceResult, multiple: float, service: Service | None = None) -> float:
    """GPUs in the busiest hour of month 1 at another multiple of the mean, or another service."""
    reach = replace(
        result.load,
        queries_per_month=result.load.queries_per_month[..., :1],
        copies=result.load.copies[..., :1],
    )
    unit = compute.replica(service) if service else result.unit
    used = service or result.service
    return first(supply.gpus_needed(used, unit, reach, np.array([multiple]), result.exact))


def measure_next(e: Evaluation) -> str:
    """Return the measurement that may still change the number of machines, else the bill."""
    for result in sorted(e.services, key=lambda r: -first(bill_by_month(e, r))):
        found = _worth_measuring(e, result)
        if found:
            where = f" ({result.service.name})" if len(e.services) > 1 else ""
            return f"Measure next: {found}{where}."
    crowded = [r for r in e.services if _is_least(r) and _has_several(r)]
    if crowded:
        return f"Measure next: how many models share one replica ({crowded[0].service.name})."
    if e.scenario.services.last_bill is None:
        return (
            "Measure next: last month's bill; the usual errors of throughput and peak do not "
            "change the number of GPUs."
        )
    return "Measure next: nothing here; likely errors do not change the number of GPUs."


def _worth_measuring(e: Evaluation, result: ServiceResult) -> str:
    service, multiple = result.service, busiest_multiple(result)
    measured = service.measured_queries_per_second is not None
    beside = _most_of_it(e, result)
    if beside is not None:
        return beside.measure
    if service.supply == Supply.API:
        return "tokens of one query, in and out"
    if service.supply in WITHOUT_MACHINES:
        return "" if measured else "GPU-seconds of one query"
    now = _gpus_at(result, multiple)
    low, _ = _doubt(type(service), "throughput_factor")
    if not measured:
        slower = replace(service, throughput_factor=max(service.throughput_factor * low, 0.01))
        if _gpus_at(result, multiple, slower) > now:
            return "the throughput of one replica under load"
    _, high = _doubt(Demand, "peak_to_mean")
    if not e.scenario.demand.hourly and _gpus_at(result, multiple * high) > now:
        return "queries in the busiest hour"
    return ""


def _doubt(group: type, field: str) -> tuple[float, float]:
    spec = specs(group)[field]
    return (spec.doubt if isinstance(spec, Input) else None) or (1.0, 1.0)


def notes(e: Evaluation, row: int) -> list[str]:
    """Return what a reader must know: source of the throughput, limits, bill, what is missing."""
    result = e.services[row_of(e, row)]
    found = [] if result.service.supply == Supply.API else _replica_notes(result)
    found += [_latency_note(r) for r in e.services if r.service.supply != Supply.API]
    found += [_bill_note(e), _smaller_note(e)]
    found += [] if result.service.supply == Supply.API else [machine_price(result.service)]
    return [note for note in found if note]


def _replica_notes(result: ServiceResult) -> list[str]:
    return [_throughput_note(result), f"{result.service.name}, slots: {limit(result)}."]


def _throughput_note(result: ServiceResult) -> str:
    service = result.service
    rate = words.number(first(result.unit.queries_per_second), "queries/s")
    if source_of_throughput(result) == "measured":
        return f"{service.name}: the measured {rate} of a replica is used, not the estimate."
    low, high = _doubt(type(service), "throughput_factor")
    return (
        f"{service.name}: {rate} of a replica is an estimate. Published measurements lie between "
        f"{words.number(low)} and {words.number(high)} of this estimate in 8 of 10 cases."
    )


def _latency_note(result: ServiceResult) -> str:
    service, unit = result.service, result.unit
    if first(unit.meets_latency) == 1:
        return ""
    whole, token = first(unit.answer_seconds), first(unit.first_token_seconds)
    said = []
    if whole > first(service.answer_target_seconds):
        target = seconds(first(service.answer_target_seconds))
        said.append(f"a whole answer takes {seconds(whole)}, and {target} were asked for")
    if token > first(service.first_token_target_seconds):
        target = seconds(first(service.first_token_target_seconds))
        said.append(f"the first token takes {seconds(token)}, and {target} were asked for")
    if not said:
        said.append("one query alone does not stay within the targets")
    return (
        f"{service.name}: latency is not met: {'; '.join(said)}. Choose a faster machine, more "
        "GPUs per replica, a smaller model, or a later target."
    )


def _bill_note(e: Evaluation) -> str:
    bill, estimate = e.scenario.services.last_bill, first(e.estimated_compute)
    if bill is None:
        return ""
    said = (
        f"Last month's bill was {words.money(first(bill))}, the estimate is {words.money(estimate)}"
    )
    if not estimate > 0:
        return f"{said}: there is nothing to scale."
    applied = e.scenario.services.apply_bill == YesNo.YES
    factor = first(bill) / estimate
    use = "applied to every compute cost" if applied else "not applied"
    return f"{said}: a factor of {words.number(factor)}, {use}."


def _smaller_note(e: Evaluation) -> str:
    if any(_is_unmeasured(d) for d in levers(e, PAGE)):
        return (
            "Smaller model: not measured. A model with 500 times fewer parameters has been seen to "
            "be slower (Dhingra and Sood 2023), so its throughput is asked for, not assumed."
        )
    return ""


def _is_unmeasured(decision: Decision) -> bool:
    return decision.key.endswith(".smaller") and bool(decision.unknown)
