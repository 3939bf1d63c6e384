"""Commitments: how many machines to pay for ahead, and what that costs where growth fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from calculators import catalog
from calculators.choices.commitments_inputs import Commitments
from calculators.core import load
from calculators.core.adoption import Adoption
from calculators.core.inputs import Monthly, Numeric
from calculators.core.units import over_months
from calculators.variable import supply
from calculators.variable.compute import Replica
from calculators.variable.service import SUPPLY_LABELS, CommitmentYears, Service, Supply
from calculators.variable.supply import Load

PAGE = "commitments"
SERVICE_OWN = "the commitment discount of the service"
YEARS_WORDS = {CommitmentYears.ONE: "1 year", CommitmentYears.THREE: "3 years"}


class Reached(Protocol):
    """A service with what a replica bears and what reaches it."""

    @property
    def service(self) -> Service:
        """What was entered of it."""

    @property
    def unit(self) -> Replica:
        """What a replica bears."""

    @property
    def load(self) -> Load:
        """What reaches it by month."""

    @property
    def exact(self) -> bool:
        """Whether machines are staffed by Erlang C, or by the square-root rule."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One kind of commitment; ``discount`` None is unknown."""

    key: str
    label: str
    years: CommitmentYears
    discount: Numeric | None
    origin: str  # where the discount comes from, in words
    missing: str  # what to enter where it is unknown
    asked: bool = True  # whether a decision waits for it where it is unknown


def offers(p: Commitments, service: Service) -> list[Offer]:
    """Return the kinds of commitment; the user's own discount leads, then the catalog's."""
    one, three = (
        _quoted(p, service, years) for years in (CommitmentYears.ONE, CommitmentYears.THREE)
    )
    plan = p.savings_plan_discount
    said = "" if plan is None else "your quote"
    return [
        Offer(key="one", label="1 year", years=CommitmentYears.ONE, discount=one[0],
              origin=one[1], missing="a quote for one year"),
        Offer(key="three", label="3 years", years=CommitmentYears.THREE, discount=three[0],
              origin=three[1], missing="a quote for three years"),
        Offer(key="savings_plan", label="Savings plan, 1 year", years=CommitmentYears.ONE,
              discount=plan, origin=said, missing="a quote for a savings plan", asked=False),
    ]  # fmt: skip


def _quoted(p: Commitments, service: Service, years: CommitmentYears) -> tuple[Numeric | None, str]:
    one = years == CommitmentYears.ONE
    quote = p.one_year_discount if one else p.three_year_discount
    if service.commitment_years == years:
        return service.commitment_discount, SERVICE_OWN
    if quote is not None:
        return quote, "your quote"
    return machine_discount(service.machine, years)


def machine_discount(key: str, years: CommitmentYears) -> tuple[float | None, str]:
    """Return what the catalog knows of a machine's discount, and from when; None: nothing."""
    row = catalog.machine(key)
    if row is None:
        return None, ""
    one = years == CommitmentYears.ONE
    held = row.committed_1_year_per_hour if one else row.committed_3_years_per_hour
    if held is None or not row.price_per_hour > 0:
        return None, ""
    return 1 - held / row.price_per_hour, f"catalog, as of {row.as_of}"


def gpus_in_term(
    service: Service, unit: Replica, reach: Load, months: int, exact: bool = True
) -> Monthly:
    """Return the GPUs needed in every hour of the first term: (..., 24 × months)."""
    by_hour = supply.gpus_by_hour(service, unit, first_months(reach, months), reach.hours, exact)
    *lead, hours, term = by_hour.shape
    return by_hour.reshape(*lead, hours * term)


def first_months(reach: Load, months: int) -> Load:
    """Return what reaches a service in the first months."""
    return replace(
        reach,
        queries_per_month=reach.queries_per_month[..., :months],
        copies=reach.copies[..., :months],
        revenue_per_call=over_months(0.0),
    )


def cost_of_level(gpus: Monthly, level: Numeric, price_ratio: Numeric) -> Monthly:
    """Return the mean cost of a term, in GPUs at the on-demand price.

    cost(L) = ρ·L + mean(max(m − L, 0)): what is committed is paid in every hour, the rest is rented
    for the hours that need it. ρ = committed ÷ on-demand price. It assumes that the rest is rented
    by the hour without headroom, and that the provider has it.
    """
    above = np.maximum(gpus - over_months(level), 0.0)
    cost: Monthly = np.asarray(price_ratio * level + np.mean(above, axis=-1))
    return cost


