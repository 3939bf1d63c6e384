"""Continuous retraining: its line in the cash plan, and whether a schedule or a signal pays."""

from __future__ import annotations

from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.demand import DemandPlan
from calculators.core.units import over_months
from calculators.practices.retraining_inputs import Retraining, Schedule
from calculators.practices.retraining_levers import adoptions
from calculators.practices.retraining_work import at_interval, is_known, running

__all__ = ["adoptions", "cost_line"]


def cost_line(p: Retraining, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month: cycles, labels and the alarm; value is no cash.

    Where nobody knows the drift a signal is taken to come at the interval of the schedule.
    """
    if p.schedule == Schedule.NONE:
        return bills(plan, cash=0.0)
    if is_known(p):
        then = running(p, worth, p.schedule, p.labelled)
    else:
        then = at_interval(p, p.schedule, p.interval_days)
    return bills(
        plan,
        cash=over_months(then.bills),
        cloud=over_months(then.cloud),
        weeks=over_months(then.weeks),
    )
