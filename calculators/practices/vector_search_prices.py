"""What each way of searching vectors costs a month, at values of vectors and searches."""

from __future__ import annotations

import numpy as np

from calculators.core.inputs import Numeric, pick
from calculators.core.units import (
    BYTES_PER_GB,
    KILO,
    MEGA,
    SECONDS_PER_MONTH,
    ratio_or_never,
    whole_up,
)
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.practices.vector_search_need import held_gb, scan_seconds, vector_gb

MANAGED_VALUE_BYTES = 4.0  # a managed database counts float32, however it keeps it
LEAST_READ_UNITS = 0.25  # of a search (Pinecone, Understanding cost)
LEAST_WRITE_UNITS = 5.0  # of a write (the same)
MOST_EDGES = 64  # machines whose edges are handed over; later ones are a small part of the bill


def record_bytes(p: VectorSearch) -> Numeric:
    """Return what a managed database counts for one vector [bytes]."""
    return p.dimensions * MANAGED_VALUE_BYTES + p.metadata_bytes


def read_units(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return read units of one search: decimal GB of the corpus searched, at least 0.25."""
    units: Numeric = np.maximum(
        vectors * record_bytes(p) / BYTES_PER_GB / p.corpora, LEAST_READ_UNITS
    )
    return units


def write_units(p: VectorSearch) -> Numeric:
    """Return write units of one vector: kB of its record, at least 5."""
    units: Numeric = np.maximum(record_bytes(p) / KILO, LEAST_WRITE_UNITS)
    return units


def reading_cost(p: VectorSearch, vectors: Numeric, searches: Numeric) -> Numeric:
    """Return what searches cost before the least bill [USD/month]."""
    return searches * read_units(p, vectors) * p.read_price / MEGA


def managed_bill(p: VectorSearch, vectors: Numeric, searches: Numeric) -> Numeric:
    """Return the bill of a managed database: max(least bill, reads + writes + storage).

    The least bill is a minimum, not a fee: it is not added. Prices change every year, and what
    third parties compute for the same load differs by 50 times and more.
    """
    writes = p.writes * SECONDS_PER_MONTH
    used = (
        reading_cost(p, vectors, searches)
        + writes * write_units(p) * p.write_price / MEGA
        + vectors * record_bytes(p) / BYTES_PER_GB * p.storage_price
    )
    bill: Numeric = np.maximum(p.managed_minimum, used)
    return bill


def index_gb(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the memory of an index: vectors times its overhead, and what is beside them [GB]."""
    return vector_gb(p, vectors) * p.memory_factor + vectors * p.metadata_bytes / BYTES_PER_GB


def self_hosted_bill(p: VectorSearch, vectors: Numeric) -> Numeric:
    """Return the machines of an index that the team runs, whole and at least one [USD/month].

    By memory alone: one machine answers some thousand searches a second.
    """
    machines = np.maximum(whole_up(index_gb(p, vectors) / p.machine_gb), 1.0)
    return machines * p.machine_price


def answer_ms(p: VectorSearch, index: Index) -> Numeric:
    """Return the time of one search in a database, its network included; 0 without one [ms]."""
    answer: Numeric = pick(index, {
        Index.BRUTE_FORCE: lambda: 0.0,
        Index.SELF_HOSTED: lambda: p.index_ms,
        Index.MANAGED: lambda: p.index_ms + p.round_trip_ms,
    })  # fmt: skip
    return answer


def brute_force_bill(
    p: VectorSearch, vectors: Numeric, searches_per_second: Numeric, other: Index
) -> Numeric:
    """Return the machines that brute force needs beyond the one it runs on [USD/month].

    Whole ones, for what memory does not hold, cores do not bear or one machine does not read
    within the budget: vectors divided over k machines are read in a k-th of the time. Where the
    database it is held against is slower than the budget, to be as fast as that is enough.
    """
    scan = scan_seconds(p, vectors)
    within = np.maximum(p.latency_budget_ms, answer_ms(p, other))
    more = np.maximum(
        (held_gb(p, vectors) - p.memory_gb) / p.machine_gb,
        np.maximum(searches_per_second * scan / p.cores, scan * KILO / within) - 1,
    )
    return np.maximum(whole_up(more), 0.0) * p.machine_price


def upkeep_weeks(p: VectorSearch, index: Index) -> Numeric:
    """Return engineer time of one way of searching [weeks/month]; an array in memory needs none."""
    weeks: Numeric = pick(index, {
        Index.BRUTE_FORCE: lambda: 0.0,
        Index.SELF_HOSTED: lambda: p.self_hosted_upkeep,
        Index.MANAGED: lambda: p.managed_upkeep,
    })  # fmt: skip
    return weeks


def adopting_weeks(p: VectorSearch, index: Index) -> Numeric:
    """Return the work of changing to one way of searching [weeks].

    Back to an array: that of a managed database, for the same code changes.
    """
    weeks: Numeric = pick(index, {
        Index.BRUTE_FORCE: lambda: p.managed_weeks,
        Index.SELF_HOSTED: lambda: p.self_hosted_weeks,
        Index.MANAGED: lambda: p.managed_weeks,
    })  # fmt: skip
    return weeks


def bill_edges(
    p: VectorSearch, at_peak: float, other: Index, most: int = MOST_EDGES
) -> list[float]:
    """Return vectors at which another machine is needed or a price bends, the first of each."""
    count = np.arange(most, dtype=float)
    scan = scan_seconds(p, 1.0)
    within = np.maximum(p.latency_budget_ms, answer_ms(p, other))
    slowest = np.maximum(at_peak * scan / p.cores, scan * KILO / within)
    edges = [
        (p.memory_gb + count * p.machine_gb) / held_gb(p, 1.0),
        ratio_or_never(count + 1, slowest),
        (count + 1) * p.machine_gb / index_gb(p, 1.0),
        np.array([LEAST_READ_UNITS * BYTES_PER_GB * p.corpora / record_bytes(p)]),
    ]
    found = np.concatenate([np.ravel(one) for one in edges])
    return [float(edge) for edge in found[np.isfinite(found)]]
