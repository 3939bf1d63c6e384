"""Cards of the page on embedding fine-tuning."""

from __future__ import annotations

from ui.inputs import Card

PROOF = Card(
    "Proof",
    [
        "fine_tuning.metric",
        "fine_tuning.gain_points",
        "fine_tuning.labelled",
        "fine_tuning.labelled_per_month",
        "fine_tuning.accuracy",
        "fine_tuning.discordance",
        "fine_tuning.gain_deviation",
        "fine_tuning.design",
    ],
    [
        "fine_tuning.significance",
        "fine_tuning.power",
        "fine_tuning.looks",
        "fine_tuning.per_cluster",
        "fine_tuning.cluster_correlation",
    ],
    "Discordant queries count where a query is right or wrong, the spread where it is graded.",
)
VALUE = Card(
    "Worth it",
    [
        "fine_tuning.adopted",
        "fine_tuning.kinds_seen",
        "fine_tuning.reaching_share",
        "worth.point_value",
    ],
)
WORK = Card(
    "Work and upkeep",
    [
        "fine_tuning.training_labels",
        "fine_tuning.label_price",
        "fine_tuning.adopting_weeks",
        "fine_tuning.changes_per_year",
        "fine_tuning.change_weeks",
        "fine_tuning.change_bill",
        "fine_tuning.serving_amount",
    ],
    ["worth.engineer_week_cost", "worth.payback_months"],
)
INPUTS = (PROOF, VALUE, WORK)
