"""What building models costs: the bills of each month in parts, and one run alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, pick
from calculators.core.units import over_months
from calculators.fixed import training_storage, training_supply
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.fixed.training_work import TrainingWork, run_days, run_gpu_hours, training_work


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingCost:
    """The bills of each month by part [USD/month], and the work behind them."""

    work: TrainingWork
    working: Monthly  # GPUs while a run holds them
    idle: Monthly  # GPUs that are paid while nothing runs
    unused_share: Monthly  # of the hours that are there
    storage: Monthly
    logs: Monthly
    tools: Monthly

    @property
    def rented(self) -> Monthly:
        """What a cloud is paid: GPUs, data and logs."""
        return self.working + self.idle + self.storage + self.logs

    @property
    def total(self) -> Monthly:
        """All bills."""
        return self.rented + self.tools


@dataclass(frozen=True, kw_only=True, eq=False)
class RunCost:
    """One run of month 1."""

    gpu_hours: Numeric  # start and evaluation included
    days: Numeric
    cost: Numeric  # [USD]


def training_cost(p: Training, plan: DemandPlan) -> TrainingCost:
    """Return the bills by part and month, whether or not one amount replaces them.

    GPUs by their supply; data kept · price of a TB, and moving what is kept cold; logs written ·
    months kept · price; seats · price + other tools. GPUs are split into working and idle by their
    hours.
    """
    work = training_work(p, plan)
    nothing = 0.0 * plan.raw_queries
    used = work.gpu_hours + nothing
    on = training_supply.hours_on(used, training_supply.idle_now(p))
    bill = training_supply.gpu_bill(p, p.supply, on)
    unused = training_supply.unused_share(p, used, on)
    price = over_months(training_storage.price_per_tb(p, p.cold_share))
    return TrainingCost(
        work=work,
        working=bill * (1 - unused),
        idle=bill * unused,
        unused_share=unused,
        storage=training_storage.stored_tb(p) * price + training_storage.moved_bill(p) + nothing,
        logs=training_storage.logs_bill(p, plan),
        tools=over_months(p.seats * p.seat_price + p.tools_amount) + nothing,
    )


def run_cost(p: Training) -> RunCost:
    """Return hours, days and cost of one run: GPU-hours · price, less what the supply saves.

    On own machines it costs nothing here. Idle hours around it belong to the month, not to a run.
    """
    hours = run_gpu_hours(p) + p.gpus * p.start_hours
    spot_saving = 0.0 if p.spot_net_saving is None else p.spot_net_saving
    paid_share: Numeric = pick(
        p.supply,
        {
            TrainingSupply.ON_DEMAND: lambda: 1.0,
            TrainingSupply.SPOT: lambda: 1 - spot_saving,
            TrainingSupply.COMMITTED: lambda: 1 - p.commitment_discount,
            TrainingSupply.OWN: lambda: 0.0,
        },
    )
    cost = hours * p.price_per_gpu_hour * paid_share
    return RunCost(gpu_hours=hours, days=run_days(p), cost=cost)


def cost_per_model(cost: TrainingCost) -> Monthly:
    """Return what a shipped model costs, GPUs, data, logs and tools; 0 where none ships [USD]."""
    some = cost.work.models > 0
    each: Monthly = np.where(some, cost.total / np.where(some, cost.work.models, 1.0), 0.0)
    return each


def first_month_above(amounts: Monthly, limit: Numeric) -> Numeric:
    """Return the first month (from 1) in which an amount exceeds a limit; inf: not in the plan."""
    above = amounts > limit
    month: Numeric = np.where(above.any(axis=-1), np.argmax(above, axis=-1) + 1.0, np.inf)[()]
    return month
