"""How pages say the value of a point of accuracy, where the plan and the page on it differ."""

from __future__ import annotations

from calculators.core import words
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.practices import accuracy_value

SAME_VALUE = 0.005  # of a value: a smaller difference is rounding


def found_value(e: Evaluation) -> float | None:
    """Return what the page on a point of accuracy finds [USD/month]; None: not measured."""
    p = e.scenario.accuracy
    if accuracy_value.missing(p):
        return None
    return first(e.demand.raw_queries) * first(accuracy_value.value_per_query(p))


def differs(e: Evaluation) -> bool:
    """Return whether that page finds another value than the whole plan counts."""
    found, plan = found_value(e), first(e.scenario.worth.point_value)
    return found is not None and abs(found - plan) > SAME_VALUE * max(found, plan)


def point_value(e: Evaluation) -> str:
    """Return the value that the plan counts, the other one beside it where they differ."""
    said, found = words.money(first(e.scenario.worth.point_value)), found_value(e)
    if found is None or not differs(e):
        return said
    return f"{said} ({words.money(found)} by the page Accuracy)"


def two_values(e: Evaluation) -> str:
    """Return a clause that names both values where they differ, else ""."""
    return f"; a point counts {point_value(e)}" if differs(e) else ""
