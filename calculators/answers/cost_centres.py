"""Unit cost by cost centre: what each part takes of a dollar earned and of a customer."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.inputs import Monthly
from calculators.core.units import HORIZON_MONTHS, QUERIES_OF_A_PRICE
from calculators.evaluation import Evaluation

YEARS = (1, 13, 25)  # months of the plan that are shown
HEADS = (
    *("Cost centre", "A month", "Per revenue dollar", "Of ARR", "Per customer"),
    "Per 1,000 queries",
)


def cost_centres(e: Evaluation) -> Table:
    """Return unit costs of month 1 by cost centre, and the total a year and two years on.

    Everything is spread over its use, so that a purchase does not fall into one month.
    """
    rows: list[list[str]] = []
    if e.known:
        lines = e.accounting_costs
        rows = [_row(e, name, cost, 1) for name, cost in lines.items() if cost.any()]
        total = sum(lines.values(), 0.0 * e.cash.revenue)
        rows += [_row(e, f"Total, {_when(e, month)}", total, month) for month in YEARS]
    return Table(
        title="What a dollar of revenue and a customer cost",
        subtitle="By cost centre, month 1, what is owned spread over its life; ARR is what "
        "customers pay in a year at the month's rate"
        if e.known
        else e.problems[0],
        columns=HEADS,
        rows=rows,
        numeric=HEADS[1:],
    )


def _when(e: Evaluation, month: int) -> str:
    return plan_words.date(e, min(month, HORIZON_MONTHS) - 1)


def _row(e: Evaluation, name: str, cost: Monthly, month: int) -> list[str]:
    at = month - 1
    customers, queries = e.demand.customers[at], e.demand.raw_queries[at]
    recurring = customers * e.scenario.business.revenue_per_customer
    return [
        name,
        words.money(cost[at]),
        _per(cost[at], e.cash.revenue[at]),
        words.percent(cost[at] / recurring) if recurring > 0 else "nothing recurs",
        _per(cost[at], customers),
        _per(cost[at] * QUERIES_OF_A_PRICE, queries),
    ]


def _per(cost: float, of: float) -> str:
    """Return a cost per one of something, or that there is none of it."""
    return words.money(np.divide(cost, of)) if of > 0 else "none"
