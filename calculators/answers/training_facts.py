"""What the page on training reads from an evaluation: its line, its parts, and their growth."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calculators import runway
from calculators.answers.lever_table import levers
from calculators.core import paths
from calculators.core.chart_parts import Floats
from calculators.core.decision import Decision, Verdict
from calculators.core.inputs import InputError
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.fixed.training import cost_line
from calculators.fixed.training_cost import TrainingCost, first_month_above, training_cost

PAGE = "training"
DOUBLE = 2.0
YEAR = 12
FASTER = 1.1  # a later year that adds a tenth more than the first is no straight line
ENTERED = "As entered"
AT_WORK, IDLE, KEPT, LOGS = "GPUs at work", "GPUs idle", "Data kept", "Logs"
TOOLS, DIAGNOSIS = "Tools and seats", "Longer diagnosis"
SEVERAL = (AT_WORK, IDLE, LOGS, TOOLS)  # words in the plural


def parts(e: Evaluation) -> TrainingCost:
    """Return the bills by part as the inputs give them."""
    return training_cost(e.training, e.demand)


def is_entered(e: Evaluation) -> bool:
    """Whether one amount replaces the page."""
    return e.scenario.training.monthly_amount is not None


def by_month(e: Evaluation) -> Floats:
    """Return the line as paid by month [USD/month], engineer time where it is bought."""
    return np.ravel(e.lines[PAGE].paid(e.scenario.worth))


def named_parts(e: Evaluation) -> dict[str, Floats]:
    """Return what the line is made of, by name; the parts sum to it."""
    if is_entered(e):
        return {ENTERED: by_month(e)}
    cost = parts(e)
    found = {
        AT_WORK: cost.working,
        IDLE: cost.idle,
        KEPT: cost.storage,
        LOGS: cost.logs,
        TOOLS: cost.tools,
        DIAGNOSIS: by_month(e) - cost.total,
    }
    return {name: np.ravel(values) for name, values in found.items() if np.any(values > 0)}


def doubled_in(e: Evaluation) -> float:
    """Return the month (from 1) in which training first costs twice today's; inf: never here."""
    line = by_month(e)
    return first(first_month_above(line, DOUBLE * line[0])) if line[0] > 0 else np.inf


def is_accelerating(e: Evaluation) -> bool:
    """Whether the third year adds more than the first: growth that is no straight line.

    A line that falls before it rises is none of which each year adds more.
    """
    line = by_month(e)
    early, late = line[YEAR] - line[0], line[3 * YEAR] - line[2 * YEAR]
    return bool(early >= 0 and late > 0 and late > FASTER * early)


def above_serving_in(e: Evaluation) -> float:
    """Return the month in which training comes to cost more than serving; inf: never here.

    Inf too where it does from the start.
    """
    line, serving = by_month(e), np.ravel(e.compute_cost)
    if line[0] > serving[0] or not e.known:
        return np.inf
    return first(first_month_above(line - serving, 0.0))


def months_taken(e: Evaluation) -> float:
    """Return the months of runway that training takes: with and without its line."""
    p = e.scenario.business
    spent = e.lines[PAGE].paid(e.scenario.worth)
    gained = runway.months_gained(p.cash, e.cash.cash, spent, p.cash_floor, p.interest)
    return first(gained)


def paying(e: Evaluation) -> list[Decision]:
    """Return the levers of this page that pay, most months of runway first."""
    return [d for d in levers(e, PAGE) if d.verdict == Verdict.PAYS]


def not_yet(e: Evaluation) -> list[Decision]:
    """Return the levers that save, but do not repay their work in time, largest saving first."""
    found = [d for d in levers(e, PAGE) if d.verdict == Verdict.NOT_YET]
    return sorted(found, key=lambda d: -first(d.monthly_saving))


def savings_in_order(e: Evaluation, taken: list[Decision]) -> Iterator[tuple[str, float]]:
    """Yield each of these levers and what it saves in month 1 on top of those before [USD/month].

    Of two that set the same input the first counts; what saves nothing is left out.
    """
    training, worth, done = e.training, e.scenario.worth, set[str]()
    cost = by_month(e)[0]
    for lever in taken:
        own = {path: v for path, v in lever.changes.items() if path.startswith(f"{PAGE}.")}
        if done & own.keys():
            continue
        try:
            changed = paths.with_values(e.scenario, {**_changed(training), **own}).training
        except InputError:
            continue
        then = first(cost_line(changed, e.demand, worth).paid(worth))
        if then < cost:
            yield lever.option, cost - then
            training, cost, done = changed, then, done | own.keys()


def _changed(training: object) -> dict[str, object]:
    return {f"{PAGE}.{name}": value for name, value in vars(training).items()}
