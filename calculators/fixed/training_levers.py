"""The levers of training: idle time, supply, experiments, cold data, retention, logs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.core.adoption import Adoption, Saving
from calculators.core.business import Worth
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.units import MONTHS_PER_YEAR, first, over_months
from calculators.fixed import training_storage as storage
from calculators.fixed import training_supply as gpus
from calculators.fixed.training_inputs import SUPPLY_LABELS, Training, TrainingSupply
from calculators.fixed.training_work import data_over_today, training_work

Values = NDArray[np.float64]
FALSE_OPTIMISATION = "Switch logs off"
LABELS = {
    TrainingSupply.ON_DEMAND: "Train on GPUs by the hour",
    TrainingSupply.COMMITTED: "Train on committed GPUs",
    TrainingSupply.SPOT: "Train on spot GPUs",
}
UNMEASURED_SPOT = "the net saving on spot: not measured"


def gpu_levers(p: Training, plan: DemandPlan) -> Iterator[Adoption]:
    """Yield what makes GPU-hours cheaper; all of it turns on GPU-hours a month."""
    used = training_work(p, plan).gpu_hours
    if not first(used) > 0 or not p.price_per_gpu_hour > 0:
        return
    scale = Scale(label="GPU-hours a month", unit="GPU-hours/month", today=first(used),
                  planned=np.ravel(used))  # fmt: skip
    if p.idle_off == YesNo.NO and p.idle_left_share < p.idle_share:
        yield _idle_off(p, scale)
    if p.supply != TrainingSupply.OWN:  # what own machines are worth is not known here
        for option in (TrainingSupply.ON_DEMAND, TrainingSupply.COMMITTED, TrainingSupply.SPOT):
            if option != p.supply:
                yield _supply(p, scale, option)
    if p.runs_per_model * p.kept_runs_share >= 1 and p.kept_runs_share < 1:
        yield _fewer_runs(p, scale)


def _idle_off(p: Training, scale: Scale) -> Adoption:
    def saving(used: Values) -> Values:
        idle = gpus.gpu_bill(p, p.supply, gpus.hours_on(used, p.idle_share))
        return idle - gpus.gpu_bill(p, p.supply, gpus.hours_on(used, p.idle_left_share))

    return Adoption(
        key="training.idle_off", page="training", label="Switch idle GPUs off",
        detail="notebooks and finished runs", question="Switch idle GPUs off?",
        changes={"training.idle_off": YesNo.YES}, weeks=p.idle_off_weeks,
        scale=scale, saving=saving, edges=_edges(p, p.supply, p.idle_share, p.idle_left_share),
        assumes="machines wait for people who have gone home", simpler="a reminder at night",
        signal="GPU-hours on the bill against GPU-hours of runs, last month")  # fmt: skip


def _edges(p: Training, option: TrainingSupply, *idle_shares: Numeric) -> list[float]:
    """Return the useful hours at which held GPUs are full; none for what is paid by the hour."""
    held = float(gpus.held_hours(p)[0])
    full: list[float] = pick(option, {
        TrainingSupply.ON_DEMAND: lambda: [],
        TrainingSupply.SPOT: lambda: [],
        TrainingSupply.COMMITTED: lambda: [held * float(1 - idle) for idle in idle_shares],
        TrainingSupply.OWN: lambda: [held * float(1 - idle) for idle in idle_shares],
    })  # fmt: skip
    return full


_TERMS = {
    TrainingSupply.ON_DEMAND: (
        "hours come and go", "stay as you are", "GPU-hours in each of the last six months"),
    TrainingSupply.COMMITTED: (
        "the hours stay for a year", "rent by the hour",
        "the least GPU-hours in any of the last six months"),
    TrainingSupply.SPOT: (
        "interrupted work costs less than the discount gives", "rent by the hour",
        "the bill of one job on spot against the same job on demand"),
}  # fmt: skip


def _supply(p: Training, scale: Scale, option: TrainingSupply) -> Adoption:
    idle = gpus.idle_now(p)

    def saving(used: Values) -> Values:
        on = gpus.hours_on(used, idle)
        return gpus.gpu_bill(p, p.supply, on) - gpus.gpu_bill(p, option, on)

    unmeasured = option == TrainingSupply.SPOT and p.spot_net_saving is None
    held = TrainingSupply.COMMITTED in (option, p.supply)
    assumes, simpler, signal = _TERMS[option]
    return Adoption(
        key=f"training.supply.{option}", page="training", label=LABELS[option],
        detail=_detail(p, option), question=f"Train on GPUs {_bought(option)}?",
        baseline=SUPPLY_LABELS[p.supply].lower(), changes={"training.supply": option},
        weeks=p.supply_weeks, scale=scale, saving=saving,
        edges=_edges(p, TrainingSupply.COMMITTED, idle) if held else (),
        unknown=UNMEASURED_SPOT if unmeasured else "",
        assumes=assumes, simpler=simpler, signal=signal)  # fmt: skip


def _detail(p: Training, option: TrainingSupply) -> str:
    instead = f"instead of {SUPPLY_LABELS[p.supply].lower()}"
    committed = f"{float(p.held_gpus):,.0f} of them all month, the rest by the hour"
    said: dict[TrainingSupply, str] = {TrainingSupply.COMMITTED: committed}
    return said.get(option, instead)


def _bought(option: TrainingSupply) -> str:
    said: str = pick(option, {
        TrainingSupply.ON_DEMAND: lambda: "rented by the hour",
        TrainingSupply.COMMITTED: lambda: "committed for a year",
        TrainingSupply.SPOT: lambda: "from the spot market",
    })  # fmt: skip
    return said


def _fewer_runs(p: Training, scale: Scale) -> Adoption:
    idle = gpus.idle_now(p)

    def saving(used: Values) -> Values:
        bill = gpus.gpu_bill(p, p.supply, gpus.hours_on(used, idle))
        fewer = gpus.hours_on(used * p.kept_runs_share, idle)
        return bill - gpus.gpu_bill(p, p.supply, fewer)

    return Adoption(
        key="training.fewer_runs", page="training", label="Fewer experiments",
        detail="stop losing runs early", question="Run fewer experiments per model?",
        changes={"training.runs_per_model": p.runs_per_model * p.kept_runs_share},
        weeks=p.fewer_runs_weeks, points_lost=p.fewer_runs_points, scale=scale, saving=saving,
        edges=_edges(p, p.supply, idle, 1 - (1 - idle) / p.kept_runs_share),
        assumes="early results tell which runs will lose", simpler="run them all",
        signal="points found in the last third of the runs of a model")  # fmt: skip


def storage_levers(p: Training, worth: Worth) -> Iterator[Adoption]:
    """Yield what makes keeping data cheaper; both turn on the TB that are kept."""
    kept = storage.stored_tb(p)
    if not first(kept) > 0:
        return
    scale = Scale(label="Data kept", unit="TB", today=first(kept), planned=np.ravel(kept),
                  least=0.001, reach=100.0)  # fmt: skip
    if p.cold_target_share > p.cold_share:
        yield _cold(p, scale, worth)
    if p.shorter_retention_months < p.retention_months:
        yield _shorter(p, scale)


def _cold(p: Training, scale: Scale, worth: Worth) -> Adoption:
    per_tb = storage.price_per_tb(p, p.cold_share) - storage.price_per_tb(p, p.cold_target_share)
    moved_share = p.cold_target_share - p.cold_share
    moving, today = moved_share * p.move_price, over_months(p.data_added_tb)
    # Moving more data than today's costs more at once; the work is that of today, so what is
    # above it is spread over the months in which the work must pay back.
    at_once = moving / worth.payback_months

    def saving(kept: Values) -> Values:
        bills = kept * per_tb - moving * storage.added_to_keep(p, kept, today)
        return np.asarray(bills - (kept - p.data_tb) * at_once)

    # A month whose additions have grown counts with as much less as moving them takes: so it is
    # reached when the plan of that month pays, and not when it merely keeps as much.
    now, then = (
        storage.added_to_keep(p, scale.planned, added)
        for added in (today, np.ravel(today * data_over_today(p)))
    )
    each = per_tb - at_once
    fewer = moving * (then - now) / each if each > 0 else 0.0
    planned = np.maximum(scale.planned - fewer, scale.least)

    return Adoption(
        key="training.cold", page="training", label="Move old data to cold storage",
        detail="paid again when it is read", question="Keep old data in a colder class?",
        changes={"training.cold_share": p.cold_target_share}, weeks=p.cold_weeks,
        upfront=p.data_tb * moving, scale=replace(scale, planned=planned), saving=saving,
        edges=[float(p.data_added_tb * p.retention_months)],
        assumes="old data is hardly read", simpler="one class for all",
        signal="TB read last month that were older than half a year")  # fmt: skip


def _shorter(p: Training, scale: Scale) -> Adoption:
    kept_share = p.shorter_retention_months / p.retention_months
    per_tb = storage.price_per_tb(p, p.cold_share) * (1 - kept_share)
    changes: dict[str, Any] = {
        "training.retention_months": p.shorter_retention_months,
        "training.data_tb": p.data_tb * kept_share,
    }
    return Adoption(
        key="training.retention", page="training", label="Keep data for a shorter time",
        detail="the oldest is deleted", question="Delete data sooner?", changes=changes,
        weeks=p.retention_weeks, points_lost=p.retention_points, scale=scale,
        saving=_times(per_tb), assumes="the oldest data no longer looks like what comes in",
        simpler="keep everything", signal="points lost when trained without it")  # fmt: skip


def _times(each: Numeric) -> Saving:
    def saving(values: Values) -> Values:
        return np.asarray(values * each)

    return saving


def _why_logs(keeps: bool, costs_more: bool) -> str:
    if not keeps:
        return "shorter diagnosis for some storage"
    return "a false optimisation" if costs_more else "storage against longer diagnosis"


def logs_lever(p: Training, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the other answer to whether logs are kept; it turns on incidents a year.

    Off: storage is saved, and every incident takes longer to find and keeps things down longer.
    Dhingra and Sood 2023 call it a false optimisation where that costs more than the storage.
    """
    keeps = p.logs == YesNo.YES
    sign = 1.0 if keeps else -1.0
    stored = storage.logs_kept_bill(p)
    lost = storage.downtime_per_incident(p, worth)
    each = storage.time_per_incident(p, worth) + lost
    if keeps and not stored > 0:
        return  # there is nothing to switch off
    a_year = storage.incidents(p, plan) * MONTHS_PER_YEAR

    def saving(values: Values) -> Values:
        return np.asarray(sign * (stored - values / MONTHS_PER_YEAR * each))

    yield Adoption(
        key="training.logs", page="training",
        label=FALSE_OPTIMISATION if keeps else "Keep logs",
        detail=_why_logs(keeps, bool(stored < p.incidents * each)),
        baseline="logs are kept" if keeps else "no logs",
        question="Save the storage of logs?" if keeps else "Keep logs again?",
        changes={"training.logs": YesNo.NO if keeps else YesNo.YES}, weeks=0.0,
        value_gained=-sign * p.incidents * lost,
        scale=Scale(label="Incidents a year", unit="incidents/year", today=first(a_year),
                    planned=np.ravel(a_year)),
        saving=saving, assumes="nothing breaks that has to be understood",
        simpler="keep fewer months of logs", signal="hours to the cause of the last incidents",
    )  # fmt: skip
