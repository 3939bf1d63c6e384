"""The cost lines of a plan that a page of their own computes, by group of inputs."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING

from calculators.choices import build_vs_buy, model_size, server_vs_cluster, spot
from calculators.core.cost_line import CostLine
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Inputs
from calculators.core.kept import Kept
from calculators.core.sampling import MOST_KEPT
from calculators.fixed import hardware, team, training
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.practices import (
    accuracy_value,
    fine_tuning,
    near_duplicates,
    retraining,
    vector_search,
)
from calculators.practices.retraining_inputs import Retraining, Schedule
from calculators.scenario import Scenario
from calculators.variable import bandwidth, operations
from calculators.variable.operations_labels import with_label_price

if TYPE_CHECKING:
    from calculators.evaluation import Evaluation

TOPICS: Mapping[str, Callable[..., CostLine]] = {  # cost lines that a page of their own computes
    "team": team.cost_line,
    "operations": operations.cost_line,
    "training": training.cost_line,
    "hardware": hardware.cost_line,
    "bandwidth": bandwidth.cost_line,
}
PRACTICES: Mapping[str, Callable[..., CostLine]] = {  # nothing until the plan has them: one line
    "vector_search": vector_search.cost_line,
    "near_duplicates": near_duplicates.cost_line,
    "retraining": retraining.cost_line,
    "fine_tuning": fine_tuning.cost_line,
    "accuracy": accuracy_value.cost_line,
    "tools": build_vs_buy.cost_line,
    "models": model_size.cost_line,
    "data_jobs": server_vs_cluster.cost_line,
}
LINES = {**TOPICS, **PRACTICES}
_lines = Kept[CostLine](1024, lambda line: line.cash.ndim == 1)
_drawn = Kept[CostLine](64, lambda line: line.cash.ndim > 1 and len(line.cash) <= MOST_KEPT)
READS: Mapping[str, tuple[str, ...]] = {  # what a line reads beside its own inputs and the worth
    "training": ("spot",),
    "retraining": ("operations",),
}


def topic_lines(
    scenario: Scenario, plan: DemandPlan, reuse: Evaluation | None
) -> dict[str, CostLine]:
    """Return the cost line of each topic; of an alternative only those that it changes."""
    if reuse and reuse.demand is plan:
        changed = changed_groups(reuse.scenario, scenario)
        return {**reuse.lines, **changed_lines(scenario, changed, plan)}
    return {name: cost_line(scenario, name, plan) for name in LINES}


def changed_groups(before: Scenario, now: Scenario) -> set[str]:
    """Return the names of the groups of inputs in which two plans differ."""
    held = vars(before)
    return {name for name, group in vars(now).items() if group is not held[name]}


def cost_line(scenario: Scenario, name: str, plan: DemandPlan) -> CostLine:
    """Return the line of one topic."""
    reads = (_group(scenario, name), plan, scenario.worth)
    key = (name, *reads)
    return _lines.get(key, lambda: _drawn.get(key, lambda: LINES[name](*reads)))


def changed_lines(
    scenario: Scenario, changed: Container[str], plan: DemandPlan
) -> dict[str, CostLine]:
    """Return the lines that read any of the groups of inputs that have changed."""
    read = (
        name
        for name in LINES
        if any(group in changed for group in (name, "worth", *READS.get(name, ())))
    )
    return {name: cost_line(scenario, name, plan) for name in read}


def _group(scenario: Scenario, name: str) -> Inputs:
    """Return the inputs of a topic with what other pages compute for its line.

    Training on spot: its net saving. Retraining, once the plan has it: the price of a label.
    """
    group: Inputs = getattr(scenario, name)
    if isinstance(group, Training) and group.supply == TrainingSupply.SPOT:
        return spot.with_net_saving(group, scenario.spot)
    if isinstance(group, Retraining) and group.schedule != Schedule.NONE:
        return with_label_price(group, scenario.operations)
    return group
