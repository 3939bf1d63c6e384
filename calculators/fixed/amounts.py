"""Fixed cost lines that are entered as one monthly amount, each in the group that owns it."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Numeric
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Hardware(Inputs):
    """Things the company owns."""

    monthly_amount: Annotated[Numeric, Input(
        label="Hardware", unit="USD/month", bounds=(0.0, 1e9), typical=(10.0, 2e5), source=YOURS,
        help="Leases, purchases spread as you pay them, upkeep.")] = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Training(Inputs):
    """Building models."""

    monthly_amount: Annotated[Numeric, Input(
        label="Training", unit="USD/month", bounds=(0.0, 1e9), typical=(10.0, 2e5), doubt=(0.6,
        1.8),
        source=YOURS, help="GPU time, storage and tools for building models.")] = 1500.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Team(Inputs):
    """People."""

    monthly_amount: Annotated[Numeric, Input(
        label="Team", unit="USD/month", bounds=(0.0, 1e10), typical=(1e3, 1e6), source=YOURS,
        help="All people, loaded: salaries, benefits, tools.")] = 90000.0
    people: Annotated[Numeric, Input(
        label="People", unit="people", bounds=(0.0, 1e5), typical=(1.0, 50.0), whole=True,
        source=YOURS, help="Everybody paid by the amount above; for cost per person.")] = 6.0
