"""Hardware: things the company owns."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.fixed.hardware_inputs import Hardware


def cost_line(p: Hardware, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan)
    return bills(plan, 0.0)


def adoptions(p: Hardware, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    del p, plan, worth
    yield from ()
