"""Bandwidth: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Bandwidth(Inputs):
    """Data moved: grows with the queries that users raise."""

    monthly_amount: Annotated[Measured, Input(
        label="Bandwidth, as one amount", unit="USD/month",
        bounds=(0.0, 1e9), typical=(10.0, 1e5), doubt=(0.7, 1.5),
        optional=True, source=YOURS, expert=True,
        help="In month 1; grows with the queries that users raise. "
        "When entered, it replaces all that this page computes.")] = 300.0
