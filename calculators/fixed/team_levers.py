"""Team: what would save engineers, weeks or fees, and the scale on which each turns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, YesNo, pick
from calculators.core.units import DAYS_PER_YEAR, MONTHS_PER_YEAR, WEEKS_PER_MONTH
from calculators.core.words import percent
from calculators.fixed.team_inputs import Recruiting, Team
from calculators.fixed.team_leaving import RAMP_LOST, departure_rate, vacancy_days
from calculators.fixed.team_need import kind_engineers, load_engineers
from calculators.fixed.team_people import Payroll, payroll

Floats = NDArray[np.float64]
OTHER_WAY = {Recruiting.OWN: Recruiting.AGENCY, Recruiting.AGENCY: Recruiting.OWN}
UNMEASURED_WRANGLING = "hours spent wrangling data: not measured"
WAYS = {Recruiting.OWN: "Own recruiting", Recruiting.AGENCY: "Recruiting by an agency"}


def adoptions(p: Team, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    pay = payroll(p)
    if p.investment == YesNo.NO and p.next_maturity > p.maturity:
        yield _investment(p, plan, worth, pay)
    somebody_leaves, engineers = departure_rate(p) > 0, pay.engineers[..., 0] > 0
    if engineers and somebody_leaves and p.documentation == YesNo.NO:
        yield _documentation(p, worth, pay)
    if engineers and p.tooling == YesNo.NO:
        yield _tooling(p, worth, pay)
    if pay.people[..., 0] > 0 and somebody_leaves:
        yield _recruiting(p, worth, pay)


def _investment(p: Team, plan: DemandPlan, worth: Worth, pay: Payroll) -> Adoption:
    """Maturity: (m1 − m0)·[…] engineers fewer; those whom the rows do not hold are value alone."""
    risen, week = p.next_maturity - p.maturity, worth.engineer_week_cost
    load = load_engineers(p, plan)
    bracket = kind_engineers(p, plan.kinds) + load
    before, after = (p.base_engineers + (1 - m) * bracket for m in (p.maturity, p.next_maturity))
    freed = np.minimum(before, pay.engineers) - np.minimum(after, pay.engineers)
    short = np.maximum(before - after - freed, 0.0)

    def saving(kinds: Floats) -> Floats:
        spared = risen * (kind_engineers(p, kinds) + load[..., 0])
        return np.asarray(spared * WEEKS_PER_MONTH * week)

    return Adoption(
        key="team.investment",
        page="team",
        label="Invest in maturity",
        detail=f"from {percent(p.maturity)} to {percent(p.next_maturity)}",
        question="Invest in maturity: shared pipelines, tests and releases?",
        baseline="each kind as it is done today",
        changes={"team.investment": YesNo.YES},
        weeks=p.investment_weeks,
        weeks_saved=freed * WEEKS_PER_MONTH,
        value_gained=float(short[..., 0] * WEEKS_PER_MONTH * week),
        scale=_scale("Kinds", "kinds", plan.kinds),
        saving=saving,
        assumes="many kinds are alike enough to share pipelines; one team serves hundreds",
        simpler="one template and one checklist for a new kind",
        signal="engineer-days that the last three new kinds took",
    )


def _documentation(p: Team, worth: Worth, pay: Payroll) -> Adoption:
    """Documentation: fewer weeks relearned and a shorter ramp; value, no cash."""
    more = np.maximum(p.documentation_share - p.documented_share, 0.0)
    monthly, week = departure_rate(p) / MONTHS_PER_YEAR, worth.engineer_week_cost
    engineers = pay.engineers[..., 0]
    loaded = pay.salaries[..., 0] * p.loaded_factor * p.value_factor / MONTHS_PER_YEAR
    sooner = p.ramp_months * p.documentation_ramp_cut * RAMP_LOST * loaded / engineers

    def saving(those: Floats) -> Floats:
        weeks = those * p.relearned_weeks + p.single_owner_parts * p.part_weeks
        return np.asarray(monthly * (more * weeks * week + those * sooner))

    return Adoption(
        key="team.documentation",
        page="team",
        label="Document what people know",
        detail=f"from {percent(p.documented_share)} to {percent(p.documented_share + more)}",
        question="Write down what people know, before somebody leaves?",
        baseline=f"{percent(p.documented_share)} written down",
        changes={"team.documentation": YesNo.YES},
        weeks=p.documentation_weeks,
        value_gained=float(saving(np.array(engineers))),
        scale=_scale("Engineers", "engineers", pay.engineers),
        saving=saving,
        assumes="people leave often enough that what they know is asked for again",
        simpler="two people on every part; a recorded walk-through when notice is given",
        signal="weeks until the last successor shipped alone",
    )


def _tooling(p: Team, worth: Worth, pay: Payroll) -> Adoption:
    """Tools for data: a share of the wrangling is saved, against a subscription."""
    share = 0.0 if p.wrangling_share is None else p.wrangling_share
    each = share * p.tooling_cut * WEEKS_PER_MONTH

    def saving(those: Floats) -> Floats:
        return np.asarray(those * each * worth.engineer_week_cost - p.tooling_amount)

    return Adoption(
        key="team.tooling",
        page="team",
        label="Tools for data",
        detail=f"saves {percent(p.tooling_cut)} of the time spent wrangling",
        question="Build or buy tools against data wrangling?",
        baseline="data found and cleaned by hand",
        changes={"team.tooling": YesNo.YES},
        weeks=p.tooling_weeks,
        weeks_saved=pay.engineers * each,
        scale=_scale("Engineers", "engineers", pay.engineers),
        saving=saving,
        unknown="" if p.wrangling_share is not None else UNMEASURED_WRANGLING,
        assumes="many engineers prepare the same data again and again",
        simpler="one shared script for each source, one person who owns it",
        signal="hours spent wrangling data in one week of all calendars",
    )


def _recruiting(p: Team, worth: Worth, pay: Payroll) -> Adoption:
    """Recruit the other way: its fee, and work done sooner against salary paid sooner.

    Of departures alone; planned hires come once and count in the runway.
    """
    del worth
    people = pay.people[..., 0]
    salary = pay.salaries[..., 0] / people
    loaded = salary * p.loaded_factor / MONTHS_PER_YEAR
    rate, other = departure_rate(p), OTHER_WAY[p.recruiting]
    fees = {Recruiting.OWN: p.cost_per_hire, Recruiting.AGENCY: p.agency_share * salary}
    days = {Recruiting.OWN: p.vacancy_days, Recruiting.AGENCY: p.agency_days}
    vacant = {way: np.minimum(rate * d / DAYS_PER_YEAR, 1.0) for way, d in days.items()}
    fee = (fees[p.recruiting] - fees[other]) * rate / MONTHS_PER_YEAR
    sooner = (vacant[p.recruiting] - vacant[other]) * loaded

    def saving(those: Floats) -> Floats:
        return np.asarray(those * (fee + sooner * (p.value_factor - 1)))

    return Adoption(
        key="team.recruiting",
        page="team",
        label=WAYS[other],
        detail=f"{days[other]:g} days instead of {vacancy_days(p):g}",
        question=f"{WAYS[other]}?",
        baseline=WAYS[p.recruiting].lower(),
        changes={"team.recruiting": other},
        weeks=p.agency_weeks,
        value_gained=float(people * sooner * p.value_factor),
        scale=_scale("People", "people", pay.people),
        saving=saving,
        assumes=pick(other, {
            Recruiting.AGENCY: lambda: "work not done is worth more than the salary it costs",
            Recruiting.OWN: lambda: "somebody has the time to look for people"}),
        simpler="ask former colleagues before a post is vacant",
        signal="days from notice to the successor's first day",
    )  # fmt: skip


def _scale(label: str, unit: str, planned: Monthly) -> Scale:
    return Scale(label=label, unit=unit, today=float(planned[..., 0]), planned=planned)
