"""Cards of the page on retraining."""

from __future__ import annotations

from ui.inputs import Card

PROOF = Card(
    "Could you tell?",
    [
        "retraining.labelled",
        "retraining.labelled_per_month",
        "retraining.accuracy",
        "retraining.discordance",
        "retraining.design",
    ],
    [
        "retraining.significance",
        "retraining.power",
        "retraining.looks",
        "retraining.per_cluster",
        "retraining.cluster_correlation",
    ],
    "A schedule looks at these queries once a cycle.",
)
DRIFT = Card(
    "What a cycle wins",
    [
        "retraining.schedule",
        "retraining.interval_days",
        "retraining.drift",
        "retraining.gain_points",
        "worth.point_value",
    ],
    note="Measured drift takes the place of the gain of a cycle.",
)
COST = Card(
    "What a cycle takes",
    [
        "retraining.gpu_hours",
        "retraining.gpu_hour_price",
        "retraining.training_labels",
        "retraining.label_price",
        "retraining.cycle_weeks",
        "retraining.automate_weeks",
        "retraining.upkeep_time",
    ],
    [
        "retraining.alarm_weeks",
        "retraining.alarm_amount",
        "worth.engineer_week_cost",
        "worth.payback_months",
    ],
)
INPUTS = (PROOF, DRIFT, COST)
