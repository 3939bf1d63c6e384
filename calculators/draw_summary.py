"""What many draws of a plan say: each uncertain input somewhere in its range, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.core import sampling
from calculators.core.units import over_months
from calculators.evaluation import evaluate
from calculators.scenario import Scenario

DRAWS_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True, eq=False)
class DrawSummary:
    """What the draws say; draws on the first axis. A planned round comes or does not."""

    runway_months: NDArray[np.float64]  # committed funding only; inf: not within the plan
    cash: NDArray[np.float64]  # (draws, months) [USD]
    alive_share: float
    runway_months_with_planned: NDArray[np.float64]
    cash_with_planned: NDArray[np.float64]
    alive_share_with_planned: float

    def cash_band(self, low: float = 0.1, high: float = 0.9) -> NDArray[np.float64]:
        """Return cash by month at two shares of the draws: 8 of 10 lie between P10 and P90."""
        return sampling.percentiles(self.cash, (low, high))

    def runway_band(self) -> NDArray[np.float64]:
        """Return P10, P50 and P90 of the runway [months]."""
        return sampling.percentiles(self.runway_months, (0.1, 0.5, 0.9))


def draw_summary(scenario: Scenario, count: int, seed: int = 0) -> DrawSummary:
    """Evaluate ``count`` draws of the whole plan, in blocks so that memory stays small."""
    blocks = []
    for block, start in enumerate(range(0, count, DRAWS_AT_ONCE)):
        size = min(DRAWS_AT_ONCE, count - start)
        e = evaluate(sampling.draws(scenario, size, seed + block), exact=False)
        drawn = [e.cash.cash, e.cash.cash_with_planned]
        for left in (e.runway, e.runway_with_planned):
            drawn += [over_months(left.months), over_months(left.alive)]
        blocks.append([np.broadcast_to(x, (size, x.shape[-1])) for x in drawn])
    cash, planned, *left_over = map(np.concatenate, zip(*blocks, strict=True))
    months, alive, months_planned, alive_planned = (x[:, 0] for x in left_over)
    return DrawSummary(
        runway_months=months,
        cash=cash,
        alive_share=float(np.mean(alive)),
        runway_months_with_planned=months_planned,
        cash_with_planned=planned,
        alive_share_with_planned=float(np.mean(alive_planned)),
    )
