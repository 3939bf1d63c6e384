"""Operations: keeping the model good: labels, monitoring, evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.variable.operations_inputs import Operations


def cost_line(p: Operations, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan, p.volume_share)
    return bills(plan, 0.0)


def adoptions(p: Operations, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    del p, plan, worth
    yield from ()
