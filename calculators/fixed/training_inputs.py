"""Training: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Training(Inputs):
    """Building models."""

    monthly_amount: Annotated[Measured, Input(
        label="Training, as one amount", unit="USD/month",
        bounds=(0.0, 1e9), typical=(10.0, 2e5), doubt=(0.6, 1.8),
        optional=True, source=YOURS, expert=True,
        help="GPU time, storage and tools for building models. "
        "When entered, it replaces all that this page computes.")] = 1500.0
