"""Training again: what each way costs and wins, and how old its models become."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core import proof
from calculators.core.business import Worth
from calculators.core.inputs import Numeric, pick
from calculators.core.power import per_look
from calculators.core.units import (
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    PERCENT,
    ratio_or_never,
)
from calculators.practices.retraining_inputs import Retraining, Schedule
from calculators.practices.retraining_interval import best_interval, mean_loss

SHORTEST_DAYS = 1.0 / 24  # a signal is read once an hour at most


@dataclass(frozen=True, kw_only=True, eq=False)
class Running:
    """What a way of training again asks for each month, and how old its models become."""

    interval: Numeric  # [days]; inf: never
    bills: Numeric  # [USD/month]
    cloud: Numeric  # [USD/month] part of the bills
    weeks: Numeric  # [weeks/month]


def is_known(p: Retraining) -> bool:
    """Whether anybody has said how fast answers get worse."""
    return p.drift is not None or p.gain_points is not None


def drift(p: Retraining) -> Numeric:
    """Return points lost a day: measured, or the gain of a cycle over its interval; 0 unknown."""
    if p.drift is not None:
        return p.drift
    return 0.0 if p.gain_points is None else p.gain_points / p.interval_days


def gain(p: Retraining, days: Numeric) -> Numeric:
    """Return what a retrain after so many days wins [share]; never more than there was to lose."""
    won: Numeric = np.minimum(drift(p) * days / PERCENT, p.accuracy)
    return won


def level_of_schedule(p: Retraining) -> Numeric:
    """Return the significance of one cycle: the year's, over its cycles (Bonferroni)."""
    return per_look(p.significance, np.maximum(p.looks, DAYS_PER_YEAR / p.interval_days))


def cycle_cash(p: Retraining) -> Numeric:
    """Return the bills of a cycle [USD]: GPU-hours and labels."""
    return p.gpu_hours * p.gpu_hour_price + p.training_labels * p.price_of_a_label


def cycle_cost(p: Retraining, worth: Worth) -> Numeric:
    """Return what a cycle costs [USD], its work included: K."""
    return cycle_cash(p) + p.cycle_weeks * worth.engineer_week_cost


def staleness_cost(p: Retraining, worth: Worth) -> Numeric:
    """Return what a day of age costs a day [USD/day per day]: drift × value of a point: h."""
    return drift(p) * worth.point_value / DAYS_PER_MONTH


def best_days(p: Retraining, worth: Worth) -> Numeric:
    """Return the interval with the least cost [days], √(2K/h)."""
    return best_interval(cycle_cost(p, worth), staleness_cost(p, worth))


def visible_loss(p: Retraining, labelled: Numeric, level: Numeric) -> Numeric:
    """Return the smallest loss that the labelled queries can prove [points]; inf: none.

    Discordance not measured: that of two systems that know nothing of each other, the most there
    can be.
    """
    most = proof.most_discordance(p, gain(p, p.interval_days))
    share = most if p.discordance is None else p.discordance
    points: Numeric = proof.provable_gain(p, labelled, level, share) * PERCENT
    return points


def days_to_see(p: Retraining, labelled: Numeric, level: Numeric) -> Numeric:
    """Return days after which drift has lost what can be proven: the floor of any interval."""
    return ratio_or_never(visible_loss(p, labelled, level), drift(p))


def days_on_signal(p: Retraining, worth: Worth, labelled: Numeric) -> Numeric:
    """Return days until a signal asks for a retrain: it is worth a cycle, and can be seen."""
    seen = days_to_see(p, labelled, per_look(p.significance, p.looks))
    days: Numeric = np.maximum(np.maximum(best_days(p, worth), seen), SHORTEST_DAYS)
    return days


def running(p: Retraining, worth: Worth, way: Schedule, labelled: Numeric) -> Running:
    """Return what one way of training again asks for, with so many labelled queries."""
    days = pick(way, {
        Schedule.NONE: lambda: np.inf,
        Schedule.SCHEDULED: lambda: p.interval_days,
        Schedule.ON_SIGNAL: lambda: days_on_signal(p, worth, labelled),
    })  # fmt: skip
    return at_interval(p, way, days)


def at_interval(p: Retraining, way: Schedule, days: Numeric) -> Running:
    """Return what one way of training again asks for at an interval [days]."""
    alarm, upkeep = pick(way, {
        Schedule.NONE: lambda: (0.0, 0.0),
        Schedule.SCHEDULED: lambda: (0.0, p.upkeep_time),
        Schedule.ON_SIGNAL: lambda: (p.alarm_amount, 0.0),
    })  # fmt: skip
    cycles = ratio_or_never(DAYS_PER_MONTH, days)
    return Running(
        interval=days,
        bills=cycles * cycle_cash(p) + alarm,
        cloud=cycles * p.gpu_hours * p.gpu_hour_price,
        weeks=cycles * p.cycle_weeks + upkeep,
    )


def points_kept(p: Retraining, worth: Worth, days: Numeric) -> Numeric:
    """Return points that training again every so many days keeps, on average.

    Against a model that is left alone for as long as work may take to pay back: today's model then
    ages from 0 to that time, a retrained one from 0 to its interval. Drift is linear.
    """
    alone = worth.payback_months * DAYS_PER_MONTH
    most = np.asarray(p.accuracy) * PERCENT
    lost = mean_loss(drift(p), alone, most)
    return lost - mean_loss(drift(p), np.minimum(days, alone), most)


def value(p: Retraining, worth: Worth, days: Numeric) -> Numeric:
    """Return the value of the points kept [USD/month]."""
    return worth.point_value * points_kept(p, worth, days)


def net(p: Retraining, worth: Worth, then: Running) -> Numeric:
    """Return value less bills and engineer time [USD/month]."""
    time = then.weeks * worth.engineer_week_cost
    return value(p, worth, then.interval) - then.bills - time
