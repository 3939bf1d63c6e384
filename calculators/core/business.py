"""The business around the model: cash, revenue, funding and what time is worth. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import (
    Choice,
    Input,
    Inputs,
    Measured,
    Month,
    Numeric,
    Rows,
    Source,
    Text,
)
from calculators.core.sources import YOURS, assumption

OES = Source(
    "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics 2024, software "
    "developers: median 133,080 USD a year; times 1.42 for benefits (29.5 % of compensation), "
    "over 52",
    "https://certifywize.com/compare/data-scientists-vs-software-developers/", "2024")


class FundingStatus(StrEnum):
    """Only committed money counts in the headline."""

    COMMITTED = "committed"
    PLANNED = "planned"


class EngineerTime(StrEnum):
    """Whether a week of work costs cash (hired or bought) or is already paid."""

    BOUGHT = "bought"
    PAID = "already_paid"


@dataclass(frozen=True, kw_only=True, eq=False)
class Funding(Inputs):
    """Money that comes in once."""

    name: Annotated[str, Text(label="Round", source=YOURS, longest=40)] = "Round"
    month: Annotated[Numeric, Input(
        label="Month of the plan", unit="month", bounds=(1.0, 60.0), typical=(1.0, 36.0),
        whole=True,
        source=YOURS)] = 12.0
    amount: Annotated[Numeric, Input(
        label="Amount", unit="USD", bounds=(0.0, 1e11), typical=(1e4, 2e7), source=YOURS)] = 1e6
    status: Annotated[FundingStatus, Choice(
        label="Status", options=FundingStatus, source=YOURS,
        labels={"committed": "committed", "planned": "planned"},
        help="Only committed money counts in the headline runway.")] = FundingStatus.PLANNED
    probability: Annotated[Numeric, Input(
        label="Probability", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=YOURS,
        help="In the draws a planned round comes or does not; never its expected value.")] = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Payment(Inputs):
    """Money that goes out once."""

    name: Annotated[str, Text(label="Payment", source=YOURS, longest=40)] = "One-off payment"
    month: Annotated[Numeric, Input(
        label="Month of the plan", unit="month", bounds=(1.0, 60.0), typical=(1.0, 36.0),
        whole=True,
        source=YOURS)] = 6.0
    amount: Annotated[Numeric, Input(
        label="Amount", unit="USD", bounds=(0.0, 1e11), typical=(1e3, 1e6), source=YOURS)] = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Business(Inputs):
    """Cash, revenue and funding."""

    start_month: Annotated[str, Month(
        label="Start month", source=YOURS, help="Month 1 of the plan.")] = "2026-12"
    cash: Annotated[Numeric, Input(
        label="Cash today", unit="USD", bounds=(0.0, 1e12), typical=(1e4, 2e7), source=YOURS,
        help="At the start of month 1.")] = 1.5e6
    cash_floor: Annotated[Numeric, Input(
        label="Cash floor", unit="USD", bounds=(0.0, 1e12), typical=(0.0, 1e6), step=1e4,
        source=YOURS, expert=True, help="The runway ends when cash falls below this.")] = 0.0
    revenue_per_customer: Annotated[Numeric, Input(
        label="Revenue per customer", unit="USD/month", bounds=(0.0, 1e8), typical=(1.0, 1e5),
        doubt=(0.85, 1.15), source=YOURS)] = 400.0
    other_revenue: Annotated[Numeric, Input(
        label="Other revenue", unit="USD/month", bounds=(0.0, 1e10), typical=(0.0, 2e5), step=500.0,
        source=YOURS, expert=True, help="Constant over the plan.")] = 0.0
    prepaid_share: Annotated[Numeric, Input(
        label="Paid a year ahead", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=YOURS, expert=True,
        help="Share of revenue invoiced for twelve months at once.")] = 0.0
    collection_months: Annotated[Numeric, Input(
        label="Collection delay", unit="months", bounds=(0.0, 6.0), typical=(0.0, 3.0), step=0.5,
        source=YOURS, expert=True, help="From invoice to cash.")] = 1.0
    opening_receivables: Annotated[Measured, Input(
        label="Invoices not yet paid", unit="USD", bounds=(0.0, 1e11), typical=(1e3, 1e6),
        optional=True, source=YOURS, expert=True,
        help="Collected over the first months. Unknown: today's revenue times the delay.")] = None
    acquisition_cost: Annotated[Numeric, Input(
        label="Cost to win a customer", unit="USD", bounds=(0.0, 1e8), typical=(1.0, 1e5),
        doubt=(0.7, 1.6), source=YOURS,
        help="Paid in the month in which the customer is won.")] = 300.0
    other_fixed_costs: Annotated[Numeric, Input(
        label="Other fixed costs", unit="USD/month", bounds=(0.0, 1e10), typical=(100.0, 5e5),
        source=YOURS,
        help="Rent, legal, office software, travel: what stands on no page of its own.")] = 8000.0
    interest: Annotated[Numeric, Input(
        label="Interest on cash", unit="share/year", bounds=(0.0, 0.5), typical=(0.0, 0.1),
        step=0.0025, source=YOURS, expert=True)] = 0.0
    discount_rate: Annotated[Numeric, Input(
        label="Discount rate", unit="share/year", bounds=(0.0, 1.0), typical=(0.0, 0.4), step=0.01,
        source=assumption("a young company's cost of capital is above a bank's rate"), expert=True,
        help="For present values only; the runway is in cash.")] = 0.15
    credits: Annotated[Numeric, Input(
        label="Cloud credits", unit="USD", bounds=(0.0, 1e9), typical=(0.0, 3.5e5), step=1e3,
        source=YOURS, expert=True, help="Pay what the cloud bills for serving, training, storage "
        "and traffic, until used or expired. Cash only.")] = 0.0
    credits_months: Annotated[Numeric, Input(
        label="Credits expire after", unit="months", bounds=(0.0, 60.0), typical=(1.0, 36.0),
        whole=True, source=YOURS, expert=True)] = 12.0
    funding: Annotated[tuple[Funding, ...], Rows(
        label="Funding", row=Funding, one="round", most=20, source=YOURS)] = ()
    payments: Annotated[tuple[Payment, ...], Rows(
        label="One-off payments", row=Payment, one="payment", most=40, source=YOURS)] = ()
    round_slip: Annotated[Numeric, Input(
        label="What if planned rounds slip by", unit="months", bounds=(0.0, 24.0), typical=(0.0,
        12.0),
        whole=True, expert=True,
        source=assumption("a closing that slips a quarter is common"))] = 3.0
    raise_months: Annotated[Numeric, Input(
        label="Time to raise", unit="months", bounds=(0.0, 24.0), typical=(2.0, 12.0), whole=True,
        expert=True,
        source=assumption("six months from the first meeting to money in the bank"))] = 6.0
    currency: Annotated[str, Text(
        label="Currency label", source=YOURS, longest=8, expert=True,
        help="A label only; prices in the catalog are in US dollars.")] = "USD"


@dataclass(frozen=True, kw_only=True, eq=False)
class Worth(Inputs):
    """Values that many pages use: a point of accuracy, a second, an hour down, a week of work."""

    point_value: Annotated[Numeric, Input(
        label="Value of a point of accuracy", unit="USD/month", bounds=(0.0, 1e9), typical=(0.0,
        5e4),
        step=100.0, doubt=(0.3, 3.0), source=YOURS,
        help="What one percentage point of accuracy is worth to the business.")] = 1000.0
    second_value: Annotated[Numeric, Input(
        label="Value of a second of latency", unit="USD/month", bounds=(0.0, 1e9), typical=(0.0,
        5e4),
        step=100.0, doubt=(0.3, 3.0), source=YOURS,
        help="What one second more on each answer costs the business.")] = 500.0
    hour_down_cost: Annotated[Numeric, Input(
        label="Cost of an hour down", unit="USD/h", bounds=(0.0, 1e9), typical=(0.0, 2e4),
        step=50.0,
        doubt=(0.3, 3.0), source=YOURS, expert=True)] = 200.0
    engineer_time: Annotated[EngineerTime, Choice(
        label="Engineer time is", options=EngineerTime, source=YOURS,
        labels={"bought": "bought (counts as cash)", "already_paid": "already paid (weeks only)"},
        help="Bought: capacity that would otherwise be hired. Both figures are always shown.")
        ] = EngineerTime.BOUGHT
    engineer_week_cost: Annotated[Numeric, Input(
        label="Cost of an engineer-week", unit="USD/week", bounds=(0.0, 1e6), typical=(500.0, 1e4),
        step=50.0, source=OES, help="Loaded: salary, benefits and tools.")] = 3630.0
    payback_months: Annotated[Numeric, Input(
        label="Work must pay back within", unit="months", bounds=(1.0, 60.0), typical=(3.0, 36.0),
        whole=True, expert=True,
        source=assumption("a small team cannot wait longer than a year for its own work"))] = 12.0
