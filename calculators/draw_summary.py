"""What many draws of a plan say: each uncertain input somewhere in its range, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculators.core import sampling
from calculators.core.demand import Demand, demand_plan
from calculators.core.units import over_months
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import TrainingSupply
from calculators.scenario import Scenario
from calculators.topics import PRACTICES
from calculators.variable.service import OWNED_WAYS, Supply

DRAWS_AT_ONCE = 1000
RECENT = 8  # plans of which is kept what their cash does not read


@dataclass(frozen=True, kw_only=True, eq=False)
class DrawSummary:
    """What the draws say; draws on the first axis. A planned round comes or does not."""

    runway_months: NDArray[np.float64]  # committed funding only; inf: not within the plan
    cash: NDArray[np.float64]  # (draws, months) [USD]
    alive_share: float
    cash_with_planned: NDArray[np.float64]

    def cash_band(self, low: float = 0.1, high: float = 0.9) -> NDArray[np.float64]:
        """Return cash by month at two shares of the draws: 8 of 10 lie between P10 and P90."""
        return sampling.percentiles(self.cash, (low, high))

    def runway_band(self) -> NDArray[np.float64]:
        """Return P10, P50 and P90 of the runway [months]."""
        return sampling.percentiles(self.runway_months, (0.1, 0.5, 0.9))


def draw_summary(scenario: Scenario, count: int, seed: int = 0) -> DrawSummary:
    """Evaluate ``count`` draws of the whole plan, in blocks so that memory stays small."""
    blocks, idle = [], idle_groups(scenario)
    for block, start in enumerate(range(0, count, DRAWS_AT_ONCE)):
        size = min(DRAWS_AT_ONCE, count - start)
        e = evaluate(sampling.draws(scenario, size, seed + block, idle), exact=False)
        left = over_months(e.runway.months), over_months(e.runway.alive)
        drawn = [e.cash.cash, e.cash.cash_with_planned, *left]
        blocks.append([np.broadcast_to(x, (size, x.shape[-1])) for x in drawn])
    cash, planned, months, alive = map(np.concatenate, zip(*blocks, strict=True))
    return DrawSummary(
        runway_months=months[:, 0],
        cash=cash,
        alive_share=float(np.mean(alive)),
        cash_with_planned=planned,
    )


@lru_cache(maxsize=RECENT)
def idle_groups(scenario: Scenario) -> frozenset[str]:
    """Return the groups of inputs that the cash of the plan as chosen does not read."""
    chosen = {service.supply for service in scenario.services.rows}
    used = {
        "ownership": chosen.intersection(OWNED_WAYS),
        "spot": Supply.SPOT in chosen or scenario.training.supply == TrainingSupply.SPOT,
        "api": Supply.API in chosen,
        "levers": False,  # what a lever would do; the plan does it only once adopted
        "commitments": False,
    }
    plan = demand_plan(Demand())
    for name, cost_line in PRACTICES.items():
        used[name] = not cost_line(getattr(scenario, name), plan, scenario.worth).is_empty
    return frozenset(name for name, is_used in used.items() if not is_used)
