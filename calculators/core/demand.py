"""Demand: how many queries arrive, how they spread over the day, and how they grow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np

from calculators.core import load
from calculators.core.inputs import Input, Inputs, Monthly, Numeric, Series, Source
from calculators.core.sources import YOURS, assumption
from calculators.core.units import HORIZON_MONTHS, HOURS_PER_MONTH, SECONDS_PER_HOUR

DAY_SHAPE = assumption(
    "consumer traffic commonly peaks at two to four times its mean; count your own busiest hour"
)
FILM = Source(
    "Assumption: the share of raw queries that is scored; film at 24 frames per second scored at 2 "
    "is 1/12"
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand(Inputs):
    """What the users ask for, today and as it grows."""

    queries_per_month: Annotated[
        Numeric,
        Input(
            label="Queries a month",
            unit="queries/month",
            bounds=(0.0, 1e13),
            typical=(1e3, 1e9),
            doubt=(0.6, 1.6),
            help="Everything that users raise in month 1, before sampling and caching.",
            source=YOURS,
        ),
    ] = 1e6
    customers: Annotated[
        Numeric,
        Input(
            label="Customers",
            unit="customers",
            bounds=(0.0, 1e9),
            typical=(1.0, 1e5),
            help="Paying customers in month 1.",
            source=YOURS,
        ),
    ] = 100.0
    customers_gained: Annotated[
        Numeric,
        Input(
            label="Customers gained",
            unit="share/month",
            bounds=(0.0, 2.0),
            typical=(0.0, 0.3),
            step=0.005,
            doubt=(0.5, 1.6),
            help="New customers a month as a share of those there. "
            "Growth first applies in month 2.",
            source=YOURS,
        ),
    ] = 0.06
    customers_lost: Annotated[
        Numeric,
        Input(
            label="Customers lost",
            unit="share/month",
            bounds=(0.0, 0.99),
            typical=(0.0, 0.15),
            step=0.0025,
            doubt=(0.6, 1.7),
            help="Customers who leave a month, as a share of those there.",
            source=YOURS,
        ),
    ] = 0.02
    usage_growth: Annotated[
        Numeric,
        Input(
            label="Usage growth per customer",
            unit="share/month",
            bounds=(-0.9, 1.0),
            typical=(-0.05, 0.1),
            step=0.0025,
            help="How much more each customer asks, month over month. "
            "Growth first applies in month 2.",
            source=YOURS,
        ),
    ] = 0.0
    scored_share: Annotated[
        Numeric,
        Input(
            label="Share scored",
            unit="share",
            bounds=(0.0, 1.0),
            typical=(0.01, 1.0),
            step=0.01,
            help="Share of raw queries that a model scores (sampling).",
            source=FILM,
        ),
    ] = 1.0
    cached_share: Annotated[
        Numeric,
        Input(
            label="Answered from a cache",
            unit="share",
            bounds=(0.0, 1.0),
            typical=(0.0, 0.9),
            step=0.01,
            help="Share of scored queries answered from a cache; they cost no model time.",
            source=YOURS,
        ),
    ] = 0.0
    peak_to_mean: Annotated[
        Numeric,
        Input(
            label="Peak against mean",
            unit="×",
            bounds=(1.0, 24.0),
            typical=(1.0, 8.0),
            step=0.1,
            doubt=(0.75, 1.4),
            help="Load of the busiest hour over the mean hour.",
            source=DAY_SHAPE,
        ),
    ] = 2.5
    quietest_to_mean: Annotated[
        Numeric,
        Input(
            label="Quietest hour against mean",
            unit="×",
            bounds=(0.0, 1.0),
            typical=(0.0, 1.0),
            step=0.05,
            help="Load of the quietest hour over the mean hour. Low values flatter autoscaling.",
            source=DAY_SHAPE,
        ),
    ] = 0.3
    hourly: Annotated[
        tuple[float, ...],
        Series(
            label="Load by hour",
            unit="queries",
            length=24,
            bounds=(0.0, 1e12),
            help="24 numbers, midnight first. When given they replace the two ratios above.",
            source=YOURS,
        ),
    ] = ()
    kinds: Annotated[
        Numeric,
        Input(
            label="Kinds",
            unit="kinds",
            bounds=(1.0, 1e6),
            typical=(1.0, 1000.0),
            help="Contract types, sites, languages: what differs enough to need its own care.",
            source=YOURS,
        ),
    ] = 1.0
    kinds_added: Annotated[
        Numeric,
        Input(
            label="Kinds added",
            unit="kinds/month",
            bounds=(0.0, 1e4),
            typical=(0.0, 50.0),
            step=0.5,
            help="New kinds a month, from month 2.",
            source=YOURS,
        ),
    ] = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class DemandPlan:
    """Demand over the plan; months on the last axis."""

    customers: Monthly  # [customers] by month
    raw_queries: Monthly  # [queries/month] by month, all that users raise
    scored_queries: Monthly  # [queries/month] by month, those that reach a model
    kinds: Monthly  # [kinds] by month
    peak_rate: Monthly  # [queries/s] by month, all that users raise in the busiest hour

    @cached_property
    def nothing(self) -> Monthly:
        """Zero in every month."""
        nothing: Monthly = 0.0 * self.raw_queries
        nothing.flags.writeable = False  # many lines hold it
        return nothing

    @property
    def growth(self) -> Monthly:
        """Queries of each month over those of month 1; 1 where there are none."""
        first = self.raw_queries[..., :1]
        some = first > 0
        grown: Monthly = np.where(some, self.raw_queries / np.where(some, first, 1.0), 1.0)
        return grown


def demand_plan(p: Demand) -> DemandPlan:
    """Return customers, queries and kinds by month; month 1 is today's run rate.

    customers(t) = customers·(1 + gained − lost)^t, queries(t) = queries·(that growth)·(1 + usage)^t
    for t = 0 … 59; scored = queries·share scored·(1 − share cached). Constant rates overstate late
    months: no product grows for ever.
    """
    t = np.arange(HORIZON_MONTHS, dtype=float)
    retained = np.power(np.expand_dims(1 + p.customers_gained - p.customers_lost, -1), t)
    growth = retained * np.power(np.expand_dims(1 + p.usage_growth, -1), t)
    raw = np.expand_dims(p.queries_per_month, -1) * growth
    return DemandPlan(
        customers=np.expand_dims(p.customers, -1) * retained,
        raw_queries=raw,
        scored_queries=raw * np.expand_dims(p.scored_share * (1 - p.cached_share), -1),
        kinds=np.expand_dims(p.kinds, -1) + np.expand_dims(p.kinds_added, -1) * t,
        peak_rate=queries_per_second(raw) * np.expand_dims(_peak(p), -1),
    )


def _peak(p: Demand) -> Numeric:
    """Load of the busiest hour over the mean hour."""
    return np.max(load.shape_from_hours(p.hourly)) if p.hourly else p.peak_to_mean


def day_shape(p: Demand) -> Monthly:
    """Return the load of each hour over the mean hour, 24 on the last axis."""
    if p.hourly:
        return load.shape_from_hours(p.hourly)
    return load.day_shape(p.peak_to_mean, np.minimum(p.quietest_to_mean, p.peak_to_mean))


def queries_per_second(queries_per_month: Monthly) -> Monthly:
    """Return the mean rate [1/s] of a monthly volume."""
    return queries_per_month / (HOURS_PER_MONTH * SECONDS_PER_HOUR)
