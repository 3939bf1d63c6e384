"""Training on spot: expected time and cost of a run, and the saving that is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from calculators.choices import spot_market
from calculators.choices.spot_inputs import Spot, WriteKnown
from calculators.core import words
from calculators.core.checkpoint import best_interval, gang_mtbf, time_over_work
from calculators.core.inputs import Measured, Numeric, YesNo, pick
from calculators.core.units import (
    GB_PER_TB,
    HOURS_PER_DAY,
    HOURS_PER_MONTH,
    MINUTES_PER_HOUR,
    SECONDS_PER_HOUR,
    first,
    whole_up,
)
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.fixed.training_work import run_days

RECENT = 16  # trainings that are kept
MOST_TIME_RATIO = 100.0  # times the work: beyond it a run does not finish
UNREACHED = 1e6  # times the work: keeps what never finishes a number
LEAST_SAVING, MOST_SAVING = -100.0, 0.99  # what the net saving of training takes
LEAST_HOURS = 1e-3  # a run of nothing has no interval


@dataclass(frozen=True, kw_only=True, eq=False)
class SpotTerms:
    """What a run meets: times in hours, prices as shares of the on-demand bill of an hour."""

    work: Numeric  # [h] by the clock, without interruptions
    discount: Numeric
    mtbf: Numeric  # [h] of all machines that stop together
    write: Numeric  # [h]
    restart: Numeric  # [h]
    wait: Numeric  # [h]
    interval: Measured  # [h]; None: the best
    fallback: Numeric  # 1: on demand while waiting
    storage: Numeric  # [share] of an hour's bill, for the checkpoints kept


@dataclass(frozen=True, kw_only=True, eq=False)
class SpotRun:
    """One run on spot, as expected."""

    interval: Numeric  # [h] between checkpoints
    best: Numeric  # [h] the interval that makes the time least
    time_ratio: Numeric  # running time on spot over the work
    spot_hours: Numeric  # [h] paid at the spot price
    on_demand_hours: Numeric  # [h] paid in full while spot is not to be had
    calendar_hours: Numeric  # [h] by the clock
    interruptions: Numeric
    cost_share: Numeric  # of the bill on demand
    net_saving: Numeric  # 1 − cost share; negative when it is
    break_even_discount: Numeric
    finishes: Numeric  # 1 if the time stays within MOST_TIME_RATIO times the work


def write_hours(p: Spot) -> Numeric:
    """Return the time of one checkpoint [h]: entered, or size ÷ write speed."""
    hours: Numeric = pick(
        p.write_known,
        {
            WriteKnown.MINUTES: lambda: p.write_minutes / MINUTES_PER_HOUR,
            WriteKnown.SIZE: lambda: p.checkpoint_gb / p.write_gb_per_second / SECONDS_PER_HOUR,
        },
    )
    return hours


def machines(p: Spot, training: Training) -> Numeric:
    """Return the machines that stop together: entered, or GPUs ÷ GPUs of the catalog's machine."""
    if p.machines is not None:
        return p.machines
    row = spot_market.row_of(training.machine)
    return whole_up(training.gpus / (row.gpus_per_machine if row else 1.0))


def terms(p: Spot, training: Training) -> SpotTerms | None:
    """Return what a run of training meets on spot; None where price or rate is unknown."""
    cheaper = spot_market.discount(p, training.machine)
    between = spot_market.mtbf(p, training.machine)
    if cheaper is None or between is None:
        return None
    hourly_bill = training.gpus * training.price_per_gpu_hour
    kept_tb = p.kept_checkpoints * p.checkpoint_gb / GB_PER_TB
    storage = kept_tb * training.hot_price / HOURS_PER_MONTH
    some = np.greater(hourly_bill, 0)
    return SpotTerms(
        work=np.maximum(run_days(training) * HOURS_PER_DAY, LEAST_HOURS),
        discount=cheaper,
        mtbf=gang_mtbf(between, machines(p, training)),
        write=write_hours(p),
        restart=p.restart_minutes / MINUTES_PER_HOUR,
        wait=p.wait_hours,
        interval=None if p.interval_minutes is None else p.interval_minutes / MINUTES_PER_HOUR,
        fallback=pick(p.fallback, {YesNo.NO: lambda: 0.0, YesNo.YES: lambda: 1.0}),
        storage=np.where(some, storage / np.where(some, hourly_bill, 1.0), 0.0)[()],
    )


