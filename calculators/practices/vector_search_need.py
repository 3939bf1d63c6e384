"""What searching every vector asks of a machine: memory, time, restart and rewriting."""

from __future__ import annotations

import numpy as np

from calculators.core import queueing
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, pick
from calculators.core.units import BYTES_PER_GB, HORIZON_MONTHS, KILO, over_months, ratio_or_never
from calculators.practices.vector_search_inputs import ValueType, VectorSearch

LATE_SHARE = 0.05  # of the searches may take longer than the budget: 95 of 100 are in time
BYTES = {
    ValueType.FLOAT32: lambda: 4.0,
    ValueType.FLOAT16: lambda: 2.0,
    ValueType.INT8: lambda: 1.0,
}


def vector_gb(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the size of the bare vectors: n · d · b [GB]."""
    value_bytes: Numeric = pick(p.value_type, BYTES)
    return vectors * p.dimensions * value_bytes / BYTES_PER_GB


def held_gb(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return what memory holds: vectors and what is kept beside each [GB]."""
    return vector_gb(p, vectors) + vectors * p.metadata_bytes / BYTES_PER_GB


def estimated_seconds(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the time of one search by the bytes it reads: n · d · b / corpora / bandwidth [s].

    One core, one query, bound by memory; holds when the vectors exceed the caches. Below some
    thousand vectors the call itself takes longer. Queries answered together take less each.
    """
    return vector_gb(p, vectors) / p.corpora / p.bandwidth_gb_per_second


def scan_seconds(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the time of one search [s]: as measured, in proportion, or else as estimated."""
    if p.measured_ms is None:
        return estimated_seconds(p, vectors)
    read = p.vectors / p.corpora if p.measured_vectors is None else p.measured_vectors
    return p.measured_ms / KILO * vectors / p.corpora / np.maximum(read, 1.0)


def latency_seconds(p: VectorSearch, scan: Numeric, searches_per_second: Numeric) -> Numeric:
    """Return the time within which 95 of 100 searches end, waiting for a core included [s].

    S + S / (c − R) · ln(C / 0.05), C the share that waits (Erlang C), R = q·S, c cores; S alone
    where fewer than 5 of 100 wait; never (inf) where R ≥ c. Searches of one corpus take equally
    long, so real waits are up to half as long.
    """
    load = searches_per_second * scan
    waiting = queueing.erlang_c(np.asarray(p.cores), load)
    free = p.cores - np.minimum(load, p.cores)
    wait = ratio_or_never(scan * np.log(np.maximum(waiting / LATE_SHARE, 1.0)), free)
    latency: Numeric = scan + np.where(np.less_equal(waiting, LATE_SHARE), 0.0, wait)
    return latency


def restart_seconds(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the time to load everything from disk [s]."""
    return held_gb(p, vectors) / p.disk_gb_per_second


def rebuilding_share(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the share of the time in which the array is written anew.

    Once for each write, or once in the time after which a write must be found, whichever is rarer.
    """
    rebuilds = np.minimum(p.writes, 1 / p.visible_seconds)
    return rebuilds * held_gb(p, vectors) / p.rebuild_gb_per_second


def peak_searches(p: VectorSearch, plan: DemandPlan) -> Monthly:
    """Return searches a second in the busiest hour, by month."""
    if p.peak_searches is not None:
        return over_months(p.peak_searches) * plan.growth
    return plan.peak_rate * over_months(p.searches_per_query)


def monthly_searches(p: VectorSearch, plan: DemandPlan) -> Monthly:
    """Return searches a month, by month."""
    return plan.raw_queries * over_months(p.searches_per_query)


def planned_vectors(p: VectorSearch) -> Monthly:
    """Return vectors by month: n · (1 + g)^t; month 1 is today."""
    t = np.arange(HORIZON_MONTHS, dtype=float)
    planned: Monthly = over_months(p.vectors) * np.power(1 + over_months(p.growth), t)
    return planned
