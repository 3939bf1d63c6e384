"""Bandwidth: what moving the data costs, month by month."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.variable import bandwidth_levers
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.bandwidth_traffic import bill, planned_traffic


def cost_line(p: Bandwidth, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month.

    Traffic is paid in the month in which it moves, so that both lenses show the same, and all of
    it moves with volume: with queries, and updates with the devices of customers. Credits of a
    cloud pay everything but another firm's delivery network.
    """
    del worth  # running traffic takes no engineer time
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan, 1.0)
    paid = bill(p, planned_traffic(p, plan))
    return bills(plan, paid.total, variable=paid.total, cloud=paid.cloud)


def adoptions(p: Bandwidth, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    yield from bandwidth_levers.adoptions(p, plan, worth)
