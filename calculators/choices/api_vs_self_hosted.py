"""API or self-hosted: the bill of a service through an API, and the work of going there or back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.choices import api_vs_self_hosted_tokens as api_tokens
from calculators.choices.api_vs_self_hosted_catalog import other_model
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.inputs import Monthly, pick
from calculators.core.units import MONTHS_PER_YEAR, over_months
from calculators.variable.compute import Replica
from calculators.variable.service import OWNED_WAYS, SUPPLY_LABELS, Service, Services, Supply
from calculators.variable.service_model import ModelKind
from calculators.variable.supply import TERM_MONTHS, Load, SupplyCost, unknown_bill

PAGE = "api"


def serving_cost(
    p: Api,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of a service through an API; unknown without a price.

    max(calls · price of a call, minimum spend). Beside it: time for swaps of the model, value lost
    by wrong and by slower answers, and revenue of what the rate limit turns away. The bill is not
    lowered for what is turned away: it is sent again. No cloud's credits pay it.
    """
    del unit, exact, term
    price = api_tokens.price_per_call(p, service)
    if price is None:
        return unknown_bill(reach)
    calls, nothing = reach.queries_per_month, 0.0 * reach.queries_per_month
    cost = np.maximum(calls * over_months(price), over_months(p.minimum_spend))
    swaps = over_months(p.swap_weeks * p.swaps_per_year / MONTHS_PER_YEAR)
    wrong = over_months(p.error_gap * p.cost_per_error) * calls
    slower = over_months(p.latency_gap_seconds * worth.second_value)
    return SupplyCost(
        cost=cost,
        gpus=nothing,
        mean_gpus=nothing,
        revenue_lost=turned_away(p, service, reach) * reach.revenue_per_call + nothing,
        rented=0.0 * cost,
        time=swaps + nothing,
        lost=wrong + slower,
    )


def turned_away(p: Api, service: Service, reach: Load) -> Monthly:
    """Return the calls that the rate limit refuses [calls/month].

    Mean over the hours of max(load of the hour − limit, 0); what can wait a day stays below it.
    """
    limit = api_tokens.limit_in_calls(p, service)
    if limit is None:
        return 0.0 * reach.queries_per_month
    prompt = reach.queries_per_month * over_months(1 - p.batch_share)
    by_hour = reach.hours[..., np.newaxis] * prompt[..., np.newaxis, :]
    above = np.maximum(by_hour - over_months(over_months(limit)), 0.0)
    refused: Monthly = np.mean(above, axis=-2)
    return refused


def adoptions(p: Api, services: Services) -> Iterator[Adoption]:
    """Yield for each service the way that it does not have: through the API, or back."""
    for row, service in enumerate(services.rows):
        back = service.supply == Supply.API
        yield _back(p, row, service) if back else _to_api(p, row, service)


def _to_api(p: Api, row: int, service: Service) -> Adoption:
    missing = unknown(p, service)
    return Adoption(
        key=f"services.rows.{row}.supply.api",
        page=PAGE,
        label=f"{SUPPLY_LABELS['api']}: {service.name}",
        detail=f"instead of {SUPPLY_LABELS[service.supply].lower()}",
        changes={f"services.rows.{row}.supply": Supply.API},
        weeks=p.migration_weeks,
        weeks_saved=0.0 if missing else p.self_hosting_time,
        unknown=missing,
        assumes=_assumed(p, service),
        simpler="fewer, busier machines",
        signal=_signal(p, service),
        question=f"An API instead of own serving: {service.name}?",
        baseline="self-hosted",
    )


def _signal(p: Api, service: Service) -> str:
    """Return what to measure: what is bought, and how well both answer; first of all a price."""
    if service.kind == ModelKind.OTHER and p.call_price is None:
        return "the price of a call at an API, beside what a call costs here"
    many = api_tokens.SOLD[service.kind].many
    return f"{many} a month, and the share of answers that only one of both gets right"


def _assumed(p: Api, service: Service) -> str:
    """Return what adopting the API takes for granted, the models named where they are two."""
    models = other_model(p, service)
    if models is None:
        return "an API answers as well as the model served today, and stays"
    return f"{models[0]} at the API answers as well as {models[1]} does today, and stays"


def _back(p: Api, row: int, service: Service) -> Adoption:
    many, simpler = api_tokens.SOLD[service.kind].many, "a cheaper model of the same API, a cache"
    if service.kind == ModelKind.LANGUAGE:
        simpler += ", a shorter prompt"
    return Adoption(
        key=f"services.rows.{row}.self_hosted",
        page=PAGE,
        label=f"Self-host: {service.name}",
        detail="always for the peak, instead of the API",
        changes={f"services.rows.{row}.supply": Supply.ON_DEMAND},
        weeks=p.return_weeks,
        weeks_saved=-p.self_hosting_time,
        assumes="the volume keeps machines busy, and somebody keeps them running",
        simpler=simpler,
        signal=f"{many} a month and by hour, and the engineers' hours that serving would take",
        question=f"Own serving instead of the API: {service.name}?",
        baseline="through the API",
    )


def with_leaving(p: Api, services: Services, worth: Worth, adoption: Adoption) -> Adoption:
    """Return an adoption that takes a service away from the API with the work of serving it.

    The move, and the engineers who keep it running, as on the page of this choice; own machines
    have to be set up beside it. Any other adoption is returned as it is.
    """
    way = _way_from_api(services, adoption)
    if way is None or adoption.page == PAGE:
        return adoption
    bills = adoption.saving
    time = p.self_hosting_time * worth.engineer_week_cost

    def saving(values: NDArray[np.float64]) -> NDArray[np.float64]:
        assert bills is not None
        return bills(values) - time

    set_up = adoption.weeks if way in OWNED_WAYS else 0.0
    return replace(
        adoption,
        weeks=p.return_weeks + set_up,
        weeks_saved=-p.self_hosting_time,
        saving=bills and saving,
    )


def _way_from_api(services: Services, adoption: Adoption) -> Supply | None:
    """Return the way to which an adoption takes a service that runs through the API; or None."""
    for row, service in enumerate(services.rows):
        way: Supply | None = adoption.changes.get(f"services.rows.{row}.supply")
        if way is not None and service.supply == Supply.API:
            return way
    return None


def unknown(p: Api, service: Service) -> str:
    """Return what would have to be known before this page can tell, or ""."""
    missing = pick(service.kind, {
        ModelKind.LANGUAGE: lambda: {"the price of input tokens": p.input_price,
                                     "the price of output tokens": p.output_price},
        ModelKind.OTHER: lambda: {"an API's price per call": p.call_price},
    })  # fmt: skip
    return " and ".join(name for name, price in missing.items() if price is None)
