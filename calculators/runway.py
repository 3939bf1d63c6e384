"""The cash plan by month and the runway that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.core.business import Business, FundingStatus
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric
from calculators.core.units import (
    HORIZON_MONTHS,
    MONTHS_PER_YEAR,
    monthly_rate,
    over_months,
    ratio_or_never,
)

LONGEST_DELAY = 6  # months that the collection delay may reach
EDGE = 1e-9  # share of the largest sum that rounding may leave below the floor
ALIVE_WINDOW = 3  # months at the end of the plan over which cash must not fall


@dataclass(frozen=True, kw_only=True, eq=False)
class CashPlan:
    """Cash month by month, months last. Costs are positive; ``flow`` is what comes in less them."""

    revenue: Monthly  # [USD/month] earned, less what is turned away
    collected: Monthly  # [USD/month] cash from customers
    costs: Mapping[str, Monthly]  # [USD/month] by cost line, as billed
    credits_used: Monthly  # [USD/month] of the cloud bill, paid from credits
    one_off: Monthly  # [USD/month] payments made once
    funding: Monthly  # [USD/month] committed only
    planned_funding: Monthly  # [USD/month] planned rounds
    flow: Monthly  # [USD/month] collected − costs + credits − one-off, funding left out
    cash: Monthly  # [USD] at month end, committed funding only
    cash_with_planned: Monthly  # [USD] at month end if every planned round comes
    total_cost: Monthly  # [USD/month] sum of the cost lines


@dataclass(frozen=True, kw_only=True, eq=False)
class Runway:
    """When cash falls below the floor."""

    months: Numeric  # [months]; inf when it does not within the plan
    alive: Numeric  # 1 when cash is rising at the end of the plan and never fell below the floor


def revenue(p: Business, demand: DemandPlan) -> Monthly:
    """Return customers × revenue per customer + other revenue, by month [USD/month]."""
    return demand.customers * over_months(p.revenue_per_customer) + over_months(p.other_revenue)


def collected(p: Business, earned: Monthly) -> Monthly:
    """Return the cash that customers pay, by month [USD/month].

    Of the prepaid share, a twelfth of the opening contracts renews each month of the first year
    and every increase is paid for twelve months at once, again a year later. The rest arrives
    after the collection delay; opening receivables are collected over the first months, so that
    a delay does not shorten today's runway. A falling base renews less; no refunds.
    """
    share = over_months(p.prepaid_share)
    return share * _prepaid(earned) + _delayed(p, (1 - share) * earned)


def _prepaid(earned: Monthly) -> Monthly:
    opening = earned[..., :1]
    rise = np.concatenate([0.0 * opening, np.diff(earned, axis=-1)], axis=-1) * MONTHS_PER_YEAR
    year = int(MONTHS_PER_YEAR)
    years = rise.reshape(*rise.shape[:-1], HORIZON_MONTHS // year, year)
    paid: Monthly = np.maximum(opening + np.cumsum(years, axis=-2).reshape(rise.shape), 0.0)
    return paid


def _delayed(p: Business, billed: Monthly) -> Monthly:
    delay = over_months(p.collection_months)
    arriving = 0.0 * billed
    padded = np.concatenate([0.0 * billed[..., :LONGEST_DELAY], billed], axis=-1)
    for months in range(LONGEST_DELAY + 1):
        weight = np.maximum(0.0, 1 - np.abs(delay - months))
        first = LONGEST_DELAY - months
        arriving = arriving + weight * padded[..., first : first + HORIZON_MONTHS]
    owed = delay * billed[..., :1]
    if p.opening_receivables is not None:
        owed = over_months(p.opening_receivables)
    month_ends = np.arange(1, HORIZON_MONTHS + 1, dtype=float)
    share = np.minimum(1.0, month_ends / np.maximum(delay, 1.0))
    collections: Monthly = arriving + owed * np.diff(share, axis=-1, prepend=0.0)
    return collections


def cash_plan(
    p: Business,
    demand: DemandPlan,
    costs: Mapping[str, Monthly],
    cloud: Monthly,
    revenue_lost: Numeric = 0.0,
) -> CashPlan:
    """Return the cash plan: what comes in, what goes out and what is left at each month end.

    cash(t) = cash(t − 1)·(1 + i) + collected − costs + credits used − one-off + funding.
    ``cloud`` is the part of the costs that cloud credits may pay [USD/month].
    """
    earned = revenue(p, demand) - revenue_lost
    paid_in = collected(p, earned)
    total = sum((costs[line] for line in costs), 0.0 * earned)
    credits = credits_used(p, cloud)
    one_off = _in_months([(row.month, row.amount) for row in p.payments], earned)
    by_status = {
        status: _in_months([(r.month, r.amount) for r in p.funding if r.status == status], earned)
        for status in FundingStatus
    }
    flow = paid_in - total + credits - one_off
    committed = by_status[FundingStatus.COMMITTED]
    planned = by_status[FundingStatus.PLANNED]
    return CashPlan(
        revenue=earned,
        collected=paid_in,
        costs=dict(costs),
        credits_used=credits,
        one_off=one_off,
        funding=committed,
        planned_funding=planned,
        flow=flow,
        cash=balance(p, flow + committed),
        cash_with_planned=balance(p, flow + committed + planned),
        total_cost=total,
    )


def balance(p: Business, flow: Monthly) -> Monthly:
    """Return cash at each month end from the opening cash and the flow, interest included."""
    return _growth(p.interest) * over_months(p.cash) + _cumulated(flow, p.interest)


def _growth(interest: Numeric) -> Monthly:
    month_ends = np.arange(1, HORIZON_MONTHS + 1, dtype=float)
    growth: Monthly = np.power(1 + over_months(monthly_rate(interest)), month_ends)
    return growth


def _cumulated(flow: Monthly, interest: Numeric) -> Monthly:
    growth = _growth(interest)
    return growth * np.cumsum(flow / growth, axis=-1)


def credits_used(p: Business, cloud_bill: Monthly) -> Monthly:
    """Return the part of the cloud bill paid from credits, until used or expired."""
    month = np.arange(1, HORIZON_MONTHS + 1, dtype=float)
    billed = np.where(month <= over_months(p.credits_months), cloud_bill, 0.0)
    used = np.minimum(np.cumsum(billed, axis=-1), over_months(p.credits))
    by_month: Monthly = np.diff(used, axis=-1, prepend=0.0)
    return by_month


def _in_months(rows: list[tuple[Numeric, Numeric]], like: Monthly) -> Monthly:
    month = np.arange(1, HORIZON_MONTHS + 1, dtype=float)
    total = 0.0 * like
    for when, amount in rows:
        total = total + np.where(month == over_months(when), over_months(amount), 0.0)
    return total


def runway(opening: Numeric, cash: Monthly, floor: Numeric = 0.0, funding: Numeric = 0.0) -> Runway:
    """Return the month in which cash falls below the floor, linear within the month.

    inf when it does not within the plan. ``alive`` when, besides, cash rises without new funding
    over the last three months of the plan and in its last. What comes after the plan is not
    looked at. A purchase within a month is taken as spread over it.
    """
    limit = over_months(floor)
    slack = EDGE * (1.0 + np.abs(over_months(opening)))
    cash = cash + 0.0 * limit
    first_cash = np.broadcast_to(over_months(opening), cash[..., :1].shape)
    before = np.concatenate([first_cash, cash[..., :-1]], axis=-1)
    below = cash < limit - slack
    first = np.argmax(below, axis=-1, keepdims=True)
    start = np.take_along_axis(before, first, axis=-1)[..., 0] - floor
    end = np.take_along_axis(cash, first, axis=-1)[..., 0] - floor
    fall = np.where(np.isfinite(end), start - end, np.inf)
    within = np.clip(ratio_or_never(np.maximum(start, 0.0), fall), 0.0, 1.0)
    ever = below.any(axis=-1)
    own = cash - np.cumsum(funding + np.zeros(cash.shape[-1]), axis=-1)
    rising = np.ones(ever.shape, dtype=bool)
    for months in (1, ALIVE_WINDOW):
        rising = rising & (own[..., -1] >= own[..., -1 - months] - slack[..., 0])
    return Runway(
        months=np.where(ever, first[..., 0] + within, np.inf)[()],
        alive=np.where(~ever & rising, 1.0, 0.0)[()],
    )


def months_gained(
    opening: Numeric, cash: Monthly, change: Monthly, floor: Numeric, interest: Numeric = 0.0
) -> Numeric:
    """Return runway(cash + cumulated change) − runway(cash), each capped at the horizon.

    ``interest`` a year is earned on the change as it is on the rest of the cash.
    """
    new = runway(opening, cash + _cumulated(change, interest), floor).months
    old = runway(opening, cash, floor).months
    gained: Numeric = np.minimum(new, HORIZON_MONTHS) - np.minimum(old, HORIZON_MONTHS)
    return gained


def first_month(holds: NDArray[np.bool_]) -> Numeric:
    """Return the first month (from 1) from which a condition holds to the end; inf if never."""
    to_the_end = np.flip(np.logical_and.accumulate(np.flip(holds, axis=-1), axis=-1), axis=-1)
    month = np.argmax(to_the_end, axis=-1) + 1.0
    first: Numeric = np.where(to_the_end.any(axis=-1), month, np.inf)[()]
    return first


def peak_cash_needed(plan: CashPlan) -> Numeric:
    """Return the most that has to be put in before the plan carries itself [USD]."""
    needed: Numeric = np.maximum(0.0, -np.min(np.cumsum(plan.flow, axis=-1), axis=-1))
    return needed


def graham_months(revenue_now: Numeric, expenses: Numeric, growth: Numeric) -> Numeric:
    """Return Graham's months to profit: n = ln(E/R)/ln(1 + g), expenses constant; inf if never.

    Blackwell's calculator for Graham, "Default Alive or Default Dead?", 2015,
    paulgraham.com/aord.html. Serving costs that grow with revenue break its assumption.
    """
    short = np.greater(expenses, revenue_now)
    ratio = ratio_or_never(expenses, revenue_now)
    bounded = np.where(np.isfinite(ratio) & short, np.maximum(ratio, 1.0), 1.0)
    months = ratio_or_never(np.log(bounded), np.log1p(growth))
    to_profit: Numeric = np.where(short, np.where(np.isfinite(ratio), months, np.inf), 0.0)[()]
    return to_profit


def graham_cash_needed(revenue_now: Numeric, expenses: Numeric, growth: Numeric) -> Numeric:
    """Return Σ max(0, E − R(1 + g)^k) for k = 0 …: month 1 has no growth yet [USD]."""
    k = np.arange(HORIZON_MONTHS, dtype=float)
    earned = over_months(revenue_now) * np.power(1 + over_months(growth), k)
    needed: Numeric = np.sum(np.maximum(0.0, over_months(expenses) - earned), axis=-1)
    return needed


def burn_multiple(net_burn: Numeric, new_annual_revenue: Numeric) -> Numeric:
    """Return net burn ÷ net new annual recurring revenue of the same period; inf if none is new.

    0 where nothing is burned, whatever becomes of the revenue. Sacks, The Burn Multiple, 2020:
    below 1 amazing, to 1.5 great, to 2 good, to 3 suspect.
    """
    multiple = ratio_or_never(net_burn, new_annual_revenue)
    burned: Numeric = np.where(np.greater(net_burn, 0), multiple, 0.0)[()]
    return burned
