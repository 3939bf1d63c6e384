"""A cost line of the plan in its two lenses, cash and accounting; engineer time kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from calculators.core.business import EngineerTime, Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Input, Monthly, Numeric, pick
from calculators.core.sources import YOURS
from calculators.core.units import over_months

FIELDS = ("cash", "accounting", "variable", "cloud", "weeks")


class Lens(StrEnum):
    """How a cost is looked at; the two are never mixed in one figure."""

    CASH = "cash"  # when it is paid: what runway reads
    ACCOUNTING = "accounting"  # spread over its use: what unit costs read


@dataclass(frozen=True, kw_only=True, eq=False)
class CostLine:
    """One line by month, months last. Runway reads ``cash``, unit costs read ``accounting``."""

    cash: Monthly  # [USD/month] bills paid in the month; money received is negative
    accounting: Monthly  # [USD/month] the same bills, what is owned spread over its life
    variable: Monthly  # [USD/month] part of ``accounting`` that moves with the volume
    cloud: Monthly  # [USD/month] part of ``cash`` that cloud credits may pay
    weeks: Monthly  # [weeks/month] engineer time beside the payroll and not in the bills

    @property
    def is_empty(self) -> bool:
        """Whether nothing was billed: then every field is the same array of zeros."""
        return self.cash is self.accounting is self.weeks

    def paid(self, worth: Worth) -> Monthly:
        """Return the cash of a month, with engineer time where the plan buys it."""
        return self.cash + bought_time(self.weeks, worth)

    def accounted(self, worth: Worth) -> Monthly:
        """Return the cost of a month by accounting, with engineer time where the plan buys it."""
        return self.accounting + bought_time(self.weeks, worth)


def bought_time(weeks: Monthly, worth: Worth) -> Monthly:
    """Return what engineer time costs in cash: weeks × cost of a week, or 0 if already paid."""
    bought = pick(worth.engineer_time, {EngineerTime.BOUGHT: lambda: 1.0,
                                        EngineerTime.PAID: lambda: 0.0})  # fmt: skip
    return weeks * over_months(worth.engineer_week_cost * bought)


def one_amount(topic: str, help: str, **rest: Any) -> Input:
    """Return the declaration of the one amount that may replace all that a page computes."""
    return Input(
        label=f"{topic}, as one amount", unit="USD/month", bounds=(0.0, 1e9), optional=True,
        source=YOURS, expert=True,
        help=f"{help} When entered, it replaces all that this page computes.", **rest,
    )  # fmt: skip


def bills(
    plan: DemandPlan, cash: Numeric, variable: Numeric = 0.0, cloud: Numeric = 0.0,
    weeks: Numeric = 0.0, accounting: Numeric | None = None,
) -> CostLine:  # fmt: skip
    """Return a line of bills by month; what is paid as it is used has one figure for both lenses.

    Every argument has months as its last axis, or is a plain number.
    """
    return CostLine(
        cash=_by_month(cash, plan),
        accounting=_by_month(cash if accounting is None else accounting, plan),
        variable=_by_month(variable, plan),
        cloud=_by_month(cloud, plan),
        weeks=_by_month(weeks, plan),
    )


def _by_month(amount: Numeric, plan: DemandPlan) -> Monthly:
    if isinstance(amount, float) and amount == 0:
        return plan.nothing
    has_shape = isinstance(amount, np.ndarray) and amount.shape == plan.nothing.shape
    return np.asarray(amount if has_shape else amount + plan.nothing)


def entered(amount: Numeric, plan: DemandPlan, moving: Numeric = 0.0) -> CostLine:
    """Return a line that is entered as one amount for month 1; a share of it moves with volume."""
    share = over_months(moving)
    moved = over_months(amount) * share * plan.growth
    return bills(plan, over_months(amount) * (1 - share) + moved, variable=moved)


def within(line: CostLine, held: CostLine) -> CostLine:
    """Return a line that saves no more than another one pays, and no time that it does not hold.

    For what takes the place of something: what the plan does not pay cannot be saved in it.
    """
    if line.is_empty:
        return line
    return CostLine(
        **{name: np.maximum(getattr(line, name), -getattr(held, name)) for name in FIELDS}
    )


def total(lines: list[CostLine], plan: DemandPlan) -> CostLine:
    """Return the sum of several parts of one line."""
    return CostLine(
        **{name: sum((getattr(line, name) for line in lines), plan.nothing) for name in FIELDS}
    )