def run(t: SpotTerms) -> SpotRun:
    """Return time and cost of a run, expected.

    φ = M·e^(R/M)·(e^((τ+δ)/M) − 1)/τ; hours on spot φ·W; interruptions N = hours on spot / M;
    by the clock + N·wait. With on-demand machines meanwhile, W of spot is W/(1 + φ·u/M), u the
    useful part of a wait (wait − restart − one checkpoint). Cost = (1 − discount)·hours on spot +
    hours on demand + storage by the clock, over W. Exact for exponential times between
    interruptions; that they cluster makes it optimistic.
    """
    best = np.minimum(best_interval(t.write, t.mtbf), t.work)
    interval = best if t.interval is None else np.minimum(t.interval, t.work)
    ratio = np.minimum(time_over_work(interval, t.write, t.restart, t.mtbf), UNREACHED)
    useful = t.fallback * np.maximum(t.wait - t.restart - t.write, 0.0)
    on_spot = ratio * t.work / (1 + ratio * useful / t.mtbf)
    lost = on_spot / t.mtbf  # interruptions
    waited = lost * t.wait
    on_demand = t.fallback * waited
    clock = on_spot + waited
    beside = (on_demand + t.storage * clock) / t.work
    cost = (1 - t.discount) * on_spot / t.work + beside
    return SpotRun(
        interval=interval,
        best=best,
        time_ratio=ratio,
        spot_hours=on_spot,
        on_demand_hours=on_demand,
        calendar_hours=clock,
        interruptions=lost,
        cost_share=cost,
        net_saving=1 - cost,
        break_even_discount=1 - (1 - beside) * t.work / on_spot,
        finishes=np.where(clock <= MOST_TIME_RATIO * t.work, 1.0, 0.0)[()],
    )


def net_saving(p: Spot, training: Training) -> Measured:
    """Return the share that spot saves on the bill of a run; None where it cannot be told."""
    met = terms(p, training)
    return None if met is None else run(met).net_saving


@lru_cache(maxsize=RECENT)
def with_net_saving(training: Training, p: Spot) -> Training:
    """Return training with its net saving on spot: measured, or computed where that is possible.

    The same object for the same inputs: what is computed of it is found again.
    """
    if training.spot_net_saving is not None:
        return training
    saving = net_saving(p, training)
    if saving is None:
        return training
    return replace(training, spot_net_saving=np.clip(saving, LEAST_SAVING, MOST_SAVING))


def allowed_hours(p: Spot, training: Training, work: Numeric) -> Numeric:
    """Return the hours by the clock within which a run must end; inf: whenever it ends.

    By its deadline, and within MOST_TIME_RATIO times its work unless the saving was measured: then
    runs do end.
    """
    measured = training.spot_net_saving is not None
    longest = np.inf if measured else MOST_TIME_RATIO * work
    return longest if p.deadline_hours is None else np.minimum(longest, p.deadline_hours)


def spare_hours(p: Spot, training: Training) -> Measured:
    """Return the hours that an expected run leaves of those allowed: below 0 it ends too late.

    None where it cannot be told.
    """
    met = terms(p, training)
    if met is None:
        return None
    return allowed_hours(p, training, met.work) - run(met).calendar_hours


def problems(p: Spot, training: Training) -> list[str]:
    """Return why training on spot cannot be computed, in sentences that say what to enter."""
    chosen = training.supply == TrainingSupply.SPOT and training.monthly_amount is None
    if not chosen or training.spot_net_saving is not None:
        return []
    missing = spot_market.unknown(p, training.machine)
    if missing:
        return [
            f"Training on spot is unknown; enter {missing} on the page Spot, or the measured "
            "saving on the page Training. It is not taken as zero."
        ]
    spare, met = spare_hours(p, training), terms(p, training)
    if met is None or spare is None or np.any(spare >= 0):
        return []
    found = run(met)
    if np.all(found.finishes == 0):
        return [
            "Training does not finish on spot: a run takes more than 100 times its work. Enter "
            "shorter checkpoints or fewer interruptions, or choose another supply."
        ]
    lasts = words.value_with_unit(first(np.min(found.calendar_hours)), "h")
    allowed = first(np.max(allowed_hours(p, training, met.work)))
    return [
        f"Training does not finish on spot in time: a run takes {lasts}, and its deadline on the "
        f"page Spot is {words.value_with_unit(allowed, 'h')}. Enter a later one, or choose another "
        "supply."
    ]
