"""Cards of the pages on the plan as a whole, and those that several pages share."""

from __future__ import annotations

from calculators.core.paths import value_at
from calculators.scenario import Scenario
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
OTHER_COSTS = "business.other_fixed_costs"
AMOUNTS = (
    "team.monthly_amount",
    "training.monthly_amount",
    "operations.monthly_amount",
    "bandwidth.monthly_amount",
    "hardware.monthly_amount",
)
FUNDING = Card("Funding", ["business.funding.*"])
PAYMENTS = Card("One-off payments", ["business.payments.*"])
RUNWAY_TABLES = (FUNDING, PAYMENTS)


def costs(plan: Scenario) -> Card:
    """Return the card of costs that no page computes; an amount that replaces a page is in sight.

    The other amounts are folded: each page computes its own cost.
    """
    entered = [path for path in AMOUNTS if value_at(plan, path) is not None]
    folded = [path for path in AMOUNTS if path not in entered]
    return Card(
        "Costs entered as one amount",
        [OTHER_COSTS, *entered],
        [*folded, "operations.volume_share"],
        "Each page computes its own cost; an amount for one replaces what it computes.",
    )


def beside(plan: Scenario) -> tuple[Card, ...]:
    """Return the cards of the overview and beside the charts of the runway."""
    return (CASH, DEMAND, costs(plan))
