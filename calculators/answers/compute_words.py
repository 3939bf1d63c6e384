"""Words that the answer, the charts and the tables of Compute share."""

from __future__ import annotations

import numpy as np

from calculators.answers.compute_curves import Floats
from calculators.core import words
from calculators.core.decision import Decision
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable.service import SUPPLY_LABELS, Supply

HARDLY_BUSY = 1e-4
NO_QUERIES = "no queries"


def row_of(state: Evaluation, row: int) -> int:
    """Return a row that is there: the table of services may just have lost one."""
    return min(max(row, 0), len(state.services) - 1)


def per_thousand(cost: float, queries: float) -> str:
    """Return the cost of 1,000 queries in words."""
    return words.money(cost / queries * QUERIES_OF_A_PRICE) if queries > 0 else NO_QUERIES


def cost_by_month(state: Evaluation) -> Floats:
    """Return the serving cost of the plan by month [USD/month], the bill factor applied."""
    return np.ravel(state.accounting_costs["Compute"])


def busy_share(state: Evaluation, month: int = 1) -> float:
    """Return the busy share of all GPUs that are paid for on the average hour of a month."""
    busy = paid = 0.0
    for result in state.services:
        gpus = float(np.ravel(result.chosen.mean_gpus)[month - 1])
        busy += float(np.ravel(result.utilisation)[month - 1]) * gpus
        paid += gpus
    return busy / paid if paid > 0 else 0.0


def share_words(share: float) -> str:
    """Return a busy share in words: no more digits below a hundredth of a per cent."""
    hardly = 0 < share < HARDLY_BUSY
    return f"under {words.percent(HARDLY_BUSY)}" if hardly else words.percent(share)


def gpus_by_month(state: Evaluation) -> Floats:
    """Return the GPUs in the busiest hour by month, machines for staging left out."""
    total: Floats = np.sum([np.ravel(r.chosen.gpus) for r in state.services], axis=0)
    return total


def other_gpus(state: Evaluation) -> float:
    """Return the GPUs for staging and development, which serve no query of users."""
    return float(sum(first(r.service.other_gpus) for r in state.services))


def gpus(count: float) -> str:
    """Return a number of GPUs in words."""
    if not count > 0:
        return "no GPUs"
    return f"1{NARROW_SPACE}GPU" if count == 1 else words.number(count, "GPUs")


def supply_decision(state: Evaluation, row: int, option: Supply) -> Decision | None:
    """Return the decision for another way to have the machines; None for the one chosen."""
    key = f"services.rows.{row}.supply.{option}"
    return next((d for d in state.decisions_on("compute") if d.key == key), None)


def way(result: ServiceResult) -> str:
    """Return how the machines are had, within a sentence."""
    label = SUPPLY_LABELS[result.service.supply].removeprefix("Always ")
    return words.uncapitalised(label)


def source_of_throughput(result: ServiceResult) -> str:
    """Return whether throughput is measured or estimated."""
    return "estimate" if result.service.measured_queries_per_second is None else "measured"


def seconds(x: float) -> str:
    """Return a duration: milliseconds below one second."""
    return words.value_with_unit(x * 1e3, "ms") if x < 1 else words.value_with_unit(x, "s")
