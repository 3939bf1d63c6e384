"""Rent or own alone: one purchase against one price by the hour, as published cases state them."""
# fmt: off

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core import breakeven, finance
from calculators.core.inputs import Input, Inputs, Numeric
from calculators.core.sources import YOURS
from calculators.core.units import (
    HOURS_PER_MONTH,
    MONTHS_PER_YEAR,
    monthly_rate,
    over_months,
    ratio_or_never,
)

LONGEST_MONTHS = 240  # of a life, as declared


class OwningMeasure(StrEnum):
    """What a published case of owning counts: results of this calculator."""

    BREAK_EVEN_HOURS = "break_even_hours"
    PAYBACK_MONTHS = "payback_months"
    SAVED_OVER_LIFE = "saved_over_life"
    WEARING_PER_YEAR = "wearing_per_year"
    OWN_PER_MONTH = "own_per_month"


@dataclass(frozen=True, kw_only=True, eq=False)
class Purchase(Inputs):
    """A purchase, what it costs to run, and the rent that it replaces."""

    capital: Annotated[Numeric, Input(
        label="Spent once", unit="USD", bounds=(0.0, 1e12), typical=(1e3, 2e6),
        source=YOURS)] = 250_000.0
    cloud_per_hour: Annotated[Numeric, Input(
        label="Rent", unit="USD/h", bounds=(0.0, 1e7), typical=(0.1, 200.0),
        source=YOURS, help="Of the machines that the purchase replaces.")] = 30.0
    own_per_hour: Annotated[Numeric, Input(
        label="Running the own machines", unit="USD/h", bounds=(0.0, 1e7), typical=(0.0, 50.0),
        source=YOURS, help="Paid in every hour, used or not. Without the purchase itself.")] = 6.0
    used_share: Annotated[Numeric, Input(
        label="Hours used", unit="share", bounds=(0.0, 1.0), typical=(0.05, 1.0), step=0.01,
        source=YOURS, help="Share of the hours in which the cloud's machines would be rented."
        )] = 1.0
    life_months: Annotated[Numeric, Input(
        label="Life", unit="months", bounds=(1.0, LONGEST_MONTHS), typical=(24.0, 84.0), whole=True,
        source=YOURS, beyond="a life of nothing has nothing to spread the price over")] = 60.0
    resale_share: Annotated[Numeric, Input(
        label="Resale value", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.5),
        source=YOURS)] = 0.0
    discount_rate: Annotated[Numeric, Input(
        label="Discount rate", unit="share/year", bounds=(0.0, 10.0), typical=(0.0, 0.4),
        source=YOURS)] = 0.1


UNITS = {
    "break_even_hours": "h",
    "payback_months": "months",
    "discounted_payback_months": "months",
    "break_even_used_share": "share",
    "saved_over_life": "USD",
    "present_value": "USD",
    "wearing_per_year": "USD/year",
    "own_per_month": "USD/month",
    "yearly_cost": "USD/year",
}


def purchase_results(purchase: Purchase) -> Mapping[str, Numeric]:
    """Return when a purchase has paid for itself against rent, and what it is worth.

    H = K ÷ (rent − running), hours of full use; months = K ÷ ((u·rent − running)·730), u the share
    of hours used: it scales the rent, not the purchase. Discounted: −ln(1 − K·i/s) ÷ ln(1 + i).
    Never where the saving is not positive. One purchase, level prices: no growth, no refresh.
    Reference: Lenovo Press LP2225, 2025, for H; it counts a month as 720 h, here it is 730 h.
    """
    p = purchase
    by_hour = p.used_share * p.cloud_per_hour - p.own_per_hour
    saving = by_hour * HOURS_PER_MONTH
    resale = p.capital * p.resale_share
    wearing = (p.capital - resale) / p.life_months
    running = p.own_per_hour * HOURS_PER_MONTH
    rented = p.cloud_per_hour * HOURS_PER_MONTH
    years = p.life_months / MONTHS_PER_YEAR
    value = _present_value(p, saving, resale)
    owning = _present_value(p, -running, resale)
    return {
        "break_even_hours": breakeven.payback_months(p.capital, p.cloud_per_hour - p.own_per_hour),
        "payback_months": breakeven.payback_months(p.capital, saving),
        "discounted_payback_months": breakeven.discounted_payback_months(
            p.capital, saving, p.discount_rate
        ),
        "break_even_used_share": ratio_or_never(wearing + running, rented),
        "saved_over_life": saving * p.life_months - p.capital + resale,
        "present_value": value,
        "wearing_per_year": wearing * MONTHS_PER_YEAR,
        "own_per_month": wearing + running,
        "yearly_cost": -finance.equivalent_annual_cost(owning, p.discount_rate, years),
    }


def _present_value(p: Purchase, monthly: Numeric, resale: Numeric) -> Numeric:
    """Return the value today of the purchase, equal flows at the end of each month, and resale."""
    month = np.arange(LONGEST_MONTHS + 1, dtype=float)
    life = over_months(p.life_months)
    flows = np.where((month > 0) & (month <= life), over_months(monthly), 0.0)
    flows = flows + np.where(month == life, over_months(resale), 0.0)
    flows = flows - np.where(month == 0, over_months(p.capital), 0.0)
    return finance.net_present_value(monthly_rate(p.discount_rate), flows)
