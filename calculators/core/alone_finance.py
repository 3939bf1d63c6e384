"""Inputs of the finance calculators that stand alone: what a plan would otherwise give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Numeric
from calculators.core.sources import CONVENTION, YOURS


@dataclass(frozen=True, kw_only=True, eq=False)
class CashAndBurn(Inputs):
    """Cash and a net burn that stays as it is."""

    cash: Annotated[
        Numeric,
        Input(label="Cash today", unit="USD", bounds=(0.0, 1e12), typical=(1e4, 2e7), source=YOURS),
    ] = 1e6
    cash_floor: Annotated[
        Numeric,
        Input(label="Cash floor", unit="USD", bounds=(0.0, 1e12), typical=(0.0, 1e6), source=YOURS),
    ] = 0.0
    net_burn: Annotated[
        Numeric,
        Input(
            label="Net burn",
            unit="USD/month",
            bounds=(-1e11, 1e11),
            typical=(1e3, 1e6),
            source=YOURS,
            help="Cash out less cash in; negative when cash rises.",
        ),
    ] = 5e4


@dataclass(frozen=True, kw_only=True, eq=False)
class Growth(Inputs):
    """Revenue that grows towards expenses that do not."""

    revenue_now: Annotated[
        Numeric,
        Input(
            label="Revenue", unit="USD/month", bounds=(0.0, 1e11), typical=(1e3, 1e6), source=YOURS
        ),
    ] = 2e4
    expenses: Annotated[
        Numeric,
        Input(
            label="Expenses", unit="USD/month", bounds=(0.0, 1e11), typical=(1e3, 1e6), source=YOURS
        ),
    ] = 6e4
    growth: Annotated[
        Numeric,
        Input(
            label="Growth of revenue",
            unit="share/month",
            bounds=(0.0, 2.0),
            typical=(0.0, 0.3),
            source=YOURS,
        ),
    ] = 0.07


@dataclass(frozen=True, kw_only=True, eq=False)
class BurnAndSales(Inputs):
    """Burn of a period beside what it won."""

    net_burn: Annotated[
        Numeric,
        Input(
            label="Net burn of the period",
            unit="USD",
            bounds=(0.0, 1e12),
            typical=(1e4, 1e7),
            source=YOURS,
        ),
    ] = 5e5
    new_annual_revenue: Annotated[
        Numeric,
        Input(
            label="New annual recurring revenue of the period",
            unit="USD/year",
            bounds=(-1e12, 1e12),
            typical=(1e4, 1e7),
            source=YOURS,
            help="Won less lost, over the same period.",
        ),
    ] = 4e5


@dataclass(frozen=True, kw_only=True, eq=False)
class Investment(Inputs):
    """Money that goes out today and comes back year by year."""

    outlay: Annotated[
        Numeric,
        Input(
            label="Outlay today", unit="USD", bounds=(0.0, 1e12), typical=(1e3, 1e7), source=YOURS
        ),
    ] = 1e5
    yearly_flow: Annotated[
        Numeric,
        Input(
            label="Flow at each year's end",
            unit="USD/year",
            bounds=(-1e12, 1e12),
            typical=(1e3, 1e7),
            source=YOURS,
            help="Negative for a cost.",
        ),
    ] = 3e4
    life_years: Annotated[
        Numeric,
        Input(
            label="Life",
            unit="years",
            bounds=(1.0, 50.0),
            typical=(1.0, 10.0),
            whole=True,
            source=YOURS,
        ),
    ] = 5.0
    residual_value: Annotated[
        Numeric,
        Input(
            label="Residual value",
            unit="USD",
            bounds=(0.0, 1e12),
            typical=(0.0, 1e6),
            source=YOURS,
            help="Received at the end of the last year.",
        ),
    ] = 0.0
    discount_rate: Annotated[
        Numeric,
        Input(
            label="Discount rate",
            unit="share/year",
            bounds=(0.0, 10.0),
            typical=(0.0, 0.4),
            source=YOURS,
        ),
    ] = 0.1


@dataclass(frozen=True, kw_only=True, eq=False)
class Asset(Inputs):
    """A purchase that wears off."""

    cost: Annotated[
        Numeric,
        Input(label="Cost", unit="USD", bounds=(0.0, 1e12), typical=(1e3, 1e7), source=YOURS),
    ] = 2.5e5
    residual_value: Annotated[
        Numeric,
        Input(
            label="Residual value", unit="USD", bounds=(0.0, 1e12), typical=(0.0, 1e6), source=YOURS
        ),
    ] = 2e4
    useful_life_years: Annotated[
        Numeric,
        Input(
            label="Useful life",
            unit="years",
            bounds=(1.0, 50.0),
            typical=(1.0, 10.0),
            whole=True,
            source=YOURS,
        ),
    ] = 5.0
    factor: Annotated[
        Numeric,
        Input(
            label="Factor of the declining balance",
            unit="×",
            bounds=(0.1, 10.0),
            typical=(1.0, 2.0),
            source=CONVENTION,
            help="2 is double-declining.",
        ),
    ] = 2.0

    def relations(self) -> list[str]:
        """Nothing is worth more at its end than it cost."""
        more = self.residual_value > self.cost
        problem = "Residual value: it is more than the cost; enter 0 USD up to the cost"
        return [problem] if getattr(more, "any", lambda: more)() else []


@dataclass(frozen=True, kw_only=True, eq=False)
class WorkAndSaving(Inputs):
    """Money spent once to save money every month."""

    upfront: Annotated[
        Numeric,
        Input(label="Spent once", unit="USD", bounds=(0.0, 1e12), typical=(1e3, 1e6), source=YOURS),
    ] = 2e4
    monthly_saving: Annotated[
        Numeric,
        Input(
            label="Saving",
            unit="USD/month",
            bounds=(-1e11, 1e11),
            typical=(100.0, 1e5),
            source=YOURS,
        ),
    ] = 2500.0
    discount_rate: Annotated[
        Numeric,
        Input(
            label="Discount rate",
            unit="share/year",
            bounds=(0.0, 10.0),
            typical=(0.0, 0.4),
            source=YOURS,
        ),
    ] = 0.1
