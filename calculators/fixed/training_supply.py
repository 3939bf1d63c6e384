"""What the GPU-hours of training cost under each way to have the GPUs."""

from __future__ import annotations

import numpy as np

from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import HOURS_PER_MONTH, over_months, ratio_or_never
from calculators.fixed.training_inputs import Training, TrainingSupply


def idle_now(p: Training) -> Numeric:
    """Return the idle share of hours that are paid by the hour."""
    idle: Numeric = pick(
        p.idle_off,
        {
            YesNo.NO: lambda: p.idle_share,
            YesNo.YES: lambda: np.minimum(p.idle_share, p.idle_left_share),
        },
    )
    return idle


def hours_on(used: Monthly, idle_share: Numeric) -> Monthly:
    """Return the hours that machines are on for so many useful ones: used / (1 − idle)."""
    return used * over_months(ratio_or_never(1.0, 1 - idle_share))


def held_hours(p: Training) -> Monthly:
    """Return the GPU-hours a month of what is committed or owned."""
    return over_months(p.held_gpus * HOURS_PER_MONTH)


def gpu_bill(p: Training, option: TrainingSupply, on: Monthly) -> Monthly:
    """Return what GPUs cost a month when they are on for so many hours [USD/month].

    By the hour: on · price. Spot: on · price · (1 − net saving). Committed: held GPUs · 730 h ·
    price · (1 − discount), used or not, and the hours beyond on demand. Own: only the hours beyond.
    ``on`` has months, or hours to try, as its last axis. Whether single GPUs that are committed to
    can serve a run on several at once is not checked.
    """
    price, held = over_months(p.price_per_gpu_hour), held_hours(p)
    saving = 0.0 if p.spot_net_saving is None else p.spot_net_saving  # the plan is then unknown
    beyond = np.maximum(on - held, 0.0) * price
    bill: Monthly = pick(
        option,
        {
            TrainingSupply.ON_DEMAND: lambda: on * price,
            TrainingSupply.SPOT: lambda: on * price * over_months(1 - saving),
            TrainingSupply.COMMITTED: lambda: (
                held * price * over_months(1 - p.commitment_discount) + beyond
            ),
            TrainingSupply.OWN: lambda: beyond,
        },
    )
    return bill


def hours_there(p: Training, option: TrainingSupply, on: Monthly) -> Monthly:
    """Return the GPU-hours that are there a month: those that are on, or all that are held."""
    there: Monthly = pick(
        option,
        {
            TrainingSupply.ON_DEMAND: lambda: on,
            TrainingSupply.SPOT: lambda: on,
            TrainingSupply.COMMITTED: lambda: np.maximum(on, held_hours(p)),
            TrainingSupply.OWN: lambda: np.maximum(on, held_hours(p)),
        },
    )
    return there


def unused_share(p: Training, used: Monthly, on: Monthly) -> Monthly:
    """Return the share of the hours that are there in which nothing runs; 0 where there are none.

    Idle hours of rented machines, and what is committed or owned and not switched on.
    """
    there = hours_there(p, p.supply, on)
    some = np.greater(there, 0)
    share: Monthly = np.where(some, 1 - used / np.where(some, there, 1.0), 0.0)
    return share
