"""A point of accuracy: what work for another point of accuracy costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.reached import at_least
from calculators.core.units import (
    PERCENT,
    QUERIES_OF_A_PRICE,
    WEEKS_PER_MONTH,
    first,
    over_months,
    ratio_or_never,
)
from calculators.practices.accuracy_value_inputs import Accuracy, Framing

Floats = NDArray[np.float64]
PAGE = "accuracy"
UNMEASURED = {
    Framing.ERRORS: "the cost of an error: not measured",
    Framing.SALES: "what a point does to sales: not measured",
}


def cost_line(p: Accuracy, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return upkeep and dearer answers by month, less the value that is cash.

    Cash of an unmeasured value is not counted. The work and the labels are in the adoption.
    """
    del worth
    return pick(p.pursue, {  # type: ignore[no-any-return]
        YesNo.NO: lambda: bills(plan, cash=0.0),
        YesNo.YES: lambda: _pursued(p, plan),
    })  # fmt: skip


def _pursued(p: Accuracy, plan: DemandPlan) -> CostLine:
    queries = plan.raw_queries
    dearer = queries * over_months(p.dearer_answers / QUERIES_OF_A_PRICE)
    cash = dearer - queries * over_months(p.aimed_points * p.cash_share * value_per_query(p))
    weeks = over_months(p.upkeep_time)
    return bills(plan, cash, variable=cash, weeks=weeks)


def value_per_query(p: Accuracy) -> Numeric:
    """Return what one more point is worth for each query [USD]; 0 where it was not measured.

    Errors: acted · 1 % · cost of an error. Sales: acted · earned by an answer · more sold.
    Proportional to the queries: a wrong answer costs the same however many there are.
    """
    per_answer: Numeric = pick(p.framing, {
        Framing.ERRORS: lambda: 0.0 if p.error_cost is None else p.error_cost / PERCENT,
        Framing.SALES: lambda: (
            0.0 if p.sales_lift is None else p.earned_per_answer * p.sales_lift),
    })  # fmt: skip
    return p.acted_share * per_answer


def missing(p: Accuracy) -> str:
    """Return what has to be measured first, or "" when the value is known."""
    measured = pick(p.framing, {
        Framing.ERRORS: lambda: p.error_cost,
        Framing.SALES: lambda: p.sales_lift,
    })  # fmt: skip
    return UNMEASURED[p.framing] if measured is None else ""


def effort(points: Numeric, harder: Numeric) -> Numeric:
    """Return the work of so many points over that of the first: (f^n − 1) / (f − 1); n for f = 1.

    Each point takes f times the one before. A form that is assumed; see METHOD.
    """
    same = np.equal(harder, 1.0)
    rate = np.log(np.where(same, 2.0, harder))
    grown = np.expm1(points * rate) / np.expm1(rate)
    total: Numeric = np.where(same, points, grown)[()]
    return total


def work_weeks(p: Accuracy, points: Numeric) -> Numeric:
    """Return the engineer-weeks that so many points take."""
    return p.point_weeks * effort(points, p.harder)


def label_bill(p: Accuracy, points: Numeric) -> Numeric:
    """Return what the labels of so many points cost [USD]."""
    return p.point_labels * p.price_of_a_label * effort(points, p.harder)


def price_of_points(p: Accuracy, worth: Worth, points: Numeric) -> Numeric:
    """Return what so many points cost once: work and labels [USD]."""
    return work_weeks(p, points) * worth.engineer_week_cost + label_bill(p, points)


def monthly_gain(p: Accuracy, worth: Worth, queries: Numeric, points: Numeric) -> Numeric:
    """Return value less upkeep and dearer answers at a volume [USD/month]."""
    per_query = points * value_per_query(p) - p.dearer_answers / QUERIES_OF_A_PRICE
    return queries * per_query - p.upkeep_time * worth.engineer_week_cost


