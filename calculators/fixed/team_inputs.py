"""Team: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured, Numeric
from calculators.core.sources import YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class Team(Inputs):
    """People."""

    monthly_amount: Annotated[Measured, Input(
        label="Team, as one amount", unit="USD/month",
        bounds=(0.0, 1e10), typical=(1e3, 1e6),
        optional=True, source=YOURS, expert=True,
        help="All people, loaded: salaries, benefits, tools. "
        "When entered, it replaces all that this page computes.")] = 90000.0
    people: Annotated[Numeric, Input(
        label="People", unit="people", bounds=(0.0, 1e5), typical=(1.0, 50.0), whole=True,
        source=YOURS, help="Everybody paid by the amount above; for cost per person.")] = 6.0
