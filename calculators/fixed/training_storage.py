"""Data and logs that are kept, and what an incident costs without logs."""

from __future__ import annotations

import numpy as np

from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import HOURS_PER_WORK_WEEK, over_months, ratio_or_never
from calculators.fixed.training_storage_inputs import TrainingStorage
from calculators.fixed.training_work import MONTHS, data_over_today

SAME_GROWTH = 1e-9  # below it additions are taken as constant: (1 + g)^t − 1 loses its digits


def stored_tb(p: TrainingStorage) -> Monthly:
    """Return the data that is kept, by month [TB].

    What is there today leaves evenly over the retention R, what is added in month t leaves R
    months later: S(t) = S·max(1 − t/R, 0) + a·(G(t) − G(max(t − R, 0))), with
    G(t) = ((1 + g)^t − 1)/g the months' worth of additions, t without growth.
    """
    retention = over_months(p.retention_months)
    left = np.maximum(1 - MONTHS / retention, 0.0)
    added = _additions(p, MONTHS) - _additions(p, np.maximum(MONTHS - retention, 0.0))
    return over_months(p.data_tb) * left + over_months(p.data_added_tb) * added


def _additions(p: TrainingStorage, months: Monthly) -> Monthly:
    growth = over_months(p.data_growth)
    flat = np.abs(growth) < SAME_GROWTH
    rate = np.where(flat, 1.0, growth)
    added: Monthly = np.where(flat, months, np.expm1(months * np.log1p(rate)) / rate)
    return added


def added_to_keep(p: TrainingStorage, kept: Monthly, added: Monthly) -> Monthly:
    """Return what is added a month while so much is kept [TB/month]: as entered, at least S/R.

    Of what is kept for R months one part in R leaves each month: less than that does not keep it.
    """
    needed: Monthly = np.maximum(added, kept / over_months(p.retention_months))
    return needed


def price_per_tb(p: TrainingStorage, cold_share: Numeric) -> Numeric:
    """Return what a TB costs a month, so much of it cold, reading back included [USD/TB-month]."""
    cold = p.cold_price + p.cold_read_rate * p.move_price
    return p.hot_price * (1 - cold_share) + cold * cold_share


def moved_bill(p: TrainingStorage) -> Monthly:
    """Return what moving new data to the cold class costs, by month [USD/month].

    share kept cold · TB added in the month · price of moving one. Each TB is moved once, on its
    way; that of today's data is the work of the lever, not of a month.
    """
    return over_months(p.cold_share * p.data_added_tb * p.move_price) * data_over_today(p)


def logs_kept_bill(p: TrainingStorage) -> Numeric:
    """Return what keeping logs costs in month 1, all months of retention filled [USD/month]."""
    return p.logs_tb * p.logs_retention_months * p.logs_price


def logs_bill(p: TrainingStorage, plan: DemandPlan) -> Monthly:
    """Return the storage of logs by month [USD/month]; it follows the queries, 0 without logs."""
    kept: Monthly = pick(
        p.logs,
        {
            YesNo.YES: lambda: over_months(logs_kept_bill(p)) * plan.growth,
            YesNo.NO: lambda: 0.0 * plan.growth,
        },
    )
    return kept


def incidents(p: TrainingStorage, plan: DemandPlan) -> Monthly:
    """Return incidents by month; they follow the kinds, each of which can break."""
    return over_months(p.incidents) * ratio_or_never(plan.kinds, plan.kinds[..., :1])


def diagnosis_weeks(p: TrainingStorage, plan: DemandPlan) -> Monthly:
    """Return engineer time lost to diagnosis without logs [weeks/month]; 0 with logs."""
    longer: Monthly = pick(
        p.logs,
        {
            YesNo.YES: lambda: 0.0 * plan.kinds,
            YesNo.NO: lambda: (
                incidents(p, plan) * over_months(p.diagnosis_hours / HOURS_PER_WORK_WEEK)
            ),
        },
    )
    return longer


def time_per_incident(p: TrainingStorage, worth: Worth) -> Numeric:
    """Return what the longer diagnosis of an incident costs [USD]."""
    return p.diagnosis_hours / HOURS_PER_WORK_WEEK * worth.engineer_week_cost


def downtime_per_incident(p: TrainingStorage, worth: Worth) -> Numeric:
    """Return what the longer downtime of an incident is worth [USD]: value, no bill."""
    return p.downtime_hours * worth.hour_down_cost


def incidents_at_break_even(p: TrainingStorage, worth: Worth) -> Numeric:
    """Return the incidents a month from which switching logs off costs more than it saves.

    Storage of logs / (longer diagnosis + longer downtime); never (inf) if those cost nothing.
    Dhingra and Sood 2023 call a saving beyond it a false optimisation.
    """
    each = time_per_incident(p, worth) + downtime_per_incident(p, worth)
    return ratio_or_never(logs_kept_bill(p), each)
