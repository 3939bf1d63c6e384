"""A point of accuracy: what work for another point of accuracy costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan
from calculators.practices.accuracy_value_inputs import Accuracy


def cost_line(p: Accuracy, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del p, worth
    return bills(plan, cash=0.0)


def adoptions(p: Accuracy, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Return every option that the plan does not have yet."""
    del p, plan, worth
    yield from ()
