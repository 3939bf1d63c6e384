"""Continuous retraining: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core.inputs import Choice, Input, Measured, Numeric
from calculators.core.proof import Proof
from calculators.core.sources import LOSS, WORK, YOURS, assumption
from calculators.core.units import PERCENT


class Schedule(StrEnum):
    """When a model is trained again."""

    NONE = "none"
    ON_SIGNAL = "on_signal"
    SCHEDULED = "scheduled"


SCHEDULE_LABELS = {"none": "not planned", "on_signal": "when a signal says so",
                   "scheduled": "by schedule"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Retraining(Proof):
    """Continuous retraining."""

    schedule: Annotated[Schedule, Choice(
        label="Training again", options=Schedule, labels=SCHEDULE_LABELS, source=YOURS,
        help="On a signal: when measured drift is large enough to be seen and worth a cycle.")
        ] = Schedule.NONE
    interval_days: Annotated[Numeric, Input(
        label="Days between retrains", unit="days", bounds=(0.04, 3650.0), typical=(1.0, 180.0),
        source=assumption("a month, the interval most often written into a calendar"),
        help="Of the schedule that is considered.")] = 30.0
    drift: Annotated[Measured, Input(
        label="Measured drift", unit="points/day", bounds=(0.0, 10.0), typical=(0.001, 0.2),
        step=0.001, optional=True, doubt=(0.5, 2.0), source=LOSS,
        help="Points of accuracy that a model left alone loses a day, from the evaluation set "
        "labelled twice. Where it is measured, the gain of a cycle follows from it.")] = None
    gain_points: Annotated[Measured, Input(
        label="Gain of a cycle", unit="points", bounds=(0.0, 100.0), typical=(0.05, 5.0),
        step=0.05, optional=True, doubt=(0.3, 2.0), source=LOSS,
        help="Points that one retrain wins over the model that it replaces. Read only while "
        "drift is not measured.")] = 0.5
    gpu_hours: Annotated[Numeric, Input(
        label="GPU-hours of a cycle", unit="h", bounds=(0.0, 1e7), typical=(0.1, 2e3),
        doubt=(0.7, 1.6), source=YOURS)] = 10.0
    gpu_hour_price: Annotated[Numeric, Input(
        label="Price of a GPU-hour", unit="USD/h", bounds=(0.0, 1e3), typical=(0.3, 12.0),
        source=assumption("about what one rented data-centre GPU costs an hour"))] = 2.5
    training_labels: Annotated[Numeric, Input(
        label="New labels of a cycle", unit="labels", bounds=(0.0, 1e8), typical=(0.0, 1e4),
        doubt=(0.5, 2.0), source=YOURS,
        help="Examples that are labelled to train on, paid at the price of a label.")] = 500.0
    cycle_weeks: Annotated[Numeric, Input(
        label="Work of a cycle", unit="weeks", bounds=(0.0, 52.0), typical=(0.0, 2.0), step=0.05,
        doubt=(0.6, 2.0), source=WORK,
        help="Engineer time to look at the new model and to put it in place.")] = 0.1
    automate_weeks: Annotated[Numeric, Input(
        label="Work to automate", unit="weeks", bounds=(0.0, 200.0), typical=(0.5, 12.0),
        doubt=(0.7, 2.0), source=WORK, help="The schedule, its checks and the way back.")] = 4.0
    upkeep_time: Annotated[Numeric, Input(
        label="Upkeep of the schedule", unit="weeks/month", bounds=(0.0, 20.0),
        typical=(0.0, 2.0), step=0.05, doubt=(0.6, 2.0), source=WORK)] = 0.2
    alarm_weeks: Annotated[Numeric, Input(
        label="Work to set up an alarm", unit="weeks", bounds=(0.0, 100.0), typical=(0.1, 4.0),
        step=0.1, doubt=(0.7, 2.0), source=WORK, expert=True,
        help="Watches drift, changed features and the evaluation set.")] = 0.5
    alarm_amount: Annotated[Numeric, Input(
        label="Drift alarm", unit="USD/month", bounds=(0.0, 1e6), typical=(0.0, 500.0),
        source=assumption("a job once a day, or the smallest plan of a monitoring service"),
        expert=True)] = 30.0
# fmt: on

    def relations(self) -> list[str]:
        """Refuse a gain larger than what is wrong today, or than the discordance."""
        if self.drift is not None or self.gain_points is None:
            return []
        return self.gain_problems(np.divide(self.gain_points, PERCENT), "Gain of a cycle")
