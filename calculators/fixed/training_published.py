"""Published training runs, estimated here from the inputs that were published with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from calculators.core.inputs import Numeric, Source, pick
from calculators.core.units import GIGA, SECONDS_PER_HOUR
from calculators.fixed.training_cost import run_cost
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.fixed.training_run_inputs import HoursKnown
from calculators.fixed.training_work import TRAINING_FLOPS

ALONE: Mapping[str, Any] = {"start_hours": 0.0, "monthly_amount": None}


class Measured(StrEnum):
    """What a published run says."""

    DOLLARS = "USD"
    GPU_HOURS = "GPU-hours"
    HOURS = "h"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published run: inputs of this page, the figure printed, and what it leaves out."""

    key: str
    what: str
    inputs: Mapping[str, Any]
    measured: Measured
    figure: float
    leaves_out: str
    source: Source

    @property
    def training(self) -> Training:
        """The inputs as this page takes them."""
        return Training(**{**ALONE, **self.inputs})

    @property
    def estimated(self) -> float:
        """Our figure, by the formulas of this page."""
        run = run_cost(self.training)
        found: Numeric = pick(
            self.measured,
            {
                Measured.DOLLARS: lambda: run.cost,
                Measured.GPU_HOURS: lambda: run.gpu_hours,
                Measured.HOURS: lambda: run.gpu_hours / self.training.gpus,
                Measured.DAYS: lambda: run.days,
            },
        )
        return float(np.ravel(found)[0])

    @property
    def ratio(self) -> float:
        """Estimated over published."""
        return self.estimated / self.figure


NANOCHAT = Source(
    "A. Karpathy, nanochat, README",
    "https://github.com/karpathy/nanochat/blob/007f3220a4bf78a5e21c04337a975451d9a4f215/README.md",
    "2026-01-29",
)
STABLE_DIFFUSION = Source(
    "MosaicML, Stable Diffusion 2 base, README",
    "https://github.com/mosaicml/diffusion/blob/066e68fa23f85c4c080c7e8c9a7e7c21900d6367/README.md",
    "2023",
)
BERT = Source(
    "The author of SkyPilot on training BERT, comment t1_iwvqqgj on r/MachineLearning, seen in a "
    "mirror",
    as_of="2022-11",
)
TINY_LLAMA = Source(
    "TinyLlama, README",
    "https://github.com/jzhang38/TinyLlama/blob/026587c0fbc5cf756eba92e0220566550df66ca7/README.md",
    "2023-09",
)

NANOCHAT_SECONDS, NANOCHAT_FLOPS = 10_949.0, 4.33e19
IMAGES_256, IMAGES_512 = 1_126_400_000.0, 1_740_800_000.0
ON_DEMAND_HOUR, SPOT_HOUR = 61.2 / 20, 18.4 / 21  # [USD/h] totals over hours, both published
LONGER_ON_SPOT = 21 / 20


def _diffusion_hours(gpus: float, per_second_256: float, per_second_512: float) -> float:
    """Return the GPU-hours of both phases: images over images a second."""
    seconds = IMAGES_256 / per_second_256 + IMAGES_512 / per_second_512
    return gpus * seconds / SECONDS_PER_HOUR


def _diffusion(key: str, gpus: float, rates: tuple[float, float], figure: float) -> Published:
    return Published(
        key=key,
        what=f"Stable Diffusion 2 on {gpus:.0f} A100 at $2/h",
        inputs={"gpu_hours_per_run": _diffusion_hours(gpus, *rates), "gpus": gpus,
                "price_per_gpu_hour": 2.0},
        measured=Measured.DOLLARS, figure=figure, source=STABLE_DIFFUSION,
        leaves_out="latents ($7,600), storage, transfer, failed runs; the vendor's own estimate, "
        "images over measured images/s",
    )  # fmt: skip


PUBLISHED = (
    Published(
        key="nanochat-cost", what="nanochat: 10,949 s on 8 H100 at $24/h",
        inputs={"gpu_hours_per_run": 8 * NANOCHAT_SECONDS / SECONDS_PER_HOUR, "gpus": 8.0,
                "price_per_gpu_hour": 3.0},
        measured=Measured.DOLLARS, figure=73.0, source=NANOCHAT,
        leaves_out="evaluation, failed runs, storage",
    ),
    Published(
        key="nanochat-hours", what="nanochat: 4.33e19 FLOP at half of the peak of 8 H100",
        # only the product 6·N·D was published; how it splits does not matter
        inputs={"hours_known": HoursKnown.FLOPS, "gpus": 8.0, "utilisation_share": 0.5,
                "tflops": 989.0, "parameters": 1.0,
                "tokens": NANOCHAT_FLOPS / TRAINING_FLOPS / GIGA / GIGA},
        measured=Measured.HOURS, figure=3.04, source=NANOCHAT,
        leaves_out="the half is read from the same run, so this checks units, not foresight",
    ),
    _diffusion("diffusion-8", 8.0, (1100.0, 290.0), 31_230.0),
    _diffusion("diffusion-128", 128.0, (11_600.0, 4590.0), 33_874.0),
    Published(
        key="bert-on-demand", what="BERT, 20 h on one V100 rented by the hour",
        inputs={"gpu_hours_per_run": 20.0, "price_per_gpu_hour": 3.06},
        measured=Measured.DOLLARS, figure=61.2, source=BERT,
        leaves_out="the region; the price is the AWS list price of the catalog",
    ),
    Published(
        key="bert-spot", what="BERT on spot: 5 % longer at 29 % of the price",
        inputs={"gpu_hours_per_run": 20.0, "price_per_gpu_hour": 3.06,
                "supply": TrainingSupply.SPOT,
                "spot_net_saving": 1 - SPOT_HOUR / ON_DEMAND_HOUR * LONGER_ON_SPOT},
        measured=Measured.DOLLARS, figure=18.4, source=BERT,
        leaves_out="waiting for a machine, work on checkpoints; the net saving is read from both "
        "bills, so this checks the arithmetic",
    ),
    Published(
        key="tiny-llama-hours", what="TinyLlama: 300B tokens at 0.51 of an A100",
        inputs={"hours_known": HoursKnown.FLOPS, "parameters": 1.1, "tokens": 300.0,
                "tflops": 312.0, "utilisation_share": 0.51},
        measured=Measured.GPU_HOURS, figure=3456.0, source=TINY_LLAMA,
        leaves_out="dollars (no price was published), failed runs; the authors count 0.56, "
        "attention included",
    ),
    Published(
        key="tiny-llama-days", what="TinyLlama: 3T tokens on 16 A100",
        inputs={"hours_known": HoursKnown.FLOPS, "parameters": 1.1, "tokens": 3000.0,
                "tflops": 312.0, "utilisation_share": 0.51, "gpus": 16.0},
        measured=Measured.DAYS, figure=90.0, source=TINY_LLAMA,
        leaves_out="dollars, interruptions, evaluation",
    ),
)  # fmt: skip
