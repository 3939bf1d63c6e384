"""Whether a run on spot ends in time: 100,000 runs drawn at once, with a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculators.choices.spot_training import SpotRun, SpotTerms
from calculators.core.units import first

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
RUNS = 100_000
SEED = 20_240_416
MOST_DRAWN = 4_000_000  # interruptions drawn one by one; more of them add up to a normal
RECENT = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Ends:
    """Hours by the clock after which each drawn run has ended, in rising order."""

    hours: Floats

    def late_share(self, deadline: float) -> float:
        """Return the share of runs that miss a deadline [h]."""
        return float(1 - np.searchsorted(self.hours, deadline, side="right") / self.hours.size)

    def ended_share(self, hours: Floats) -> Floats:
        """Return the share of runs that have ended by each of these hours."""
        found: Floats = np.searchsorted(self.hours, hours, side="right") / self.hours.size
        return found

    def quantile(self, share: float) -> float:
        """Return the hours within which this share of the runs ends."""
        return float(np.quantile(self.hours, share))


def ends(t: SpotTerms, found: SpotRun) -> Ends:
    """Return when drawn runs end, at the terms of a plan without draws; only for what finishes."""
    work = first(found.spot_hours) / first(found.time_ratio)
    values = (work, first(found.interval), first(t.write), first(t.restart), first(t.wait))
    return _ends(*values, first(t.mtbf))


@lru_cache(maxsize=RECENT)
def _ends(
    work: float, interval: float, write: float, restart: float, wait: float, mtbf: float
) -> Ends:
    """Draw the ends of runs of ⌈W/τ⌉ equal segments.

    A segment is done when τ + δ pass without an interruption, after one R + τ + δ. Segments
    interrupted at first: binomial; further interruptions: negative binomial; time until each:
    exponential, cut at the length of the try; waits: exponential, their sum gamma.
    """
    rng = np.random.default_rng(SEED)
    segments = max(int(np.ceil(work / interval - 1e-9)), 1)
    first = work / segments + write
    again = first + restart
    held = np.exp(-again / mtbf)
    hit = rng.binomial(segments, -np.expm1(-first / mtbf), RUNS)
    more = np.zeros(RUNS, dtype=np.int64)
    some = hit > 0
    if some.any():
        more[some] = rng.negative_binomial(hit[some], held)
    clock = (segments - hit) * first + hit * again
    clock = clock + _lost(rng, hit, first, mtbf) + _lost(rng, more, again, mtbf)
    lost = hit + more
    waits = rng.standard_gamma(np.maximum(lost, 1)) * wait * (lost > 0)
    return Ends(hours=np.sort(clock + waits))


def _lost(rng: np.random.Generator, count: Counts, length: float, mtbf: float) -> Floats:
    """Return the sum of so many times until an interruption, each below the length of a try."""
    reach = -np.expm1(-length / mtbf)
    total = int(count.sum())
    if total <= MOST_DRAWN:
        drawn = -mtbf * np.log1p(-reach * rng.random(total))
        of_run = np.repeat(np.arange(count.size), count)
        return np.asarray(np.bincount(of_run, weights=drawn, minlength=count.size), np.float64)
    over = length / np.expm1(min(length / mtbf, 700.0))
    mean = mtbf - over
    spread = np.maximum(mtbf**2 - over**2 * np.exp(min(length / mtbf, 700.0)), 0.0)
    times: Floats = count.astype(np.float64)
    normal = times * mean + np.sqrt(times * spread) * rng.standard_normal(count.size)
    return np.asarray(np.maximum(normal, 0.0))
