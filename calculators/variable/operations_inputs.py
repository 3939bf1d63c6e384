"""Operations: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured, Numeric
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Operations(Inputs):
    """Keeping the model good: labels, monitoring, evaluation."""

    monthly_amount: Annotated[Measured, Input(
        label="Operations, as one amount", unit="USD/month",
        bounds=(0.0, 1e9), typical=(10.0, 2e5), doubt=(0.7, 1.5),
        optional=True, source=YOURS, expert=True,
        help="In month 1: labels, monitoring, evaluation. "
        "When entered, it replaces all that this page computes.")] = 2000.0
    volume_share: Annotated[Numeric, Input(
        label="Of that amount, grows with volume", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=YOURS, expert=True,
        help="The rest stays as it is, whatever the volume.")] = 0.5
