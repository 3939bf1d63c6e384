"""What serving costs by each way: the bill with the engineer time that the plan buys for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calculators import supplies
from calculators.answers.compute_curves import Floats, billed
from calculators.answers.compute_words import cost_by_month, supply_decision
from calculators.answers.lever_table import saved
from calculators.core.decision import Decision
from calculators.core.units import QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable.service import RENTED_WAYS, Supply
from calculators.variable.supply import SupplyCost

MORE = 1.1  # the next ten per cent
SAME = 1e-9
OVER_MONTHS = (Supply.OWN, Supply.HYBRID, Supply.COMMITTED)  # machines are held for longer


def bill_by_month(e: Evaluation, result: ServiceResult, option: Supply | None = None) -> Floats:
    """Return the bill of a service by month [USD/month], as chosen or by another way."""
    bill = result.chosen if option is None else result.bill(option)
    return np.ravel(billed(e, bill))


def next_tenth(e: Evaluation) -> tuple[float, float]:
    """Return the cost of 1,000 queries in month 1, and with ten per cent more in each month [USD].

    What is bought for longer than a month is chosen for the months of the plan in both.
    """
    today = first(e.demand.raw_queries)
    then = sum(first(billed(e, _with_more(result))) for result in e.services)
    now = first(cost_by_month(e))
    return now / today * QUERIES_OF_A_PRICE, then / (today * MORE) * QUERIES_OF_A_PRICE


def _with_more(result: ServiceResult) -> SupplyCost:
    reach = replace(result.load, queries_per_month=result.load.queries_per_month * MORE)
    service = result.service
    return supplies.supply_cost(
        service.supply, service, result.unit, reach, result.terms, result.exact
    )


def is_paid_in_some_months(e: Evaluation) -> bool:
    """Whether any way on the page is paid in other months than those it serves.

    Then the saving of one month says nothing: the mean of the plan does.
    """
    bills = [bill for result in e.services for bill in result.bills.values()]
    return any(b.paid is not None and not np.allclose(b.paid, b.cost) for b in bills)


def cheapest_way(e: Evaluation, row: int) -> tuple[Decision, float] | None:
    """Return the way that saves most a month and what it saves, as its lever says; None if none."""
    on_average = is_paid_in_some_months(e)
    decisions = [supply_decision(e, row, option) for option in RENTED_WAYS]
    known = [(d, saved(d, on_average)) for d in decisions if d is not None and not d.unknown]
    best = max(known, key=lambda pair: pair[1], default=None)
    noise = SAME * float(np.max(bill_by_month(e, e.services[row])))
    return best if best is not None and best[1] > noise else None
