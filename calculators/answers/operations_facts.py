"""Facts of operations in month 1 that its answer, charts and tables share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators import runway
from calculators.core.business import EngineerTime
from calculators.core.units import SECONDS_PER_HOUR, first, ratio_or_never
from calculators.evaluation import Evaluation
from calculators.variable import operations, operations_labels
from calculators.variable.operations import Parts

Floats = NDArray[np.float64]
PAGE = "operations"
LINE = "Operations"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFacts:
    """Labels of month 1."""

    items: float  # [items/month] wanted
    useful: float  # [labels/month] that count
    steady: float  # [labels/month] that count, without those of new kinds
    price: float  # [USD] of the next label that counts; inf when none is useful
    paid: float  # [USD] for each that counts, tool included; inf when none is useful
    hours: float  # [h/month] of labelling at the seconds entered
    removable: float | None  # [points] of error that labels can remove
    worth_buying: float | None  # [labels/month] that count; None when that is not known


def computed(e: Evaluation) -> bool:
    """Whether the page computes the line, instead of one amount that is entered."""
    return e.scenario.operations.monthly_amount is None


def cost(e: Evaluation) -> float:
    """Return the cost of month 1 as paid [USD/month]."""
    return first(e.costs[LINE])


def by_part(e: Evaluation) -> Parts:
    """Return what is paid for, by month."""
    return operations.parts(e.scenario.operations, e.demand)


def label_facts(e: Evaluation) -> LabelFacts:
    """Return the labels of month 1 and how many would be worth buying."""
    p = e.scenario.operations
    items = first(operations_labels.items(p, e.demand))
    steady = first(operations_labels.steady_items(p, e.demand)) * first(p.useful_share)
    useful = items * first(p.useful_share)
    price = first(operations_labels.useful_label_price(p))
    left = operations_labels.removable_points(p)
    removable = None if left is None else first(left)
    known = removable is not None and steady > 0
    best = operations_labels.worth_buying(p, e.demand, e.scenario.worth)
    by_people = items * first(operations_labels.labelled_share(p) * p.labels_per_item)
    return LabelFacts(
        items=items,
        useful=useful,
        steady=steady,
        price=price,
        paid=first(ratio_or_never(first(by_part(e).labels), useful)),
        hours=by_people * first(p.seconds_per_label) / SECONDS_PER_HOUR,
        removable=removable,
        worth_buying=first(best) if known else None,
    )


def next_label_worth(e: Evaluation, found: LabelFacts) -> float | None:
    """Return what the next label that counts is worth today [USD]: V·R·b/m."""
    if found.removable is None or not found.steady > 0:
        return None
    p = e.scenario.operations
    value = first(e.scenario.worth.point_value)
    return value * found.removable * first(p.learning_exponent) / found.steady


def months_without(e: Evaluation) -> float:
    """Return the months of runway that the line takes: those more if it cost nothing."""
    return _gained(e, np.ravel(e.costs[LINE]))


def months_by_the_other_rule(e: Evaluation) -> float:
    """Return the months more if the engineer time of this line counted the other way."""
    worth, line = e.scenario.worth, e.lines[PAGE]
    time = np.ravel(line.weeks) * first(worth.engineer_week_cost)
    bought = worth.engineer_time == EngineerTime.BOUGHT
    return _gained(e, time if bought else -time)


def _gained(e: Evaluation, change: Floats) -> float:
    p = e.scenario.business
    return first(runway.months_gained(p.cash, e.cash.cash, change, p.cash_floor, p.interest))
