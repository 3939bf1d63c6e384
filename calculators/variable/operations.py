"""Operations: keeping the model good: people, labels, monitoring, evaluation, collection."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly
from calculators.core.units import MEGA, MONTHS_PER_YEAR, over_months
from calculators.variable import operations_labels as labels
from calculators.variable.operations_inputs import Operations
from calculators.variable.operations_levers import adoptions

__all__ = ["adoptions", "cost_line", "parts"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """What is paid for by month [USD/month], and what of it moves with the volume."""

    people: Monthly  # on call and the labelling lead; engineer time is kept apart
    labels: Monthly  # items and the tool
    monitoring: Monthly
    evaluation: Monthly
    collection: Monthly
    moving: Monthly  # of all of them
    building: Monthly  # of labels and collection: what builds instead of keeping


def cost_line(p: Operations, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month.

    Everything is paid as it is used, so cash and accounting agree. Cloud credits pay none of it.
    """
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan, p.volume_share)
    part = parts(p, plan)
    cash = part.people + part.labels + part.monitoring + part.evaluation + part.collection
    return bills(plan, cash, variable=part.moving, weeks=over_months(p.on_call_time))


def parts(p: Operations, plan: DemandPlan) -> Parts:
    """Return what is paid for by month.

    people = hours on call · rate + share of a lead · salary/12; labels = items · cost of an item +
    seats · price; monitoring = fixed + per million · scored queries/10⁶; evaluation = runs · cost;
    collection = hours wanted · cost of an hour that counts.
    """
    nothing = 0.0 * plan.raw_queries
    per_item = over_months(labels.item_cost(p))
    per_hour = over_months(labels.collected_hour_cost(p))
    hours, kept_share = over_months(p.collection_hours), labels.follows(p, plan)
    kept_items, items = labels.kept_items(p, plan), labels.items(p, plan)
    logs = over_months(p.monitoring_per_million / MEGA) * plan.scored_queries
    lead = p.lead_share * p.lead_salary / MONTHS_PER_YEAR
    seats = over_months(p.tool_seats * p.tool_price)
    building_hours = over_months(p.collection_hours * (1 - p.keeping_share))
    kept = kept_items * per_item + hours * kept_share * per_hour
    return Parts(
        people=over_months(p.on_call_hours * p.on_call_price_per_hour + lead) + nothing,
        labels=items * per_item + seats + nothing,
        monitoring=over_months(p.monitoring_fixed) + logs,
        evaluation=over_months(p.evaluation_runs * p.evaluation_cost_per_run) + nothing,
        collection=(hours * kept_share + building_hours) * per_hour + nothing,
        moving=kept + logs,
        building=(items - kept_items) * per_item + building_hours * per_hour + nothing,
    )