def points_that_pay(p: Accuracy, worth: Worth, queries: Numeric) -> Numeric:
    """Return how many points pay back in time, each for itself: the k-th costs f^(k − 1) times.

    k = 1 + ⌊ln(payback · value of a point ÷ price of the first) / ln f⌋; 0 if the first does not.
    Upkeep and dearer answers are those of the whole, not of one point, and stay out.
    """
    value = worth.payback_months * queries * value_per_query(p)
    ratio = ratio_or_never(value, price_of_points(p, worth, 1.0))
    steps = ratio_or_never(np.log(np.maximum(ratio, 1.0)), np.log(p.harder))
    some = np.greater(ratio, 1.0) & np.greater(value, 0.0)
    count: Numeric = np.where(some, 1.0 + np.floor(np.where(some, steps, 0.0)), 0.0)[()]
    return count


def value_that_pays(p: Accuracy, worth: Worth, queries: Numeric, once: Numeric) -> Numeric:
    """Return the value of a point at which the points aimed at pay [USD/month].

    ``once``: work and labels by month of the time to pay back.
    """
    dearer = queries * p.dearer_answers / QUERIES_OF_A_PRICE
    return (once + dearer + p.upkeep_time * worth.engineer_week_cost) / p.aimed_points


def error_that_pays(p: Accuracy, queries: Numeric, point_value: Numeric) -> Numeric:
    """Return a value of a point as the cost of an error [USD]; inf where nobody acts on answers."""
    return ratio_or_never(point_value * PERCENT, queries * p.acted_share)


def signal(p: Accuracy, queries: Numeric, point_value: Numeric) -> str:
    """Return what to measure, with the number that turns the verdict."""
    each = first(error_that_pays(p, queries, point_value))
    error = words.money(at_least(each), never="any amount")
    point = words.money(at_least(first(point_value)), "month")
    found: str = pick(p.framing, {
        Framing.ERRORS: lambda: "what 100 errors cost, each followed to its end; "
                                f"{error} an error turns it",
        Framing.SALES: lambda: "sales with and without better answers; "
                               f"{point} for a point turns it",
    })  # fmt: skip
    return found


def work_months(p: Accuracy, points: Numeric) -> Numeric:
    """Return the months that the people on it work until so many points are there."""
    months: Numeric = work_weeks(p, points) / (p.engineers * WEEKS_PER_MONTH)
    return months


def _asked(p: Accuracy) -> str:
    """Return what the points aimed at ask for: weeks, and labels where they are paid."""
    weeks = words.number(work_weeks(p, p.aimed_points), "weeks")
    bill = label_bill(p, p.aimed_points)
    return f"{weeks} and {words.money(bill)} of labels" if np.any(bill) else f"{weeks} of work"


def adoptions(p: Accuracy, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the work for more accuracy, if the plan does not have it."""
    if p.pursue == YesNo.YES:
        return
    today = first(plan.raw_queries)
    value = p.aimed_points * value_per_query(p)
    once = price_of_points(p, worth, p.aimed_points) / worth.payback_months

    def saving(queries: Floats) -> Floats:
        return np.asarray(monthly_gain(p, worth, queries, p.aimed_points))

    aimed = words.number(p.aimed_points, "points")
    yield Adoption(
        key="accuracy.pursue",
        page=PAGE,
        label=f"Work for {aimed} of accuracy",
        question="Is another point of accuracy worth its work?",
        detail=_asked(p),
        changes={"accuracy.pursue": YesNo.YES},
        weeks=work_weeks(p, p.aimed_points),
        upfront=label_bill(p, p.aimed_points),
        value_gained=today * (1.0 - p.cash_share) * value,
        scale=Scale(label="Queries a month", unit="queries/month", today=today,
                    planned=plan.raw_queries),
        saving=saving,
        unknown=missing(p),
        assumes="So many answers that a hundredth of the errors pays a team",
        simpler="fix the errors that cost most, one by one",
        signal=signal(p, today, value_that_pays(p, worth, today, once)),
        baseline="as accurate as today",
    )  # fmt: skip
