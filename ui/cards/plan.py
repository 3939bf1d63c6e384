"""Cards of the pages on the plan as a whole, and those that several pages share."""

from __future__ import annotations

from ui.inputs import Card

DEMAND = Card(
    "Demand",
    [
        "demand.queries_per_month",
        "demand.customers",
        "demand.customers_gained",
        "demand.customers_lost",
    ],
    [
        "demand.usage_growth",
        "demand.scored_share",
        "demand.cached_share",
        "demand.kinds",
        "demand.kinds_added",
    ],
    "Month 1 is today's run rate; growth first applies in month 2.",
)
WORTH = Card(
    "What things are worth",
    ["worth.point_value", "worth.second_value", "worth.engineer_time"],
    ["worth.hour_down_cost", "worth.engineer_week_cost", "worth.payback_months"],
)
CASH = Card(
    "Cash and revenue",
    ["business.cash", "business.revenue_per_customer", "business.acquisition_cost"],
    [
        "plan.name",
        "business.start_month",
        "business.cash_floor",
        "business.other_revenue",
        "business.prepaid_share",
        "business.collection_months",
        "business.opening_receivables",
        "business.interest",
        "business.discount_rate",
        "business.credits",
        "business.credits_months",
        "business.round_slip",
        "business.raise_months",
        "business.currency",
    ],
)
COSTS = Card(
    "Costs a month",
    [
        "team.monthly_amount",
        "training.monthly_amount",
        "operations.monthly_amount",
        "bandwidth.monthly_amount",
        "hardware.monthly_amount",
        "business.other_fixed_costs",
    ],
    ["operations.volume_share"],
    "Compute comes from its own page.",
)
FUNDING = Card("Funding", ["business.funding.*"])
PAYMENTS = Card("One-off payments", ["business.payments.*"])
OVERVIEW = (CASH, DEMAND, COSTS)
RUNWAY = (CASH, DEMAND, COSTS)
RUNWAY_TABLES = (FUNDING, PAYMENTS)
