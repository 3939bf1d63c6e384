"""Cards of the page on operations."""

from __future__ import annotations

from ui.cards.plan import DEMAND
from ui.inputs import Card

ITEMS = ["operations.labelled_items", "operations.labels_per_item", "operations.label_payment"]
QUALITY = ["operations.review_share", "operations.useful_share", "operations.keeping_share"]
PRICE = ["operations.price_per_label"]
TIME = ["operations.seconds_per_label", "operations.wage_per_hour"]
REST = [
    "operations.sampled_share",
    "operations.items_per_new_kind",
    "operations.tool_seats",
    "operations.tool_price",
]
BY_PRICE = Card("Labels", [*ITEMS, *PRICE, *QUALITY], [*REST, *TIME])
BY_TIME = Card("Labels", [*ITEMS, *TIME, *QUALITY], [*REST, *PRICE])
ERROR = Card(
    "What an error is worth",
    [
        "operations.error_points",
        "operations.floor_points",
        "worth.point_value",
        "operations.wrong_share",
    ],
    ["operations.learning_exponent"],
)
RUNNING = Card(
    "On call, monitoring, evaluation",
    [
        "operations.on_call_hours",
        "operations.on_call_price_per_hour",
        "operations.on_call_time",
        "worth.engineer_time",
        "operations.monitoring_fixed",
        "operations.monitoring_per_million",
        "operations.evaluation_runs",
        "operations.evaluation_cost_per_run",
    ],
    ["operations.lead_share", "operations.lead_salary", "worth.engineer_week_cost"],
)
COLLECTION = Card(
    "Field collection",
    ["operations.collection_hours", "operations.collection_price_per_hour"],
)
AMOUNT = Card(
    "Or one amount",
    ["operations.monthly_amount"],
    ["operations.volume_share"],
    "When entered, it replaces all that this page computes.",
)
FASTER = Card(
    "Pre-annotation",
    ["operations.preannotation", "operations.preannotation_speedup"],
    [
        "operations.preannotation_cost_per_item",
        "operations.preannotation_points",
        "operations.preannotation_weeks",
    ],
)
FEWER = Card(
    "Active learning",
    ["operations.active_learning", "operations.active_saved_share"],
    ["operations.selection_cost_per_item", "operations.active_weeks"],
)
SYNTHETIC = Card(
    "Synthetic data",
    [
        "operations.synthetic",
        "operations.synthetic_counts_for",
        "operations.synthetic_cost_per_item",
    ],
    ["operations.synthetic_share", "operations.synthetic_weeks"],
)
TARGETED = Card(
    "Targeted collection",
    ["operations.targeting", "operations.targeted_counts_for"],
    [
        "operations.targeted_share",
        "operations.targeted_premium",
        "operations.targeting_weeks",
        "worth.payback_months",
    ],
)
AGAIN = Card(
    "Relabelling",
    ["operations.relabelling"],
    ["operations.relabelled_share", "operations.wrong_share_after"],
)

PAID_BY_LABEL = (BY_PRICE, ERROR, RUNNING, COLLECTION, DEMAND)
PAID_BY_TIME = (BY_TIME, ERROR, RUNNING, COLLECTION, DEMAND)
LABEL_LEVERS = (FASTER, FEWER, SYNTHETIC)
OTHER_LEVERS = (TARGETED, AGAIN, AMOUNT)
LEVER_CARDS = (*LABEL_LEVERS, *OTHER_LEVERS)
