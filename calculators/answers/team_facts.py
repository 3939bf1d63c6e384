"""What the page on the team reads of a plan: pay, a departure, one more hire, the need."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculators import runway as _runway
from calculators.core.business import EngineerTime
from calculators.core.units import (
    DAYS_PER_WEEK,
    HORIZON_MONTHS,
    WEEKS_PER_MONTH,
    first,
)
from calculators.evaluation import Evaluation
from calculators.fixed import team_need
from calculators.fixed.team import cost_line
from calculators.fixed.team_inputs import Hire
from calculators.fixed.team_leaving import (
    Departure,
    departure,
    departure_rate,
    departures_of_a_year,
    mean_salary,
    value_lost,
)
from calculators.fixed.team_people import Payroll, payroll

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class OneMore:
    """What one more engineer on average pay, from month 1, does to the plan."""

    monthly: float  # [USD/month] loaded, with tools, in month 2
    months: float  # of runway gained by the plan's rule for engineer time; negative is lost
    months_if_bought: float
    months_in_cash_alone: float
    runway: float  # [months] then


@dataclass(frozen=True, kw_only=True, eq=False)
class Pace:
    """What departures and wrangling take from the pace, by part of the engineers' time."""

    engineers: float
    releases: float  # [releases/month] not shipped; inf: nobody is left to say how many
    delay_days: float  # a new customer waits longer
    delay_cost: float  # [USD/month] of revenue that comes later


def pay_of(e: Evaluation) -> Payroll:
    """Return posts and pay by month."""
    return payroll(e.scenario.team)


def is_empty(e: Evaluation) -> bool:
    """Whether nobody is there in month 1."""
    return not first(pay_of(e).people) > 0


def who_leaves(e: Evaluation) -> str:
    """Return whose departure is told: an engineer's, or anybody's where there is none."""
    return "One engineer" if first(pay_of(e).engineers) > 0 else "One person"


def departure_of(e: Evaluation) -> Departure:
    """Return what the departure of one engineer takes."""
    return departure(e.scenario.team, e.scenario.worth, pay_of(e))


def departures_of(e: Evaluation) -> Departure:
    """Return what the departures of a year take."""
    return departures_of_a_year(e.scenario.team, e.scenario.worth, pay_of(e))


def churn(e: Evaluation) -> float:
    """Return how many people leave in a year, at the head count of month 1."""
    return first(pay_of(e).people[..., 0] * departure_rate(e.scenario.team))


def lost_a_month(e: Evaluation) -> float:
    """Return the value of the work that is not done because people leave, in month 1."""
    return first(value_lost(e.scenario.team, e.scenario.worth, pay_of(e)))


def one_more(e: Evaluation) -> OneMore:
    """Return what one more engineer costs a month and in months of runway.

    The plan's line with a hire in month 1 less the line without: pay, tools, what finding takes,
    and the interviews. Months are capped at the end of the plan.
    """
    p, worth, pay = e.scenario.team, e.scenario.worth, pay_of(e)
    somebody = first(pay.people) > 0  # else at the declared pay, for there is no average
    tools = first(pay.tools) / first(pay.people) if somebody else Hire().tools
    salary = first(mean_salary(pay)) if somebody else Hire().salary
    extra = Hire(month=1.0, people=1.0, salary=salary, tools=tools)
    known = replace(p, monthly_amount=None, hires=())
    alone = cost_line(known, e.demand, worth)
    then = cost_line(replace(known, hires=(extra,)), e.demand, worth)
    in_cash = then.cash - alone.cash
    bought = in_cash + (then.weeks - alone.weeks) * worth.engineer_week_cost
    business = e.scenario.business
    gained = [
        first(
            _runway.months_gained(
                business.cash, e.cash.cash, -cost, business.cash_floor, business.interest
            )
        )
        for cost in (bought, in_cash)
    ]
    by_rule = gained[0] if worth.engineer_time == EngineerTime.BOUGHT else gained[1]
    return OneMore(
        monthly=first(in_cash[..., 1]),
        months=by_rule,
        months_if_bought=gained[0],
        months_in_cash_alone=gained[1],
        runway=min(first(e.runway.months), HORIZON_MONTHS) + by_rule,
    )


def needed(e: Evaluation) -> Floats:
    """Return the engineers that are needed, by month."""
    return np.ravel(team_need.need(e.scenario.team, e.demand))


def engineers(e: Evaluation) -> Floats:
    """Return the engineers on the rows, by month."""
    return np.broadcast_to(np.ravel(pay_of(e).engineers), (HORIZON_MONTHS,))


def effective(e: Evaluation) -> Floats:
    """Return what is left of them, by month."""
    found = np.ravel(team_need.working(e.scenario.team, pay_of(e)).effective)
    return np.broadcast_to(found, (HORIZON_MONTHS,))


def short_from(e: Evaluation) -> float:
    """Return the first month from which more engineers are needed than the rows hold; inf never."""
    short = np.flatnonzero(needed(e) > engineers(e))
    return float(short[0] + 1) if short.size else np.inf


def carried(e: Evaluation, level: float) -> float:
    """Return the kinds that the engineers of month 1 carry at a maturity, at today's load."""
    p = e.scenario.team
    load = first(team_need.load_engineers(p, e.demand))
    return first(team_need.kinds_carried(p, first(pay_of(e).engineers), load, level))


def pace(e: Evaluation, part: str) -> Pace:
    """Return what a part of the engineers' time takes from the pace, in month 1.

    Releases and weeks are those of today, with the part already lost: releases·part/effective more
    would ship, and a customer waits weeks·part/paid longer. That delays the revenue of those won.
    """
    p, demand = e.scenario.team, e.scenario.demand
    found = team_need.working(p, pay_of(e))
    part_of, left, paid = (first(getattr(found, name)) for name in (part, "effective", "paid"))
    waits = first(p.customer_weeks) * part_of / paid if paid > 0 else 0.0
    won = first(demand.customers) * first(demand.customers_gained)
    worth = first(e.scenario.business.revenue_per_customer) / WEEKS_PER_MONTH
    return Pace(
        engineers=part_of,
        releases=first(p.releases) * part_of / left if left > 0 else np.inf,
        delay_days=waits * DAYS_PER_WEEK,
        delay_cost=won * waits * worth,
    )
