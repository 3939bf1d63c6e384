"""Cost lines that are entered as one monthly amount, each in the group that owns it."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Numeric
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Bandwidth(Inputs):
    """Data moved: grows with the queries that users raise."""

    monthly_amount: Annotated[Numeric, Input(
        label="Bandwidth", unit="USD/month", bounds=(0.0, 1e9), typical=(10.0, 1e5), doubt=(0.7,
        1.5),
        source=YOURS, help="In month 1; grows with the queries that users raise.")] = 300.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Operations(Inputs):
    """Keeping the model good: labels, monitoring, evaluation."""

    monthly_amount: Annotated[Numeric, Input(
        label="Operations", unit="USD/month", bounds=(0.0, 1e9), typical=(10.0, 2e5), doubt=(0.7,
        1.5),
        source=YOURS, help="In month 1: labels, monitoring, evaluation.")] = 2000.0
    volume_share: Annotated[Numeric, Input(
        label="Operations that grow with volume", unit="share", bounds=(0.0, 1.0), typical=(0.0,
        1.0),
        step=0.05, source=YOURS, expert=True,
        help="The rest stays as it is, whatever the volume.")] = 0.5
