"""Training: the hours of a run and the runs of a month. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core.inputs import Choice, Input, Inputs, Numeric, Text
from calculators.core.range_words import entered
from calculators.core.sources import MACHINE_ROW, YOURS, assumption

MOST_PARAMETERS, MOST_TOKENS = 1e5, 1e7  # billion


class HoursKnown(StrEnum):
    """How the GPU-hours of a run are known."""

    MEASURED = "measured"
    FLOPS = "flops"


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingRuns(Inputs):
    """What one run takes, and how many there are."""

    hours_known: Annotated[HoursKnown, Choice(
        label="Hours of a run are", options=HoursKnown, source=YOURS,
        labels={"measured": "measured", "flops": "from parameters and tokens"},
        help="Measured hours are better. Without them: 6 × parameters × tokens over the FLOP/s "
        "that a GPU really does.")] = HoursKnown.MEASURED
    machine: Annotated[str, Text(
        label="Machine", source=YOURS, catalog="machines", longest=120,
        help="Choosing one fills price and peak FLOP/s; they stay editable.")] = "typed"
    price_per_gpu_hour: Annotated[Numeric, Input(
        label="Price per GPU", unit="USD/h", bounds=(0.0, 1e4), typical=(0.1, 15.0), step=0.01,
        source=MACHINE_ROW, help="On demand, before any discount.")] = 3.21
    tflops: Annotated[Numeric, Input(
        label="Peak, 16 bit", unit="TFLOP/s", bounds=(0.01, 1e6), typical=(1.0, 3000.0),
        source=MACHINE_ROW, expert=True, help="Of one GPU, dense, without sparsity.")] = 989.0
    gpus: Annotated[Numeric, Input(
        label="GPUs of a run", unit="GPUs", bounds=(1.0, 1e5), typical=(1.0, 64.0), whole=True,
        source=YOURS, help="They set how long a run takes, and all of them wait while it starts.")
        ] = 1.0
    gpu_hours_per_run: Annotated[Numeric, Input(
        label="GPU-hours of a run, measured", unit="GPU-hours", bounds=(0.0, 1e9),
        typical=(0.1, 1e4), source=YOURS,
        help="Hours times GPUs, read from the last run.")] = 20.0
    parameters: Annotated[Numeric, Input(
        label="Parameters trained", unit="billion", bounds=(0.0, MOST_PARAMETERS),
        typical=(0.01, 500.0),
        source=YOURS, help="Active ones: of a mixture of experts those that one token uses.")] = 7.0
    tokens: Annotated[Numeric, Input(
        label="Tokens of a run", unit="billion", bounds=(0.0, MOST_TOKENS), typical=(0.001, 1e4),
        source=YOURS, help="Of all passes over the data together.")] = 0.5
    utilisation_share: Annotated[Numeric, Input(
        label="Share of peak FLOP/s reached", unit="share", bounds=(0.01, 1.0), typical=(0.1, 0.7),
        step=0.01, doubt=(0.6, 1.3),
        source=assumption("0.50 and 0.51 in the published runs on this page, tuned by experts; "
                          "a first run reaches less"),
        help="Model FLOPs utilisation: useful FLOPs only, nothing computed twice.")] = 0.35
    start_hours: Annotated[Numeric, Input(
        label="Start and evaluation of a run", unit="h", bounds=(0.0, 1e4), typical=(0.0, 5.0),
        step=0.05, doubt=(0.5, 2.0), expert=True,
        source=assumption("a quarter of an hour to fetch image and data, and to evaluate"),
        help="Hours by the clock in which every GPU of the run is paid and none trains.")] = 0.25
    shipped_models: Annotated[Numeric, Input(
        label="Models shipped", unit="models/month", bounds=(0.0, 1e6), typical=(0.0, 50.0),
        step=0.5, source=YOURS,
        help="New or retrained models that go live, whatever the number of kinds.")] = 1.0
    retrained_per_kind: Annotated[Numeric, Input(
        label="Retrained for each kind", unit="models/month", bounds=(0.0, 1e3),
        typical=(0.0, 4.0), step=0.05, source=YOURS, expert=True,
        help="0.1 retrains the model of each kind once in ten months; kinds grow on their own.")
        ] = 0.0
    runs_per_model: Annotated[Numeric, Input(
        label="Runs per shipped model", unit="runs", bounds=(1.0, 1e5), typical=(1.0, 50.0),
        doubt=(0.6, 1.8),
        source=assumption("seven experiments for one that ships; count yours of the last quarter"),
        help="Experiments, sweeps, and the run that ships.")] = 8.0
    failed_share: Annotated[Numeric, Input(
        label="Runs that fail", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.5), step=0.01,
        doubt=(0.5, 1.8), source=assumption("one run in ten is started again; count yours"),
        help="Each is paid in full and run again: an upper end, for some fail early.")] = 0.1
    data_growth: Annotated[Numeric, Input(
        label="Growth of the data", unit="share/month", bounds=(-0.5, 1.0), typical=(-0.05, 0.2),
        step=0.005, source=assumption("a product in use collects a little more each month"),
        help="Of what a run trains on and of what is collected. Growth first applies in month 2.")
        ] = 0.02
    model_growth: Annotated[Numeric, Input(
        label="Growth of the model", unit="share/year", bounds=(-0.9, 10.0), typical=(-0.5, 2.0),
        step=0.05, source=assumption("no larger model is planned until you say so"),
        help="Of the parameters. Hours grow with parameters times data.")] = 0.0

    def relations(self) -> list[str]:
        """Refuse a run without parameters or tokens where its hours come from them."""
        if self.hours_known != HoursKnown.FLOPS:
            return super().relations()
        empty = [
            (label, most)
            for label, value, most in (("Parameters trained", self.parameters, MOST_PARAMETERS),
                                       ("Tokens of a run", self.tokens, MOST_TOKENS))
            if np.any(np.less_equal(value, 0))
        ]
        return [
            f"{label}: 0, while the hours of a run come from it; it takes more than 0 and up to "
            f"{entered(most)} billion, or choose measured hours"
            for label, most in empty
        ] + super().relations()
