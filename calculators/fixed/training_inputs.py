"""Training: how GPUs are had, and the levers. Declarations; runs and storage stand beside."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.cost_line import one_amount
from calculators.core.inputs import NO_YES, Choice, Input, Measured, Numeric, Source, YesNo
from calculators.core.sources import YOURS, assumption
from calculators.fixed.training_storage_inputs import TrainingStorage

COMMITTED_USE = Source(
    "Google Cloud committed use, one A100 for a year, 37 % below on demand; row of the catalog",
    "https://github.com/Cyclenerd/google-cloud-pricing-cost-calculator", "2025-03-06")


class TrainingSupply(StrEnum):
    """How the GPUs of training are had."""

    ON_DEMAND = "on_demand"
    COMMITTED = "committed"
    SPOT = "spot"
    OWN = "own"


SUPPLY_LABELS = {
    TrainingSupply.ON_DEMAND: "Rented by the hour",
    TrainingSupply.COMMITTED: "Committed for a year",
    TrainingSupply.SPOT: "Spot",
    TrainingSupply.OWN: "Own machines",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Training(TrainingStorage):
    """Building models."""

    supply: Annotated[TrainingSupply, Choice(
        label="GPUs are", options=TrainingSupply, source=YOURS,
        labels={str(option): label.lower() for option, label in SUPPLY_LABELS.items()},
        help="Own machines cost nothing here: they stand on the page Hardware, with their share "
        "for building.")] = TrainingSupply.ON_DEMAND
    held_gpus: Annotated[Numeric, Input(
        label="GPUs committed or owned", unit="GPUs", bounds=(0.0, 1e5), typical=(1.0, 64.0),
        whole=True, source=YOURS, expert=True,
        help="Paid all month, used or not; hours beyond them are rented on demand.")] = 1.0
    commitment_discount: Annotated[Numeric, Input(
        label="Discount for committing", unit="share", bounds=(0.0, 0.95), typical=(0.1, 0.7),
        step=0.01, source=COMMITTED_USE, expert=True,
        help="On the price per GPU. Every hour of the month is paid.")] = 0.37
    spot_net_saving: Annotated[Measured, Input(
        label="Spot: measured saving", unit="share", bounds=(-100.0, 0.99), typical=(-0.2, 0.8),
        step=0.01, optional=True, source=YOURS, expert=True,
        help="Net: 1 − bill on spot ÷ bill on demand for the same work, redone work and waiting "
        "included. The discount of a price list is not it; it can be negative. Empty: computed on "
        "the page Spot, where that is possible.")] = None
    idle_share: Annotated[Numeric, Input(
        label="Rented GPUs idle", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.9), step=0.01,
        doubt=(0.5, 1.6), source=assumption("notebooks and finished runs left on; measure yours"),
        help="Share of the hours on the bill in which nothing runs.")] = 0.3
    idle_off: Annotated[YesNo, Choice(
        label="Idle machines are switched off", options=YesNo, source=YOURS,
        labels=NO_YES,
        help="Yes: only the share that is left idles.")] = YesNo.NO
    idle_left_share: Annotated[Numeric, Input(
        label="Switching off: idle left", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.5),
        step=0.01, doubt=(0.5, 2.0), expert=True,
        source=assumption("a time-out of some minutes leaves a little"))] = 0.05
    idle_off_weeks: Annotated[Numeric, Input(
        label="Switching off: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("a time-out, and notebooks that save themselves"))] = 0.5
    supply_weeks: Annotated[Numeric, Input(
        label="Change of supply: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("checkpoints that survive an interruption, another account"))] = 1.0
    kept_runs_share: Annotated[Numeric, Input(
        label="Fewer experiments: keep", unit="share", bounds=(0.01, 1.0), typical=(0.2, 1.0),
        step=0.05, expert=True, source=assumption("a sweep that stops losing runs early"),
        help="Of the runs of a shipped model; at least one is left.")] = 0.7
    fewer_runs_points: Annotated[Numeric, Input(
        label="Fewer experiments: points lost", unit="points", bounds=(0.0, 100.0),
        typical=(0.0, 5.0), step=0.1, doubt=(0.3, 3.0), expert=True,
        source=assumption("not measured; see what the last third of your runs found"))] = 0.2
    fewer_runs_weeks: Annotated[Numeric, Input(
        label="Fewer experiments: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True,
        source=assumption("early stopping in the scripts"))] = 1.0
    monthly_amount: Annotated[Measured, one_amount(
        "Training", "GPU time, storage and tools for building models.",
        typical=(10.0, 2e5), doubt=(0.6, 1.8))] = None
