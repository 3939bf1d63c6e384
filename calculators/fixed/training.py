"""Training: what building models costs, as a line of the cash plan, and its levers."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.fixed import training_levers, training_storage
from calculators.fixed.training_cost import training_cost
from calculators.fixed.training_inputs import Training


def cost_line(p: Training, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month.

    Nothing is bought here, so both lenses agree. Logs follow the queries and are variable; what
    is rented may be paid by cloud credits. Machines of one's own stand on the page Hardware.
    """
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan)
    cost = training_cost(p, plan)
    return bills(
        plan,
        cost.total,
        variable=cost.logs,
        cloud=cost.rented,
        weeks=training_storage.diagnosis_weeks(p, plan),
    )


def adoptions(p: Training, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    yield from training_levers.gpu_levers(p, plan)
    yield from training_levers.storage_levers(p, worth)
    yield from training_levers.logs_lever(p, plan, worth)
