"""What a calculator that is asked alone cannot say while an input that may be empty is empty.

Formulas put a neutral number in the place of such an input, because a page that shows their result
says beside it what is missing. A result alone has no such page: it is withheld, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from calculators.core.inputs import pick
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import TrainingSupply
from calculators.practices import accuracy_value, fine_tuning_proof, retraining_work
from calculators.practices.fine_tuning_inputs import Metric
from calculators.practices.retraining_levers import NO_DRIFT
from calculators.scenario import Scenario
from calculators.variable import compute
from calculators.variable.operations_labels import removable_points
from calculators.variable.service import Services

Missing = Mapping[str, str]  # why, by the name of the result that is withheld

OF_THE_CACHE = (
    "gpus", "cache_gb_per_query", "memory_slots", "latency_slots", "slots", "hold_seconds",
    "queries_per_second", "tokens_out_per_second", "first_token_seconds", "answer_seconds",
    "serverless_seconds", "meets_latency", "fits", "memory_gb", "usable_gb",
)  # fmt: skip
OF_A_COMMITMENT = ("committed_gpus", "cost", "cost_by_the_hour", "committed_use")
OF_A_SUPPLY = ("cost", "gpus")
OF_A_GAIN = ("gain", "queries_needed_at_least", "queries_needed", "chance", "best_interval",
             "signal_after", "value")  # fmt: skip
OF_A_SPREAD = ("queries_needed_at_least", "queries_needed", "chance", "smallest_gain")
OF_A_VALUE = ("value_of_a_point", "left", "points_that_pay")
OF_A_JOB = ("memory_gb", "server_gb", "server_hours", "server_bill", "nodes", "cluster_hours",
            "cluster_bill")  # fmt: skip
NO_SPOT = "Spot: measured saving: unknown; enter it, or choose another supply"
NO_SPREAD = "the spread of the differences: not measured"


def _because(reason: str, names: tuple[str, ...]) -> Missing:
    return dict.fromkeys(names, reason) if reason else {}


def _cache(plan: Any, names: tuple[str, ...]) -> Missing:
    return _because("; ".join(compute.unknown_inputs(plan.service)), names)


def _supply(plan: Any) -> Missing:
    """Withhold the bill where its price is unknown; a model that does not fit never has one."""
    found = evaluate(Scenario(demand=plan.demand, services=Services(rows=(plan.service,))))
    unfit = np.all(found.services[0].unit.fits == 0) and not compute.unknown_inputs(plan.service)
    return {} if unfit else _because("; ".join(found.problems), OF_A_SUPPLY)


def _retraining(plan: Any) -> Missing:
    p = plan.retraining
    if retraining_work.is_known(p):
        return {}
    open_ = p.paired and p.discordance is None  # the most of it is that of a gain
    return _because(NO_DRIFT, OF_A_GAIN + (("smallest_gain",) if open_ else ()))


def _fine_tuning(plan: Any) -> Missing:
    p = plan.fine_tuning
    reason: str = pick(p.metric, {
        Metric.SUCCESS: lambda: "",  # discordance has a least and a most, and both are said
        Metric.GRADED: lambda: fine_tuning_proof.missing(p),
    })  # fmt: skip
    return _because(reason, OF_A_SPREAD)


def _operations(plan: Any) -> Missing:
    measured = removable_points(plan.operations) is not None
    return _because("" if measured else "Error today, measured: unknown", ("labels_worth_buying",))


def _team(plan: Any) -> Missing:
    measured = plan.team.wrangling_share is not None
    reason = "" if measured else "Time spent wrangling data: unknown"
    return _because(reason, ("engineers_left_to_work",))


def _training(plan: Any, names: tuple[str, ...]) -> Missing:
    p = plan.training
    unknown = p.supply == TrainingSupply.SPOT and p.spot_net_saving is None
    return _because(NO_SPOT if unknown else "", names)


def _tool(plan: Any) -> Missing:
    reason = "" if plan.tool.script_time is not None else "Scripts: upkeep: unknown"
    return _because(reason, ("script",))


def _data_jobs(plan: Any) -> Missing:
    timed = plan.data_jobs.job_hours is not None
    return _because("" if timed else "hours of a job on one server: not measured", OF_A_JOB)


WITHHELD: Mapping[str, Callable[[Any], Missing]] = {  # by calculator, of its own plan
    "replica": lambda plan: _cache(plan, OF_THE_CACHE),
    "throughput": lambda plan: _cache(plan, OF_THE_CACHE),
    "supply": _supply,
    "commitment": lambda plan: _cache(plan, OF_A_COMMITMENT),
    "operations": _operations,
    "team": _team,
    "training": lambda plan: _training(plan, ("cost", "idle_cost")),
    "training_run": lambda plan: _training(plan, ("cost",)),
    "retraining": _retraining,
    "fine_tuning": _fine_tuning,
    "accuracy": lambda plan: _because(accuracy_value.missing(plan.accuracy), OF_A_VALUE),
    "tool": _tool,
    "data_jobs": _data_jobs,
}


def withheld(name: str, plan: Any) -> Missing:
    """Return the results that a calculator does not give for a plan of its own, with the reason."""
    return WITHHELD[name](plan) if name in WITHHELD else {}
