"""Cards of the page on operations."""

from __future__ import annotations

from ui.cards.plan import DEMAND
from ui.inputs import Card

LABELS = Card(
    "Labels",
    [
        "operations.items_per_month",
        "operations.labels_per_item",
        "operations.label_payment",
        "operations.price_per_label",
        "operations.seconds_per_label",
        "operations.wage_per_hour",
        "operations.review_share",
        "operations.useful_share",
    ],
    [
        "operations.keeping_share",
        "operations.sampled_share",
        "operations.items_per_new_kind",
        "operations.tool_seats",
        "operations.tool_price",
    ],
    "A price by the label and a wage are not added: the way of paying decides which counts.",
)
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
        "operations.on_call_rate",
        "operations.on_call_weeks",
        "worth.engineer_time",
        "operations.monitoring_fixed",
        "operations.monitoring_per_million",
        "operations.evaluation_runs",
        "operations.evaluation_cost",
    ],
    ["operations.lead_share", "operations.lead_salary", "worth.engineer_week_cost"],
)
COLLECTION = Card(
    "Field collection",
    ["operations.collection_hours", "operations.collection_rate"],
)
AMOUNT = Card(
    "Or one amount",
    ["operations.monthly_amount"],
    ["operations.volume_share"],
    "When entered, it replaces everything above.",
)
FASTER = Card(
    "Pre-annotation",
    ["operations.preannotation", "operations.preannotation_speedup"],
    [
        "operations.preannotation_cost",
        "operations.preannotation_points",
        "operations.preannotation_weeks",
    ],
)
FEWER = Card(
    "Active learning",
    ["operations.active_learning", "operations.active_saved_share"],
    ["operations.active_selection_cost", "operations.active_weeks"],
)
SYNTHETIC = Card(
    "Synthetic data",
    ["operations.synthetic", "operations.synthetic_value", "operations.synthetic_cost"],
    ["operations.synthetic_share", "operations.synthetic_weeks"],
)
TARGETED = Card(
    "Targeted collection",
    ["operations.targeting", "operations.targeted_value"],
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

INPUTS = (LABELS, ERROR, RUNNING, COLLECTION, AMOUNT)
LEVER_CARDS = (FASTER, FEWER, SYNTHETIC, TARGETED, AGAIN, DEMAND)
