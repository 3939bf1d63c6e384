"""What the page on a point of accuracy says of a plan, each part computed when it is asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core.decision import Decision, Verdict
from calculators.core.inputs import YesNo
from calculators.core.units import PERCENT, first, ratio_or_never
from calculators.practices import accuracy_value as value
from calculators.practices.accuracy_value_inputs import Accuracy
from calculators.variable.operations_labels import with_label_price

Floats = NDArray[np.float64]


class OnAPoint(OnPlan):
    """A point of accuracy in a plan."""

    @cached_property
    def p(self) -> Accuracy:
        """The inputs of the page, with the price of a label."""
        return with_label_price(self.e.scenario.accuracy, self.e.scenario.operations)

    @property
    def pursued(self) -> bool:
        """Whether the plan works for more accuracy."""
        return self.p.pursue == YesNo.YES

    @cached_property
    def missing(self) -> str:
        """What has to be measured first, "" when the value is known."""
        return value.missing(self.p)

    @cached_property
    def queries(self) -> float:
        """Queries of month 1."""
        return first(self.e.demand.raw_queries)

    @property
    def acted_on(self) -> float:
        """Answers of month 1 that somebody acts on."""
        return self.queries * first(self.p.acted_share)

    @property
    def errors_avoided(self) -> float:
        """Errors that one more point avoids in month 1."""
        return self.acted_on / PERCENT

    @cached_property
    def weeks(self) -> float:
        """Engineer-weeks of the points aimed at."""
        return first(value.work_weeks(self.p, self.p.aimed_points))

    @cached_property
    def labels(self) -> float:
        """Labels of the points aimed at."""
        return first(self.p.point_labels * value.effort(self.p.aimed_points, self.p.harder))

    @cached_property
    def point_value(self) -> float:
        """What a point is worth in month 1 [USD/month]; 0 while it was not measured."""
        return self.queries * first(value.value_per_query(self.p))

    @property
    def points(self) -> float:
        """Points aimed at."""
        return first(self.p.aimed_points)

    @cached_property
    def price(self) -> float:
        """What the points aimed at cost once [USD]."""
        return self.price_of(self.points)

    def price_of(self, points: float) -> float:
        """Return what so many points cost once [USD]."""
        return first(value.price_of_points(self.p, self.worth, points))

    def prices_of(self, points: Floats) -> Floats:
        """Return what each of several numbers of points costs once [USD]."""
        return np.asarray(value.price_of_points(self.p, self.worth, points))

    @cached_property
    def gain(self) -> float:
        """Value less upkeep and dearer answers, month 1 [USD/month]."""
        return float(self.gain_at(np.array([self.queries]))[0])

    def gain_at(self, queries: Floats) -> Floats:
        """Return value less what goes on costing, at a volume [USD/month]."""
        return np.asarray(value.monthly_gain(self.p, self.worth, queries, self.p.aimed_points))

    def value_at(self, queries: Floats) -> Floats:
        """Return the value of the points aimed at, at a volume [USD/month]."""
        return np.asarray(queries * value.value_per_query(self.p) * self.p.aimed_points)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to work for more accuracy; None where the plan does."""
        return next(iter(self.e.decisions_on(value.PAGE)), None)

    @cached_property
    def verdict(self) -> Verdict:
        """Whether it pays; where the plan does it, whether more is won than it goes on costing."""
        if self.missing:
            return Verdict.CANNOT_TELL
        if self.decision is not None:
            return self.decision.verdict
        pays = self.gain > 0 if self.pursued else self.gain * self.months_to_earn > self.price
        return Verdict.PAYS if pays else Verdict.NOT_YET

    @property
    def upkeep(self) -> float:
        """Upkeep of what is won [USD/month]."""
        return first(self.p.upkeep_time * self.worth.engineer_week_cost)

    @property
    def once_a_month(self) -> float:
        """Work and labels by month of the time to pay back [USD/month]; 0 once they are done."""
        return 0.0 if self.pursued else self.price / self.months_to_earn

    def cost_at(self, queries: Floats) -> Floats:
        """Return work by month, upkeep and dearer answers, at a volume [USD/month]."""
        return self.once_a_month + self.value_at(queries) - self.gain_at(queries)

    @cached_property
    def turning_queries(self) -> float:
        """Queries a month from which the points aimed at pay; inf: at no volume."""
        one = np.array([1.0])
        each = first(self.gain_at(one)) + self.upkeep
        return first(ratio_or_never(self.upkeep + self.once_a_month, each))

    @cached_property
    def point_value_that_pays(self) -> float:
        """Value of a point at which the points aimed at would pay today [USD/month]."""
        once = self.once_a_month
        return first(value.value_that_pays(self.p, self.worth, self.queries, once))

    @cached_property
    def error_cost_that_pays(self) -> float:
        """The same, as the cost of an error [USD]; inf where nobody acts on an answer."""
        return first(value.error_that_pays(self.p, self.queries, self.point_value_that_pays))

    @cached_property
    def points_that_pay(self) -> float:
        """Points of which each pays back its own work."""
        return first(value.points_that_pay(self.p, self.worth, self.queries))

    @cached_property
    def work_months(self) -> float:
        """Months until the points aimed at are there."""
        return first(value.work_months(self.p, self.p.aimed_points))

    @cached_property
    def points_left(self) -> float:
        """Points that are wrong today and could be right, by Operations; inf where not measured."""
        operations = self.e.scenario.operations
        if operations.error_points is None:
            return np.inf
        return max(first(operations.error_points) - first(operations.floor_points), 0.0)
