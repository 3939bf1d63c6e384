"""Draws: the same plan many times, each uncertain input somewhere in its own range."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.core import paths
from calculators.core.codec import Plan
from calculators.core.inputs import Input

P90_OF_NORMAL = 1.2815515655446004  # standard normal quantile at 0.9
Uncertain = tuple[str, Input, float, float, float]  # path, declaration, low, value, high
RECENT_PLANS = 8  # whose uncertain inputs are kept: draws and ranges of one plan share them
MOST_KEPT = 200  # draws of which results are kept: those of a page
RECENT = 512  # inputs whose draws of a standard normal are kept
ROUND_STATUS, ROUND_CHANCE, ROUND_AMOUNT = "status", "probability", "amount"


@lru_cache(maxsize=RECENT_PLANS)
def uncertain(plan: Plan) -> tuple[Uncertain, ...]:
    """Return (path, declaration, low, value, high) of every uncertain input.

    The user's own range comes first, else the declared doubt around the current value. Low and
    high are taken as P10 and P90.
    """
    found = []
    for path, spec, value in paths.leaves(plan):
        if not isinstance(spec, Input) or value is None:
            continue
        if path in plan.ranges:
            low, high = plan.ranges[path]
        elif spec.doubt is not None and not spec.optional:
            low, high = value * spec.doubt[0], value * spec.doubt[1]
        else:
            continue
        if low < high:
            found.append((path, spec, low, value, high))
    return tuple(found)


def draws(plan: Plan, count: int, seed: int = 0, idle: Collection[str] = ()) -> Plan:
    """Return the plan with each uncertain input as an array of ``count`` draws.

    Two half-normals joined at the value, in logarithms where all three figures are positive, cut
    at the bounds. Each input is drawn once for the whole plan (a rate that is wrong stays wrong),
    stratified, from a stream of its own, so that adding an input leaves the others as they were.
    A planned round comes or does not, with its probability. ``idle``: groups that stay as they are.
    """
    values: dict[str, Any] = {}
    for path, spec, low, value, high in uncertain(plan):
        if path.partition(".")[0] in idle:
            continue
        z = _normal(path, count, seed)
        value = min(max(value, low), high)  # a value entered since may lie outside its own range
        if low > 0:
            spread = np.where(z < 0, np.log(value / low), np.log(high / value))
            drawn = value * np.exp(z / P90_OF_NORMAL * spread)
        else:
            drawn = value + z / P90_OF_NORMAL * np.where(z < 0, value - low, high - value)
        drawn = np.clip(drawn, *spec.bounds)
        values[path] = np.rint(drawn) if spec.whole else drawn
    for table, _, rows in paths.tables(plan):
        for i, row in enumerate(rows):
            if str(getattr(row, ROUND_STATUS, "")) == "planned":
                path = f"{table}.{i}.{ROUND_AMOUNT}"
                comes = _uniform(path, count, seed) < getattr(row, ROUND_CHANCE)
                values[path] = np.where(comes, values.get(path, getattr(row, ROUND_AMOUNT)), 0.0)
    make = paths.with_option if count <= MOST_KEPT else paths.with_values
    return make(plan, values)


def _uniform(path: str, count: int, seed: int) -> NDArray[np.float64]:
    """Return one number in each of ``count`` equal strata, in an order that the path decides."""
    generator = np.random.default_rng([seed, zlib.crc32(path.encode())])
    return (generator.permutation(count) + generator.random(count)) / count


@lru_cache(maxsize=RECENT)
def _normal(path: str, count: int, seed: int) -> NDArray[np.float64]:
    from scipy.special import ndtri

    normal: NDArray[np.float64] = ndtri(_uniform(path, count, seed))
    normal.flags.writeable = False  # kept, for it depends on no value of the plan
    return normal


def percentiles(values: NDArray[np.float64], shares: tuple[float, ...]) -> NDArray[np.float64]:
    """Return values at these shares over the first axis; infinities stay what they are."""
    ordered: NDArray[np.float64] = np.quantile(values, shares, axis=0, method="inverted_cdf")
    return ordered
