"""Cards of the page on a point of accuracy."""

from __future__ import annotations

from ui.inputs import Card

VALUE = Card(
    "What a better answer is worth",
    [
        "accuracy.framing",
        "accuracy.acted_share",
        "accuracy.error_cost",
        "accuracy.earned_per_answer",
        "accuracy.sales_lift",
        "accuracy.cash_share",
    ],
    note="Only the form chosen counts: the cost of an error, or what an answer earns.",
)
WORK = Card(
    "What a point takes",
    [
        "accuracy.pursue",
        "accuracy.aimed_points",
        "accuracy.point_weeks",
        "accuracy.harder",
        "accuracy.point_labels",
        "accuracy.label_price",
        "accuracy.upkeep_time",
        "accuracy.dearer_answers",
    ],
    ["accuracy.engineers", "worth.engineer_week_cost", "worth.payback_months"],
)
PLAN = Card(
    "In the whole plan",
    ["worth.point_value"],
    note="At this value every page counts the points that a lever loses or a practice wins.",
)
INPUTS = (VALUE, WORK, PLAN)
