"""Size and shape of models: what one large or many small cost, and which pays."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.choices.model_size_inputs import Models
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan


def cost_line(p: Models, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del p, worth
    return bills(plan, cash=0.0)


def adoptions(p: Models, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Return every option that the plan does not have yet."""
    del p, plan, worth
    yield from ()
