"""What every page of the practices knows of a plan; each adds its own facts."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.business import Worth
from calculators.core.units import first
from calculators.evaluation import Evaluation


@dataclass(frozen=True, kw_only=True, eq=False)
class OnPlan:
    """A page's facts of a plan, each computed when it is first asked for."""

    e: Evaluation

    @property
    def worth(self) -> Worth:
        """What points, time and weeks are worth in the plan."""
        return self.e.scenario.worth

    @property
    def months_to_earn(self) -> float:
        """Months in which work must pay back."""
        return first(self.worth.payback_months)

    @property
    def kinds(self) -> float:
        """Kinds of queries of month 1."""
        return first(self.e.demand.kinds)
