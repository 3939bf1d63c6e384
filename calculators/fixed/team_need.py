"""Team: engineers that the models need, and what is left of those who are paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import MONTHS_PER_YEAR, WEEKS_PER_MONTH, over_months, ratio_or_never
from calculators.fixed.team_inputs import Team
from calculators.fixed.team_leaving import (
    RAMP_LOST,
    departure_rate,
    interview_weeks,
    leaving,
    ramp_months,
    relearned,
    vacant_share,
)
from calculators.fixed.team_people import Payroll, ramping_hires


@dataclass(frozen=True, kw_only=True, eq=False)
class Working:
    """Engineers who are paid, by what becomes of their time; the parts sum to ``paid``."""

    paid: Monthly
    vacant: Monthly
    ramping: Monthly  # successors and planned hires below full speed
    interviewing: Monthly
    relearning: Monthly
    wrangling: Monthly  # 0 while its share is unknown
    effective: Monthly


def maturity(p: Team) -> Numeric:
    """Return the maturity of the plan, the investment counted in."""
    level: Numeric = pick(p.investment, {
        YesNo.NO: lambda: p.maturity,
        YesNo.YES: lambda: np.maximum(p.maturity, p.next_maturity)})  # fmt: skip
    return level


def kind_engineers(p: Team, kinds: Monthly) -> Monthly:
    """Return the engineers for kinds without maturity: (kinds / kinds per engineer)^q."""
    found: Monthly = np.power(
        ratio_or_never(kinds, over_months(p.kinds_per_engineer)), over_months(p.kinds_exponent)
    )
    return found


def load_engineers(p: Team, plan: DemandPlan) -> Monthly:
    """Return those for load: v·log10(1 + volume/reference) + w·log10(1 + peak/reference)."""
    volumes = np.log10(
        1 + ratio_or_never(plan.raw_queries, over_months(p.reference_queries_per_month))
    )
    peaks = np.log10(1 + ratio_or_never(plan.peak_rate, over_months(p.reference_peak_per_second)))
    found: Monthly = over_months(p.volume_engineers) * volumes
    return found + over_months(p.peak_engineers) * peaks


def by_hand(p: Team, plan: DemandPlan) -> Monthly:
    """Return the bracket of the need by month: the engineers that maturity saves."""
    return kind_engineers(p, plan.kinds) + load_engineers(p, plan)


def need(p: Team, plan: DemandPlan) -> Monthly:
    """Return the engineers that are needed, by month.

    base + (1 − maturity)·[(kinds/kinds per engineer)^q + terms of volume and peak]. The form is
    assumed, not measured; it stops holding where a kind needs research, which maturity saves not.
    """
    return over_months(p.base_engineers) + over_months(1 - maturity(p)) * by_hand(p, plan)


def kinds_carried(p: Team, engineers: Numeric, load: Numeric, level: Numeric) -> Numeric:
    """Return the kinds at which so many engineers are just enough; 0 none, inf any number.

    k = kinds per engineer · ((engineers − base)/(1 − maturity) − load terms)^(1/q).
    """
    spare = engineers - p.base_engineers
    each = ratio_or_never(np.maximum(spare, 0.0), 1 - level) - load
    kinds = p.kinds_per_engineer * np.power(np.maximum(each, 0.0), 1 / p.kinds_exponent)
    carried: Numeric = np.where(spare < 0, 0.0, kinds)[()]
    return carried


def wrangled(p: Team) -> Numeric:
    """Return the share of time spent wrangling data, the lever counted in; 0 while unknown."""
    if p.wrangling_share is None:
        return 0.0
    share = p.wrangling_share
    left: Numeric = pick(p.tooling, {YesNo.NO: lambda: share,
                                     YesNo.YES: lambda: share * (1 - p.tooling_cut)})  # fmt: skip
    return left


def working(p: Team, pay: Payroll) -> Working:
    """Return what is left of the engineers who are paid.

    Of the posts rate·days/365 are vacant and rate·ramp/12/2 are lost to successors below full
    speed; interviews and relearning take weeks of those there; of the rest a share goes into
    wrangling data. No part takes more than what those before it left.
    """
    rate = departure_rate(p)
    ramp = over_months(rate * ramp_months(p) / MONTHS_PER_YEAR * RAMP_LOST)
    met = (leaving(p, pay) + pay.joining) * over_months(interview_weeks(p))
    gaps = relearned(p, pay.engineers) * over_months(rate / MONTHS_PER_YEAR)
    taken = {
        "vacant": pay.engineers * over_months(vacant_share(p)),
        "ramping": pay.engineers * ramp + ramping_hires(p, ramp_months(p)),
        "interviewing": met / WEEKS_PER_MONTH,
        "relearning": gaps / WEEKS_PER_MONTH,
    }
    left, parts = pay.engineers, {}
    for name, asked in taken.items():
        parts[name] = np.minimum(asked, left)
        left = left - parts[name]
    wrangling = left * over_months(wrangled(p))
    return Working(paid=pay.engineers, **parts, wrangling=wrangling, effective=left - wrangling)
