"""Vector search: what a vector database costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan
from calculators.practices.vector_search_inputs import VectorSearch


def cost_line(p: VectorSearch, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del p, worth
    return bills(plan, cash=0.0)


def adoptions(p: VectorSearch, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Return every option that the plan does not have yet."""
    del p, plan, worth
    yield from ()
