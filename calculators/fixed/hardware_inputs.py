"""Hardware: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Hardware(Inputs):
    """Things the company owns."""

    monthly_amount: Annotated[Measured, Input(
        label="Hardware, as one amount", unit="USD/month",
        bounds=(0.0, 1e9), typical=(10.0, 2e5),
        optional=True, source=YOURS, expert=True,
        help="Leases, purchases spread as you pay them, upkeep. "
        "When entered, it replaces all that this page computes.")] = 0.0
