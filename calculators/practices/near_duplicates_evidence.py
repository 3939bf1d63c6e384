"""How well it is known which failures near-duplicates cause, and what knowing more is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric
from calculators.core.power import items_for_share, items_for_width, wilson_interval
from calculators.core.units import (
    HOURS_PER_WORK_WEEK,
    MINUTES_PER_HOUR,
    first,
    over_months,
    ratio_or_never,
    whole_up,
)
from calculators.practices.near_duplicates_inputs import NearDuplicates
from calculators.practices.near_duplicates_value import Step

POWER = 0.8  # of the sample that is proposed: the usual chance of telling a true difference
WIDE_ENOUGH = 0.05  # a share to within five points is enough for any first sample
LEAST_SAMPLE = 20.0  # assumption: fewer failures say little about what kinds there are
TOUGHEST_SHARE = 0.5  # the share that takes most items to measure


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """Failures of month 1, those that were read, and those traced to near-duplicates."""

    failures: float  # a month
    read: float | None
    traced: float | None
    confidence: float
    read_cost: float  # [USD/failure]

    @property
    def known(self) -> bool:
        """Whether failures were read and counted."""
        return self.read is not None and self.traced is not None

    @property
    def share(self) -> float:
        """Share traced; all of them while nobody has counted."""
        return self.traced / self.read if self.read and self.traced is not None else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson interval of the share, 0 to 1 while nobody has counted."""
        counted = (self.traced or 0.0, self.read or 0.0) if self.known else (0.0, 0.0)
        low, high = wilson_interval(*counted, self.confidence)
        return first(low), first(high)

    @property
    def today(self) -> float:
        """Failures a month that near-duplicates cause, by the share counted."""
        return self.failures * self.share

    def share_of(self, traced: Numeric) -> Numeric:
        """Return failures a month as a share of all; inf where there are none."""
        return ratio_or_never(traced, self.failures)

    def spans(self, share: float) -> bool:
        """Whether the interval holds this share, so that the sample does not tell on which side."""
        low, high = self.interval
        return low < share < high


def failures_by_month(p: NearDuplicates, plan: DemandPlan) -> Monthly:
    """Return failures by month: queries that reach a model × share that fails."""
    return plan.scored_queries * over_months(p.failure_share)


def evidence(p: NearDuplicates, plan: DemandPlan, worth: Worth) -> Evidence:
    """Return what is known today of a plan without draws."""
    minute = worth.engineer_week_cost / HOURS_PER_WORK_WEEK / MINUTES_PER_HOUR
    return Evidence(
        failures=first(failures_by_month(p, plan)),
        read=None if p.failures_sampled is None else first(p.failures_sampled),
        traced=None if p.failures_traced is None else first(p.failures_traced),
        confidence=first(p.confidence),
        read_cost=first(p.tracing_minutes * minute),
    )


def first_sample(confidence: Numeric, break_even_share: Numeric) -> Numeric:
    """Return how many failures to read first: if none of them is traced, it does not pay.

    n = z²·(1 − x) / x, where the Wilson interval of 0 of n ends at the break-even share x; no more
    than tell any share to within five points.
    """
    z_squared = special.ndtri((1 + np.asarray(confidence)) / 2) ** 2
    enough = ratio_or_never(z_squared * (1 - break_even_share), break_even_share)
    most = items_for_width(TOUGHEST_SHARE, WIDE_ENOUGH, confidence)
    return whole_up(np.maximum(np.minimum(enough, most), LEAST_SAMPLE))


def sample_needed(e: Evidence, break_even_share: Numeric) -> Numeric:
    """Return failures to be read in all to tell the share counted from the break-even share."""
    return whole_up(items_for_share(e.share, break_even_share, 1 - e.confidence, POWER))


def more_to_read(e: Evidence, break_even_share: Numeric) -> Numeric:
    """Return failures to be read beside those read; inf where the two shares are the same."""
    more: Numeric = np.maximum(sample_needed(e, break_even_share) - (e.read or 0.0), 1.0)
    return more


def information_value(e: Evidence, s: Step, share: Numeric, worth: Worth) -> Numeric:
    """Return what certainty would be worth over the payback months [USD]; ``share``: break-even.

    E[max(m, 0)] − max(E[m], 0) = slope·min(E[(p − x)⁺], E[(x − p)⁺]) with the margin m a straight
    line in the share p, zero at x, and p of a Beta distribution with k + 1 and n − k + 1, which
    every share was as likely before.
    """
    hits, read = (e.traced or 0.0, e.read or 0.0) if e.known else (0.0, 0.0)
    a, b = hits + 1.0, read - hits + 1.0
    x = np.minimum(share, 1.0)
    mean = a / (a + b)
    above = mean * special.betaincc(a + 1, b, x) - x * special.betaincc(a, b, x)
    below = above - (mean - x)
    slope = np.abs(s.per_failure) * e.failures * worth.payback_months
    value: Numeric = slope * np.maximum(np.minimum(above, below), 0.0)
    return value


@dataclass(frozen=True, kw_only=True, eq=False)
class Turn:
    """Where the share of failures turns the verdict; inf: no share does."""

    share: float
    step: Step  # that turns there


def turn(e: Evidence, steps: Sequence[Step], worth: Worth) -> Turn:
    """Return the break-even share of what pays only where every step does.

    Of what pays between two shares the lower one, unless all lies above it.
    """
    bounds = [tuple(map(first, s.bounds(worth))) for s in steps]
    least, low = max(((b[0], i) for i, b in enumerate(bounds)))
    most, high = min(((b[1], i) for i, b in enumerate(bounds)))
    if least >= most:  # nowhere
        return Turn(share=np.inf, step=steps[low])
    at, which = (least, low) if least > 0 else (most, high)
    return Turn(share=first(e.share_of(at)), step=steps[which])


def missing(e: Evidence, t: Turn, worth: Worth) -> str:
    """Return what has to be counted before a verdict can be given, "" if it does not matter.

    It does not where no share of the failures would turn the verdict, where the interval lies on
    one side of the break-even, or where knowing more costs more than it is worth.
    """
    if not e.spans(t.share):
        return ""
    if not e.known:
        return f"read {first(first_sample(e.confidence, t.share)):,.0f} failures for their cause"
    more = first(more_to_read(e, t.share))
    if more * e.read_cost >= first(information_value(e, t.step, t.share, worth)):
        return ""
    return f"read {more:,.0f} more failures for their cause"
