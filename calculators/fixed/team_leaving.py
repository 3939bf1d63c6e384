"""Team: what it takes when somebody leaves, as cash and as value lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core.business import Worth
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import (
    DAYS_PER_YEAR,
    HOURS_PER_WORK_WEEK,
    MONTHS_PER_YEAR,
    over_months,
    ratio_or_never,
)
from calculators.fixed.team_inputs import Recruiting, Team
from calculators.fixed.team_people import Payroll

RAMP_LOST = 1 / 2  # of a linear ramp from nothing to full speed


@dataclass(frozen=True, kw_only=True, eq=False)
class Departure:
    """One departure, or those of a year. Value lost is no cash, and never added to runway."""

    fee: Numeric  # [USD] cash, for the successor
    interview_weeks: Numeric  # [weeks] of colleagues
    interviews: Numeric  # [USD] those weeks at their cost; cash only if time is bought
    saved: Numeric  # [USD] salary not paid while the post is vacant: cash that stays
    vacancy: Numeric  # [USD] value of the work not done while it is vacant
    ramp: Numeric  # [USD] value lost until the successor is at full speed
    knowledge_weeks: Numeric  # [weeks] relearned
    knowledge: Numeric  # [USD] those weeks at their cost

    @property
    def value_lost(self) -> Numeric:
        """Work that is not done [USD]."""
        return self.vacancy + self.ramp + self.knowledge

    @property
    def gross(self) -> Numeric:
        """Everything, the salary saved while the post is vacant left out [USD]."""
        return self.fee + self.interviews + self.value_lost

    @property
    def net(self) -> Numeric:
        """Everything less the salary saved [USD]."""
        return self.gross - self.saved


def departure_rate(p: Team) -> Numeric:
    """Return departures per person and year: a / (1 − R), as each draws R others.

    a·(1 + R + R² + …). Holds for R < 1; at 1 the team empties. Published rates hold the contagion
    already: enter it only with a rate that was counted without.
    """
    return ratio_or_never(p.attrition_per_year, 1 - p.contagion)


def vacancy_days(p: Team) -> Numeric:
    """Return the days until a post is filled, by who recruits."""
    days: Numeric = pick(p.recruiting, {Recruiting.OWN: lambda: p.vacancy_days,
                                        Recruiting.AGENCY: lambda: p.agency_days})  # fmt: skip
    return days


def vacant_share(p: Team) -> Numeric:
    """Return the share of posts that is vacant on average: rate·days/365, at most all.

    Holds while it is small: that nobody leaves a vacant post is not counted.
    """
    vacant: Numeric = np.minimum(departure_rate(p) * vacancy_days(p) / DAYS_PER_YEAR, 1.0)
    return vacant


def hiring_fee(p: Team, people: Numeric, salaries: Numeric) -> Numeric:
    """Return what finding these people costs [USD]; ``salaries`` is the sum of theirs a year."""
    fee: Numeric = pick(p.recruiting, {
        Recruiting.OWN: lambda: p.cost_per_hire * people,
        Recruiting.AGENCY: lambda: p.agency_share * salaries})  # fmt: skip
    return fee


def interview_weeks(p: Team) -> Numeric:
    """Return weeks of colleagues for one hire: hours × interviewers / hours of a week."""
    return p.interview_hours * p.interviewers / HOURS_PER_WORK_WEEK


def documented(p: Team) -> Numeric:
    """Return the share of what people know that is written down, the lever counted in."""
    share: Numeric = pick(p.documentation, {
        YesNo.NO: lambda: p.documented_share,
        YesNo.YES: lambda: np.maximum(p.documented_share, p.documentation_share)})  # fmt: skip
    return share


def ramp_months(p: Team) -> Numeric:
    """Return the months to full speed, the lever counted in."""
    months: Numeric = pick(p.documentation, {
        YesNo.NO: lambda: p.ramp_months,
        YesNo.YES: lambda: p.ramp_months * (1 - p.documentation_ramp_cut)})  # fmt: skip
    return months


def knowledge_weeks(p: Team, engineers: Numeric) -> Numeric:
    """Return weeks relearned when one of so many engineers leaves.

    (1 − documented)·(weeks relearned + parts with a single owner / engineers · weeks a part).
    """
    some = np.maximum(engineers, 1.0)
    parts: Numeric = p.single_owner_parts / some
    return (1 - documented(p)) * (p.relearned_weeks + parts * p.part_weeks)


def departure(p: Team, worth: Worth, pay: Payroll) -> Departure:
    """Return what the departure of one engineer on average pay takes, in month 1.

    fee + interviews + days/365·loaded·value + ramp/12/2·loaded·value + weeks relearned; beside it
    the salary saved, days/365·loaded. Of a team without engineers: of anybody on average pay.
    Published percentages of a salary hold these parts and are never added to them.
    """
    salary = mean_salary(pay)
    loaded, week = salary * p.loaded_factor, worth.engineer_week_cost
    hours, saved = interview_weeks(p), vacancy_days(p) / DAYS_PER_YEAR * loaded
    engineers = pay.engineers[..., 0]
    known: Numeric = np.where(engineers > 0, knowledge_weeks(p, engineers), 0.0)[()]
    return Departure(
        fee=hiring_fee(p, 1.0, salary),
        interview_weeks=hours,
        interviews=hours * week,
        saved=saved,
        vacancy=saved * p.value_factor,
        ramp=ramp_months(p) / MONTHS_PER_YEAR * RAMP_LOST * loaded * p.value_factor,
        knowledge_weeks=known,
        knowledge=known * week,
    )


def mean_salary(pay: Payroll) -> Numeric:
    """Return the average salary of an engineer in month 1, of anybody where there is none."""
    people, engineers = pay.people[..., 0], pay.engineers[..., 0]
    only = engineers > 0
    total = np.where(only, pay.engineer_salaries[..., 0], pay.salaries[..., 0])
    mean: Numeric = (total / np.maximum(np.where(only, engineers, people), 1.0))[()]
    return mean


def leaving(p: Team, pay: Payroll) -> Monthly:
    """Return how many leave in a month on average: people·rate/12."""
    return pay.people * over_months(departure_rate(p) / MONTHS_PER_YEAR)


def value_lost(p: Team, worth: Worth, pay: Payroll) -> Monthly:
    """Return the work that is not done because people leave, by month [USD/month]."""
    loaded = pay.salaries * over_months(p.loaded_factor * p.value_factor) / MONTHS_PER_YEAR
    each = over_months(departure_rate(p) / MONTHS_PER_YEAR * worth.engineer_week_cost)
    gaps = relearned(p, pay.engineers)
    return loaded * over_months(vacant_share(p) + ramping_share(p)) + gaps * each


def ramping_share(p: Team) -> Numeric:
    """Return the share of posts lost below full speed: rate·ramp/12/2."""
    return departure_rate(p) * ramp_months(p) / MONTHS_PER_YEAR * RAMP_LOST


def departures_of_a_year(p: Team, worth: Worth, pay: Payroll) -> Departure:
    """Return what the departures of a year take at the rows of month 1, each at its own salary.

    The parts are twelve times those of the line and of `value_lost`; only engineers relearn.
    """
    rate, week = departure_rate(p), worth.engineer_week_cost
    people, salaries = pay.people[..., 0], pay.salaries[..., 0]
    loaded = salaries * p.loaded_factor
    hours = rate * people * interview_weeks(p)
    known = rate * np.asarray(relearned(p, pay.engineers))[..., 0]
    return Departure(
        fee=hiring_fee(p, rate * people, rate * salaries),
        interview_weeks=hours,
        interviews=hours * week,
        saved=vacant_share(p) * loaded,
        vacancy=vacant_share(p) * loaded * p.value_factor,
        ramp=ramping_share(p) * loaded * p.value_factor,
        knowledge_weeks=known,
        knowledge=known * week,
    )


def relearned(p: Team, engineers: Numeric) -> Numeric:
    """Return engineers × weeks relearned at a departure: parts at risk do not grow with them."""
    some = engineers > 0
    weeks = engineers * over_months(p.relearned_weeks)
    parts = over_months(p.single_owner_parts * p.part_weeks) * some
    return over_months(1 - documented(p)) * (weeks + parts)
