"""Near-duplicate removal: what removing near-duplicates costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan
from calculators.practices.near_duplicates_inputs import NearDuplicates


def cost_line(p: NearDuplicates, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del p, worth
    return bills(plan, cash=0.0)


def adoptions(p: NearDuplicates, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Return every option that the plan does not have yet."""
    del p, plan, worth
    yield from ()