def use_of_level(gpus: Monthly, level: Numeric) -> Monthly:
    """Return the share of its hours in which a committed GPU is needed, on average; 0 of none."""
    needed = np.mean(np.minimum(gpus, over_months(level)), axis=-1)
    held = np.where(np.greater(level, 0), level, 1.0)
    use: Monthly = np.where(np.greater(level, 0), needed / held, 0.0)
    return use


def tilted(reach: Load, monthly_rate: Numeric) -> Load:
    """Return a load that grows by so much more each month than the plan, copies of models alike.

    ``monthly_rate`` −0.02 is 2 % less each month than planned; several give a row each.
    """
    month = np.arange(reach.queries_per_month.shape[-1], dtype=float)
    factor = np.power(1 + np.expand_dims(np.asarray(monthly_rate, dtype=float), -1), month)
    return replace(
        reach,
        queries_per_month=reach.queries_per_month * factor,
        copies=reach.copies * factor,
    )


def planned_growth(reach: Load) -> Numeric:
    """Return the growth a month of what reaches a service, first month to last; 0 of nothing."""
    queries = reach.queries_per_month
    steps = np.maximum(queries.shape[-1] - 1, 1)
    first, last = queries[..., 0], queries[..., -1]
    there = (first > 0) & (last > 0)
    ratio = np.where(there, last, 1.0) / np.where(there, first, 1.0)
    growth: Numeric = np.power(ratio, 1 / steps) - 1
    return growth


def adoptions(p: Commitments, reached: Sequence[Reached], weeks: Numeric) -> Iterator[Adoption]:
    """Yield the kinds of commitment of each service that hold at least one GPU.

    All of them are judged as the service's own discount is, which is a way to meet the peak and
    offered with the others: by what they save at a steady load. ``weeks``: work to change the way;
    none where machines are bought ahead already.
    """
    for i, one in enumerate(reached):
        work = 0.0 if one.service.supply == Supply.COMMITTED else weeks
        for offer in offers(p, one.service):
            if offer.origin != SERVICE_OWN and (offer.discount is not None or offer.asked):
                yield from _adoption(i, one, offer, work)


def held_gpus(one: Reached, years: CommitmentYears, discount: Numeric) -> Numeric:
    """Return the GPUs worth committing to for the first term, growth included."""
    months = supply.term_months(years)
    gpus = gpus_in_term(one.service, one.unit, one.load, months, one.exact)
    return load.reserve_level(gpus, 1 - discount)


def idle(reached: Sequence[Reached]) -> set[int]:
    """Return the rows of which no GPU is worth buying ahead at their own discount."""
    found = set()
    for i, one in enumerate(reached):
        own = one.service
        if not np.any(held_gpus(one, own.commitment_years, own.commitment_discount) > 0):
            found.add(i)
    return found


def _adoption(i: int, one: Reached, offer: Offer, weeks: Numeric) -> Iterator[Adoption]:
    service, row = one.service, f"services.rows.{i}"
    changes = {f"{row}.supply": Supply.COMMITTED, f"{row}.commitment_years": offer.years}
    way = SUPPLY_LABELS[service.supply]
    found = Adoption(
        key=f"commitments.{offer.key}.{i}",
        label=f"Commit, {offer.label.lower()}: {service.name}",
        detail="price unknown",
        changes=changes,
        weeks=weeks,
        page=PAGE,
        assumes="the base load is certain for the whole term",
        simpler="rent by the hour until a year of load is behind you",
        signal="the least machines in use at any hour of the last quarter",
        baseline=way,
    )
    if offer.discount is None:
        yield replace(found, unknown=offer.missing)
        return
    level = held_gpus(one, offer.years, offer.discount)
    if np.all(level > 0):
        yield replace(
            found,
            detail=f"{_count(level)} at {_percent(offer.discount)} off, instead of {way.lower()}",
            changes={**changes, f"{row}.commitment_discount": offer.discount},
        )


def _count(level: Numeric) -> str:
    return f"{float(level):g} GPU" + ("" if float(level) == 1 else "s")


def _percent(share: Numeric) -> str:
    return f"{float(share):.0%}"
