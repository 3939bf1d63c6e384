"""Team: people, and people leaving."""

from __future__ import annotations

from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills, entered
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, YesNo, pick
from calculators.core.units import MONTHS_PER_YEAR, over_months
from calculators.fixed.team_inputs import Team
from calculators.fixed.team_leaving import (
    departure_rate,
    hiring_fee,
    interview_weeks,
    leaving,
    vacant_share,
)
from calculators.fixed.team_levers import adoptions
from calculators.fixed.team_people import Payroll, payroll

__all__ = ["adoptions", "cost_line", "parts"]


def cost_line(p: Team, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month.

    cash(t) = salaries·loaded/12 + tools + fees of hires − salaries not paid while posts are vacant.
    Departures are their expected number in every month: one that happens comes at once. Interviews
    are weeks. Work that is not done is value lost, beside the line. Fees are expensed, so that
    both lenses agree.
    """
    del worth
    if p.monthly_amount is not None:
        return entered(p.monthly_amount, plan)
    pay = payroll(p)
    found = parts(p, pay)
    met = (leaving(p, pay) + pay.joining) * over_months(interview_weeks(p))
    return bills(plan, found["pay"] + found["tools"] + found["hiring"] - found["saved"], weeks=met)


def parts(p: Team, pay: Payroll) -> dict[str, Monthly]:
    """Return the parts of the cash by month [USD/month]; ``saved`` is what a vacancy saves."""
    monthly = pay.salaries * over_months(p.loaded_factor) / MONTHS_PER_YEAR
    rate = over_months(departure_rate(p) / MONTHS_PER_YEAR)
    fee = over_months(hiring_fee(p, 1.0, 0.0)), over_months(hiring_fee(p, 0.0, 1.0))
    found = leaving(p, pay) + pay.joining
    paid = pick(p.tooling, {YesNo.NO: lambda: 0.0, YesNo.YES: lambda: p.tooling_amount})
    return {
        "pay": monthly,
        "tools": pay.tools + over_months(paid),
        "hiring": fee[0] * found + fee[1] * (pay.salaries * rate + pay.joining_salaries),
        "saved": monthly * over_months(vacant_share(p)),
    }
