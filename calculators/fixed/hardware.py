"""Hardware: what the things that the company owns or leases cost, in two lenses."""

from __future__ import annotations

import numpy as np

from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered, total
from calculators.core.demand import DemandPlan
from calculators.fixed.hardware_inputs import Hardware
from calculators.fixed.hardware_levers import adoptions
from calculators.fixed.hardware_schedule import Fleet, fleet, over_rows, parts, schedule

__all__ = ["adoptions", "cost_line"]

ROWS_AT_ONCE = 8  # of a table with draws


def cost_line(p: Hardware, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month.

    Cash: purchases and lease payments in their month, maintenance and breakage as they come, less
    resale at the end of a life. Accounting: what wears off instead of what is bought; the totals
    of both agree over a life. What serves customers is variable, although it comes in whole units
    and follows the volume only as far as the table does.
    """
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan)
    if p.assets and not _has_draws(p):
        return _line(fleet(p, p.assets), plan)
    return total([_line(fleet(p, rows), plan) for rows in parts(p.assets, ROWS_AT_ONCE)], plan)


def _line(f: Fleet, plan: DemandPlan) -> CostLine:
    by_row = schedule(f)
    accounting = by_row.accounting
    return bills(
        plan,
        cash=over_rows(f, by_row.cash),
        accounting=over_rows(f, accounting),
        variable=over_rows(f, accounting, f.serving),
    )


def _has_draws(p: Hardware) -> bool:
    groups = (p, *p.assets)
    return any(isinstance(x, np.ndarray) for group in groups for x in vars(group).values())
