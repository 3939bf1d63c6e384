"""Commitments: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured, Numeric
from calculators.core.sources import YOURS, assumption


@dataclass(frozen=True, kw_only=True, eq=False)
class Commitments(Inputs):
    """Machines paid for one or three years ahead: quotes, the level, and growth that fails."""

    considered_gpus: Annotated[Measured, Input(
        label="Commit to", unit="GPUs", bounds=(0.0, 1e5), typical=(0.0, 64.0), whole=True,
        optional=True, source=YOURS,
        help="Of the service shown, on this page alone. Unknown: the cheapest level.")] = None
    failed_growth: Annotated[Numeric, Input(
        label="Growth if it fails", unit="share/month", bounds=(-0.29, 0.3), typical=(-0.1, 0.05),
        step=0.005, doubt=(0.5, 2.0),
        source=assumption("a load that slowly shrinks; 0 is a load that stays as it is"),
        help="Of the load, over the whole term.")] = -0.02
    one_year_discount: Annotated[Measured, Input(
        label="Quote, one year", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.6), step=0.01,
        optional=True, source=YOURS,
        help="Off the on-demand price. Unknown: what the catalog knows of the machine.")] = None
    three_year_discount: Annotated[Measured, Input(
        label="Quote, three years", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.75),
        step=0.01, optional=True, source=YOURS,
        help="Off the on-demand price. Unknown: what the catalog knows of the machine.")] = None
    savings_plan_discount: Annotated[Measured, Input(
        label="Quote, savings plan", unit="share", bounds=(0.0, 0.95), typical=(0.0, 0.6),
        step=0.01, optional=True, source=YOURS,
        help="A year of spending an hour, on any machine. Published figures are ceilings, so it is "
        "unknown until you enter yours.")] = None
