"""Inputs of the calculator of checkpoints that stands alone: one job, one market."""
# fmt: off

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from calculators.core import checkpoint
from calculators.core.inputs import Input, Inputs, Numeric
from calculators.core.sources import YOURS
from calculators.core.units import MINUTES_PER_HOUR

UNITS = {"best_minutes": "minutes", "young_minutes": "minutes", "daly_minutes": "minutes",
         "expected_hours": "h", "time_over_work": "×", "interruptions": "interruptions",
         "net_saving": "share", "break_even_discount": "share"}


@dataclass(frozen=True, kw_only=True, eq=False)
class InterruptedJob(Inputs):
    """A job on machines that are taken away."""

    work_hours: Annotated[Numeric, Input(
        label="Work of the job", unit="h", bounds=(0.01, 1e6), typical=(1.0, 1000.0),
        source=YOURS)] = 500.0
    mtbf_hours: Annotated[Numeric, Input(
        label="Between two interruptions", unit="h", bounds=(0.05, 1e9), typical=(1.0, 2000.0),
        source=YOURS, help="Of one machine, on average.")] = 24.0
    machines: Annotated[Numeric, Input(
        label="Machines that stop together", unit="machines", bounds=(1.0, 1e5),
        typical=(1.0, 64.0), whole=True, source=YOURS)] = 1.0
    write_minutes: Annotated[Numeric, Input(
        label="Writing a checkpoint", unit="minutes", bounds=(0.01, 1e4), typical=(0.1, 30.0),
        source=YOURS)] = 5.0
    restart_minutes: Annotated[Numeric, Input(
        label="Restart after an interruption", unit="minutes", bounds=(0.0, 1e4),
        typical=(0.0, 60.0), source=YOURS)] = 10.0
    discount: Annotated[Numeric, Input(
        label="Spot discount", unit="share", bounds=(-1.0, 0.99), typical=(0.0, 0.9), step=0.01,
        source=YOURS)] = 0.6


def job_results(job: InterruptedJob) -> Mapping[str, Numeric]:
    """Return the best interval, the expected time and what is left of the discount."""
    write, restart = job.write_minutes / MINUTES_PER_HOUR, job.restart_minutes / MINUTES_PER_HOUR
    between = checkpoint.gang_mtbf(job.mtbf_hours, job.machines)
    best = checkpoint.best_interval(write, between)
    ratio = checkpoint.time_over_work(np.minimum(best, job.work_hours), write, restart, between)
    hours = ratio * job.work_hours
    return {
        "best_minutes": best * MINUTES_PER_HOUR,
        "young_minutes": checkpoint.young_interval(write, between) * MINUTES_PER_HOUR,
        "daly_minutes": checkpoint.daly_interval(write, between) * MINUTES_PER_HOUR,
        "expected_hours": hours,
        "time_over_work": ratio,
        "interruptions": hours / between,
        "net_saving": checkpoint.net_saving(job.discount, ratio),
        "break_even_discount": checkpoint.break_even_discount(ratio),
    }
