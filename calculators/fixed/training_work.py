"""The work of building models: FLOPs and GPU-hours of a run, runs and GPU-hours of a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, pick
from calculators.core.throughput import FORWARD_FLOPS
from calculators.core.units import (
    GIGA,
    HORIZON_MONTHS,
    HOURS_PER_DAY,
    MONTHS_PER_YEAR,
    SECONDS_PER_HOUR,
    TERA,
    over_months,
    ratio_or_never,
)
from calculators.fixed.training_run_inputs import HoursKnown, TrainingRuns

TRAINING_FLOPS = 3 * FORWARD_FLOPS  # the backward pass takes twice the forward pass
MONTHS: NDArray[np.float64] = np.arange(HORIZON_MONTHS, dtype=float)


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingWork:
    """The work of each month; months on the last axis."""

    models: Monthly  # [models/month] shipped
    runs: Monthly  # [runs/month] paid, failed ones among them
    hours_per_run: Monthly  # [GPU-hours]
    gpu_hours: Monthly  # [GPU-hours/month] in which GPUs of a run are held, none of them idle


def training_flops(active_parameters: Numeric, tokens: Numeric) -> Numeric:
    """Return the FLOPs of training, 6·N·D: one pass forward, twice as much backward.

    Holds for dense transformers at short context and for the active parameters of a mixture.
    What is computed twice to save memory is not in it: it lowers the utilisation instead.
    Reference: J. Kaplan et al., Scaling laws for neural language models, 2020, section 2.1.
    """
    return TRAINING_FLOPS * active_parameters * tokens


def run_gpu_hours(p: TrainingRuns) -> Numeric:
    """Return the GPU-hours of one run in month 1 in which it trains: measured, or by FLOPs.

    6·N·D / (utilisation · FLOP/s of a GPU) / 3,600.
    """
    hours: Numeric = pick(
        p.hours_known,
        {
            HoursKnown.MEASURED: lambda: p.gpu_hours_per_run,
            HoursKnown.FLOPS: lambda: ratio_or_never(
                training_flops(p.parameters * GIGA, p.tokens * GIGA),
                p.utilisation_share * p.tflops * TERA * SECONDS_PER_HOUR,
            ),
        },
    )
    return hours


def run_days(p: TrainingRuns) -> Numeric:
    """Return how long one run of month 1 takes by the clock [days], start and evaluation in it."""
    hours = ratio_or_never(run_gpu_hours(p), p.gpus) + p.start_hours
    return hours / HOURS_PER_DAY


def data_over_today(p: TrainingRuns) -> Monthly:
    """Return the data of each month over that of month 1, (1 + g)^t."""
    grown: Monthly = np.power(over_months(1 + p.data_growth), MONTHS)
    return grown


def hours_over_today(p: TrainingRuns) -> Monthly:
    """Return the hours of a run over those of month 1: data times parameters, both growing."""
    larger: Any = np.power(over_months(1 + p.model_growth), MONTHS / MONTHS_PER_YEAR)
    grown: Monthly = data_over_today(p) * larger
    return grown


def training_work(p: TrainingRuns, plan: DemandPlan) -> TrainingWork:
    """Return models, runs and GPU-hours by month.

    models = shipped + retrained per kind · kinds; runs = models · runs per model / (1 − failed);
    hours of a run = hours in month 1 · growth of data · growth of the model + GPUs · start.
    A failed run is taken as paid in full. That hours grow with data times parameters holds for
    training from scratch on all data; continued training on new data alone grows slower.
    """
    models = over_months(p.shipped_models) + over_months(p.retrained_per_kind) * plan.kinds
    started = ratio_or_never(p.runs_per_model, 1 - p.failed_share)
    runs = models * over_months(started)
    waiting = over_months(p.gpus * p.start_hours)
    hours = over_months(run_gpu_hours(p)) * hours_over_today(p) + waiting
    return TrainingWork(models=models, runs=runs, hours_per_run=hours, gpu_hours=runs * hours)
